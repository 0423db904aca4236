//! Sealing texts under a person's key: ChaCha20-Poly1305 with a random nonce, bound to the person's id.
//!
//! Knows nothing of tables. A sealed text is one byte of format, 12 bytes of nonce, and the ciphertext with its tag. Without the key
//! it is noise, and its hash stays valid: that is how a person is erased from a chain. Start at [`PersonKey`].

use crate::StoreError;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, KeyInit, Nonce};
use ids::PersonId;

const SEAL_FORMAT: u8 = 1;
const NONCE_BYTES: usize = 12;

/// The key of one person.
pub(crate) struct PersonKey {
    person: PersonId,
    bytes: [u8; 32],
}

impl PersonKey {
    pub(crate) fn draw(person: PersonId) -> Result<Self, StoreError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self { person, bytes })
    }

    pub(crate) fn of(person: PersonId, bytes: [u8; 32]) -> Self {
        Self { person, bytes }
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    pub(crate) fn seal(&self, text: &str) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce)?;
        let owner = self.owner();
        let bound = Payload { msg: text.as_bytes(), aad: owner.as_bytes() };
        let ciphertext = self.cipher().encrypt(Nonce::from_slice(&nonce), bound).expect("a name is far below the cipher's limit");
        Ok([&[SEAL_FORMAT][..], &nonce, &ciphertext].concat())
    }

    pub(crate) fn open(&self, sealed: &[u8]) -> Result<String, StoreError> {
        let bad = || StoreError::BadSeal(self.person);
        let rest = sealed.strip_prefix(&[SEAL_FORMAT]).ok_or_else(bad)?;
        let (nonce, ciphertext) = rest.split_at_checked(NONCE_BYTES).ok_or_else(bad)?;
        let owner = self.owner();
        let bound = Payload { msg: ciphertext, aad: owner.as_bytes() };
        let text = self.cipher().decrypt(Nonce::from_slice(nonce), bound).map_err(|_| bad())?;
        String::from_utf8(text).map_err(|_| bad())
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(Key::from_slice(&self.bytes))
    }

    /// What each ciphertext is bound to.
    fn owner(&self) -> String {
        format!("practicum person {}", self.person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ids::Id128;

    fn person(byte: u8) -> PersonId {
        PersonId(Id128([byte; 16]))
    }

    #[test]
    fn sealed_text_opens_only_whole_and_for_the_same_person() {
        let key = PersonKey::draw(person(1)).unwrap();
        let sealed = key.seal("Ana Müller").unwrap();
        assert_eq!(key.open(&sealed).unwrap(), "Ana Müller");
        for idx in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[idx] ^= 1;
            assert!(key.open(&changed).is_err(), "byte {idx}");
            assert!(key.open(&sealed[..idx]).is_err(), "cut at {idx}");
        }
        assert!(PersonKey::of(person(2), *key.bytes()).open(&sealed).is_err());
    }

    #[test]
    fn same_text_is_sealed_differently_each_time() {
        let key = PersonKey::draw(person(1)).unwrap();
        assert_ne!(key.seal("Ana").unwrap(), key.seal("Ana").unwrap());
    }
}
