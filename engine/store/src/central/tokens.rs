//! Secrets that open something for whoever holds them: sessions, links, paired PCs. Kept as hashes only.
//!
//! Knows not what they open. Start at [`Token::draw`].

use super::CentralError;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ids::Id128;
use sha2::{Digest, Sha256};

const TOKEN_BYTES: usize = 32;

/// 256 random bits, as letters and digits that may stand in an address or a cookie. Shown to its holder and to nobody else.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    pub fn draw() -> Result<Self, CentralError> {
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// From bits that were drawn elsewhere.
    pub(crate) fn drawn(first: Id128, second: Id128) -> Self {
        Self(URL_SAFE_NO_PAD.encode([first.0, second.0].concat()))
    }

    /// What a browser sent, if it can be a token at all.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == TOKEN_BYTES).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it. A hash of so many random bits needs neither salt nor slowness.
    pub(crate) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}
