//! Slow hashes of passwords: Argon2id in PHC form, which names its own cost.
//!
//! Knows neither who has one nor which are good. Hashing takes tens of milliseconds and 32 MiB: never in a transaction, and
//! not many at a time. Start at [`PasswordHash::of`].

use super::CentralError;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;
/// More than OWASP's least (19 MiB, 2 rounds), and as much as the PINs of a PC.
const MEMORY_KIB: u32 = 32 * 1024;
const ROUNDS: u32 = 3;
const LANES: u32 = 1;
/// More than any of ours ever costs: a changed database must not be able to stop the server.
const MOST_MEMORY_KIB: u32 = 256 * 1024;
const MOST_ROUNDS: u32 = 16;

/// A password as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub(crate) String);

struct Parts {
    memory_kib: u32,
    rounds: u32,
    lanes: u32,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

impl PasswordHash {
    pub fn of(password: &str) -> Result<Self, CentralError> {
        let mut salt = [0; SALT_BYTES];
        getrandom::fill(&mut salt)?;
        Ok(Self::with_salt(password, &salt))
    }

    /// The same work as a comparison, for nobody: an unknown account must not answer faster.
    pub fn compare_with_nobody(password: &str) {
        std::hint::black_box(Self::with_salt(password, &[0; SALT_BYTES]));
    }

    pub fn is_of(&self, password: &str) -> bool {
        let Some(parts) = self.parts() else { return false };
        let computed = slow_hash(password, &parts.salt, parts.memory_kib, parts.rounds, parts.lanes, parts.hash.len());
        // Every byte is looked at, so that the time says nothing.
        computed.is_some_and(|computed| computed.iter().zip(&parts.hash).fold(0, |all, (a, b)| all | (a ^ b)) == 0)
    }

    fn with_salt(password: &str, salt: &[u8]) -> Self {
        let hash = slow_hash(password, salt, MEMORY_KIB, ROUNDS, LANES, HASH_BYTES).unwrap_or_default();
        let (salt, hash) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash));
        Self(format!("$argon2id$v=19$m={MEMORY_KIB},t={ROUNDS},p={LANES}${salt}${hash}"))
    }

    fn parts(&self) -> Option<Parts> {
        let parts: Vec<&str> = self.0.split('$').collect();
        let [empty, "argon2id", "v=19", cost, salt, hash] = parts.as_slice() else { return None };
        let costs: Vec<&str> = cost.split(',').collect();
        let [memory, rounds, lanes] = costs.as_slice() else { return None };
        let number = |text: &str, name: &str| text.strip_prefix(name)?.parse::<u32>().ok();
        let parts = Parts {
            memory_kib: number(memory, "m=")?,
            rounds: number(rounds, "t=")?,
            lanes: number(lanes, "p=")?,
            salt: STANDARD_NO_PAD.decode(salt).ok()?,
            hash: STANDARD_NO_PAD.decode(hash).ok()?,
        };
        let is_whole = empty.is_empty() && parts.hash.len() == HASH_BYTES && parts.salt.len() >= SALT_BYTES;
        (is_whole && parts.memory_kib <= MOST_MEMORY_KIB && parts.rounds <= MOST_ROUNDS && parts.lanes <= 4).then_some(parts)
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// None for a cost that Argon2 does not know.
fn slow_hash(password: &str, salt: &[u8], memory_kib: u32, rounds: u32, lanes: u32, n_bytes: usize) -> Option<Vec<u8>> {
    let params = Params::new(memory_kib, rounds, lanes, Some(n_bytes)).ok()?;
    let mut hash = vec![0; n_bytes];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(password.as_bytes(), salt, &mut hash).ok()?;
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_password_fits_and_every_hash_has_its_own_salt() {
        let (one, other) = (PasswordHash::of("three green apples").unwrap(), PasswordHash::of("three green apples").unwrap());
        assert_ne!(one, other);
        assert!(one.is_of("three green apples") && other.is_of("three green apples"));
        assert!(!one.is_of("three green apple") && !one.is_of(""));
    }

    #[test]
    fn a_changed_hash_fits_nothing_and_costs_nothing() {
        for wrong in
            ["", "$", "$argon2id$v=19$m=4294967295,t=3,p=1$AAAA$AAAA", "$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA", "x$y$z$a$b$c"]
        {
            assert!(!PasswordHash(wrong.to_owned()).is_of("three green apples"));
        }
        let no_hash = "$argon2id$v=19$m=32768,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$".to_owned();
        assert!(!PasswordHash(no_hash).is_of("anything"), "an empty hash must not fit everything");
    }
}
