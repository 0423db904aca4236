//! SHA-256 hashes, written as 64 small hexadecimal digits.
//!
//! Knows nothing of what was hashed. Start at [`Hash256::of`].

use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::fmt;

/// One SHA-256 hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash256(pub [u8; 32]);

/// A text or bytes that are no hash.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a hash has 64 small hexadecimal digits (32 bytes)")]
pub struct Hash256Error;

impl Hash256 {
    /// What stands before the first record of a device log.
    pub const ZERO: Self = Self([0; 32]);

    pub fn of(bytes: &[u8]) -> Self {
        Self(<Sha256 as sha2::Digest>::digest(bytes).into())
    }

    /// Reads 64 small hexadecimal digits; capitals are refused, so that one hash has one spelling.
    pub fn parse(text: &str) -> Result<Self, Hash256Error> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(Hash256Error);
        }
        let mut bytes = [0_u8; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

/// A hash of bytes that come in parts.
#[derive(Default)]
pub struct Digest(Sha256);

impl Digest {
    pub fn add(&mut self, part: &[u8]) {
        sha2::Digest::update(&mut self.0, part);
    }

    pub fn finish(self) -> Hash256 {
        Hash256(sha2::Digest::finalize(self.0).into())
    }
}

fn nibble(digit: u8) -> Result<u8, Hash256Error> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(Hash256Error),
    }
}

impl TryFrom<&[u8]> for Hash256 {
    type Error = Hash256Error;
    fn try_from(bytes: &[u8]) -> Result<Self, Hash256Error> {
        bytes.try_into().map(Self).map_err(|_| Hash256Error)
    }
}

impl TryFrom<String> for Hash256 {
    type Error = Hash256Error;
    fn try_from(text: String) -> Result<Self, Hash256Error> {
        Self::parse(&text)
    }
}

impl From<Hash256> for String {
    fn from(hash: Hash256) -> Self {
        hash.to_string()
    }
}

impl fmt::Display for Hash256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_of_nothing_is_the_published_one_and_survives_text() {
        let empty = Hash256::of(b"");
        assert_eq!(empty.to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(Hash256::parse(&empty.to_string()), Ok(empty));
        assert_eq!(Hash256::try_from(&empty.0[..]), Ok(empty));
    }

    #[test]
    fn capitals_short_texts_and_other_signs_are_refused() {
        let good = Hash256::of(b"").to_string();
        for bad in [good.to_uppercase(), good[..62].to_owned(), good.replace('e', "g"), "é".repeat(32)] {
            assert_eq!(Hash256::parse(&bad), Err(Hash256Error), "{bad}");
        }
    }
}
