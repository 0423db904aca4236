//! A text and its Ed25519 signature in one: the "signed note" of C2SP, with keys in the spelling that goes with it.
//!
//! Knows nothing of what is signed. Start at [`SecretKey::sign`] and [`VerifyingKey::open`].

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use record::Hash256;
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use std::fmt;

/// The mark of Ed25519 in keys and their ids.
const ED25519_MARK: u8 = 1;
const SECRET_PREFIX: &str = "PRIVATE+KEY+";

/// What signs.
pub struct SecretKey {
    seed: [u8; 32],
    pair: Ed25519KeyPair,
    public: VerifyingKey,
}

/// What shows that a signature holds: a name and 32 bytes, written as `NAME+ID+BASE64`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    name: String,
    bytes: [u8; 32],
}

/// Why a note or key is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteFault {
    #[error("it is no key: one looks like `name+1a2b3c4d+AbC...=`, in one line")]
    NoKey,
    #[error("a key's name has no spaces and no `+`")]
    BadName,
    #[error("this machine gives no random numbers")]
    NoRandom,
    #[error("it is no signed text: the line with the signature (`— name AbC...=`) is missing at its end")]
    NoSignature,
    #[error("it is not signed by the key {key}, but by {found}")]
    OtherKey { key: String, found: String },
    #[error("its signature does not hold: the text was changed, or signed by somebody else")]
    DoesNotHold,
}

impl SecretKey {
    /// The key of 32 drawn bytes.
    pub fn new(name: &str, seed: [u8; 32]) -> Result<Self, NoteFault> {
        check_name(name)?;
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| NoteFault::NoKey)?;
        let bytes = pair.public_key().as_ref().try_into().map_err(|_| NoteFault::NoKey)?;
        Ok(Self { seed, pair, public: VerifyingKey { name: name.to_owned(), bytes } })
    }

    /// A new key; its name begins as told, and ends with drawn digits.
    pub fn draw(begins: &str) -> Result<Self, NoteFault> {
        let (mut seed, mut tail) = ([0; 32], [0; 4]);
        let random = SystemRandom::new();
        random.fill(&mut seed).and_then(|()| random.fill(&mut tail)).map_err(|_| NoteFault::NoRandom)?;
        Self::new(&format!("{begins}{}", in_hexadecimal(tail)), seed)
    }

    /// Reads what [`SecretKey::to_text`] writes.
    pub fn parse(text: &str) -> Result<Self, NoteFault> {
        let rest = text.trim().strip_prefix(SECRET_PREFIX).ok_or(NoteFault::NoKey)?;
        let (name, id, seed) = split_key(rest)?;
        let key = Self::new(name, seed)?;
        if key.public.id_in_hexadecimal() == id { Ok(key) } else { Err(NoteFault::NoKey) }
    }

    /// The secret itself, as one line.
    pub fn to_text(&self) -> String {
        let VerifyingKey { name, .. } = &self.public;
        format!("{SECRET_PREFIX}{name}+{}+{}", self.public.id_in_hexadecimal(), marked(&self.seed))
    }

    pub fn public(&self) -> &VerifyingKey {
        &self.public
    }

    /// The text with its signature below it. A text ends with a line end; one is added where it is missing.
    pub fn sign(&self, text: &str) -> String {
        let text = if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
        let signature = [self.public.id().as_slice(), self.pair.sign(text.as_bytes()).as_ref()].concat();
        format!("{text}\n\u{2014} {} {}\n", self.public.name, STANDARD.encode(signature))
    }
}

impl VerifyingKey {
    pub fn parse(text: &str) -> Result<Self, NoteFault> {
        let (name, id, bytes) = split_key(text.trim())?;
        check_name(name)?;
        let key = Self { name: name.to_owned(), bytes };
        if key.id_in_hexadecimal() == id { Ok(key) } else { Err(NoteFault::NoKey) }
    }

