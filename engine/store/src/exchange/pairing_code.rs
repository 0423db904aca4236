//! The code that somebody reads off the server's page and types at a PC: a secret for the server, and a check for the PC.
//!
//! The check is made of the secret and the server's public key. The PC computes it from the key that it is shown, before it
//! says the secret to anybody: whoever sits in between knows no secret, so cannot look for a key that fits, and has one try
//! in 2^40. Start at [`PairingCode`].

use sha2::{Digest, Sha256};
use std::fmt;

/// Letters and digits that are not taken for each other (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const HALF_BYTES: usize = 5;
const HALF_CHARS: usize = 8;

/// SHA-256 over the public key of a server's certificate (its SubjectPublicKeyInfo); none where it is reached in clear, on its own
/// machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerKey(pub Option<[u8; 32]>);

/// 40 bits of secret and 40 bits of check, written as four groups of four.
#[derive(Clone, PartialEq, Eq)]
pub struct PairingCode {
    secret: [u8; HALF_BYTES],
    check: [u8; HALF_BYTES],
}

impl ServerKey {
    pub fn of(public_key_info: &[u8]) -> Self {
        Self(Some(Sha256::digest(public_key_info).into()))
    }
}

impl PairingCode {
    /// The code for a server with this key.
    pub fn new(secret: [u8; HALF_BYTES], key: &ServerKey) -> Self {
        Self { secret, check: check(&secret, key) }
    }

    /// Reads what somebody typed: small letters, spaces and dashes do not matter, nor O for 0 and I or L for 1.
    pub fn parse(text: &str) -> Option<Self> {
        let signs: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if signs.len() != 2 * HALF_CHARS {
            return None;
        }
        let half = |signs: &[char]| {
            let bits = signs.iter().try_fold(0_u64, |bits, sign| Some(bits << 5 | value(*sign)?))?;
            let [_, _, _, half @ ..] = bits.to_be_bytes();
            Some(half)
        };
        let (secret, check) = signs.split_at(HALF_CHARS);
        Some(Self { secret: half(secret)?, check: half(check)? })
    }

    /// Whether the server with this key made the code.
    pub fn fits(&self, key: &ServerKey) -> bool {
        self.check == check(&self.secret, key)
    }

    /// The half that the server wants to hear.
    pub fn secret(&self) -> String {
        written(&self.secret)
    }
}

fn check(secret: &[u8; HALF_BYTES], key: &ServerKey) -> [u8; HALF_BYTES] {
    let mut hasher = Sha256::new();
    hasher.update(b"practicum pairing 1");
    hasher.update(secret);
    if let Some(key) = &key.0 {
        hasher.update(key);
    }
    let hash: [u8; 32] = hasher.finalize().into();
    let [a, b, c, d, e, ..] = hash;
    [a, b, c, d, e]
}

fn value(sign: char) -> Option<u64> {
    let sign = match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        sign => sign,
    };
    ALPHABET.iter().position(|known| char::from(*known) == sign).map(|value| value as u64)
}

fn written(half: &[u8; HALF_BYTES]) -> String {
    let bits = half.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let sign = |at: usize| char::from(ALPHABET[(bits >> (5 * (HALF_CHARS - 1 - at)) & 31) as usize]);
    (0..HALF_CHARS).map(sign).collect()
}

impl fmt::Display for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (secret, check) = (written(&self.secret), written(&self.check));
        write!(f, "{}-{}-{}-{}", &secret[..4], &secret[4..], &check[..4], &check[4..])
    }
}

impl fmt::Debug for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairingCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it_and_fits_one_key() {
        let key = ServerKey::of(b"a public key");
        let code = PairingCode::new([0x00, 0x44, 0x32, 0x14, 0xc7], &key);
        let text = code.to_string();
        assert_eq!(text.len(), 19);
        assert!(text.starts_with("0123-4567-") || code.secret().len() == 8, "{text}");
        for typed in [text.clone(), text.to_lowercase(), text.replace('-', " "), text.replace('0', "o").replace('1', "l")] {
            let read = PairingCode::parse(&typed).unwrap();
            assert_eq!(read, code, "{typed}");
            assert!(read.fits(&key) && !read.fits(&ServerKey(None)) && !read.fits(&ServerKey::of(b"another key")));
        }
        for wrong in ["", "ABCD", &text[1..], &format!("{text}0"), &text.replace(&text[..1], "U"), "éééé-éééé-éééé-éééé"]
        {
            assert_eq!(PairingCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_secret_survives_being_written() {
        for seed in 0..2_000_u64 {
            let [a, b, c, d, e, ..] = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
            let code = PairingCode::new([a, b, c, d, e], &ServerKey(None));
            assert_eq!(PairingCode::parse(&code.to_string()), Some(code));
        }
    }
}