    /// Whose key it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text that was signed, if this key signed it.
    pub fn open<'a>(&self, note: &'a str) -> Result<&'a str, NoteFault> {
        let at = note.rfind("\n\n").ok_or(NoteFault::NoSignature)?;
        let (text, signatures) = (&note[..=at], &note[at + 2..]);
        let mut found = Vec::new();
        for line in signatures.lines() {
            let words = line.strip_prefix("\u{2014} ").and_then(|line| line.split_once(' '));
            let (name, signature) = words.ok_or(NoteFault::NoSignature)?;
            let signature = STANDARD.decode(signature).map_err(|_| NoteFault::NoSignature)?;
            let Some((id, signature)) = signature.split_first_chunk::<4>() else { return Err(NoteFault::NoSignature) };
            if name == self.name && *id == self.id() {
                let key = UnparsedPublicKey::new(&ED25519, self.bytes);
                return key.verify(text.as_bytes(), signature).map(|()| text).map_err(|_| NoteFault::DoesNotHold);
            }
            found.push(format!("{name}+{}", in_hexadecimal(*id)));
        }
        if found.is_empty() {
            return Err(NoteFault::NoSignature);
        }
        let key = format!("{}+{}", self.name, self.id_in_hexadecimal());
        Err(NoteFault::OtherKey { key, found: found.join(", ") })
    }

    /// The first four bytes of the SHA-256 of name, line end, mark and key.
    fn id(&self) -> [u8; 4] {
        let hash = Hash256::of(&[self.name.as_bytes(), b"\n", &[ED25519_MARK], &self.bytes].concat()).0;
        [hash[0], hash[1], hash[2], hash[3]]
    }

    fn id_in_hexadecimal(&self) -> String {
        in_hexadecimal(self.id())
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}+{}", self.name, self.id_in_hexadecimal(), marked(&self.bytes))
    }
}

/// Says nothing of the secret.
impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.public)
    }
}

fn marked(bytes: &[u8; 32]) -> String {
    STANDARD.encode([&[ED25519_MARK], bytes.as_slice()].concat())
}

fn in_hexadecimal(id: [u8; 4]) -> String {
    format!("{:08x}", u32::from_be_bytes(id))
}

/// Name, id and the 32 bytes. Base64 may hold `+` itself.
fn split_key(text: &str) -> Result<(&str, &str, [u8; 32]), NoteFault> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(rest)) = (parts.next(), parts.next(), parts.next()) else { return Err(NoteFault::NoKey) };
    let bytes = STANDARD.decode(rest).map_err(|_| NoteFault::NoKey)?;
    match bytes.split_first() {
        Some((&ED25519_MARK, key)) => Ok((name, id, key.try_into().map_err(|_| NoteFault::NoKey)?)),
        _ => Err(NoteFault::NoKey),
    }
}

fn check_name(name: &str) -> Result<(), NoteFault> {
    let is_bad = name.is_empty() || name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+');
    if is_bad { Err(NoteFault::BadName) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_note_is_opened_with_the_published_key() {
        // The example of the signed note format's reference implementation.
        let key = VerifyingKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
        let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        let note = format!(
            "{text}\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
        );
        assert_eq!(key.open(&note), Ok(text));
        assert_eq!(key.open(&note.replace("problem is", "problem was")), Err(NoteFault::DoesNotHold));
    }

    #[test]
    fn a_key_survives_text_and_signs_what_only_its_other_half_opens() {
        let key = SecretKey::new("practicum/clinic", [7; 32]).unwrap();
        let again = SecretKey::parse(&key.to_text()).unwrap();
        assert_eq!(again.public(), key.public());
        let note = key.sign("three\nlines\n\nand one");
        assert_eq!(key.public().open(&note), Ok("three\nlines\n\nand one\n"));
        let read = VerifyingKey::parse(&key.public().to_string()).unwrap();
        assert_eq!(&read, key.public());
        let stranger = SecretKey::new("practicum/clinic", [8; 32]).unwrap();
        assert!(matches!(stranger.public().open(&note), Err(NoteFault::OtherKey { .. })));
        assert!(!format!("{key:?}").contains(&key.to_text()), "debugging tells the secret");
        for bad in ["", "a b", "a+b"] {
            assert_eq!(SecretKey::new(bad, [7; 32]).err(), Some(NoteFault::BadName), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_byte_that_is_changed_anywhere_shows(at in 0..400_usize, xor in 1..128_u8) {
            let key = SecretKey::new("practicum/clinic", [7; 32]).unwrap();
            let mut bytes = key.sign("practicum/clinic\n12\nAAAA\n").into_bytes();
            let at = at % bytes.len();
            bytes[at] ^= xor;
            if let Ok(note) = String::from_utf8(bytes) {
                prop_assert!(key.public().open(&note).is_err(), "{}", note);
            }
        }

        #[test]
        fn whatever_stands_there_nothing_panics(text in "\\PC{0,40}(\n\n)?(\u{2014} )?\\PC{0,40}\n?") {
            let key = SecretKey::new("k", [1; 32]).unwrap();
            prop_assert!(key.public().open(&text).is_err());
            let _ = VerifyingKey::parse(&text);
            prop_assert!(SecretKey::parse(&text).is_err());
        }
    }
}
