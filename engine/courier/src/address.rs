//! Where a server is, as somebody types it: encrypted, or in clear on this machine alone.
//!
//! Pure. Start at [`ServerAddress::parse`].

use std::fmt;
use std::net::IpAddr;

/// Such as `https://training.clinic.example:8443`, without a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAddress(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    #[error("`{0}` is no server's address: write it as https://training.clinic.example or training.clinic.example:8443")]
    NotOne(String),
    #[error("`{0}` is reached in clear, and what is sent could be read and changed on the way: write https:// in front of it")]
    InClear(String),
}

impl ServerAddress {
    /// Reads what somebody typed. What has no scheme is encrypted.
    pub fn parse(text: &str) -> Result<Self, BadAddress> {
        let wrong = || BadAddress::NotOne(text.chars().take(100).collect());
        let text = text.trim().trim_end_matches('/');
        let (scheme, place) = text.split_once("://").unwrap_or(("https", text));
        let scheme = scheme.to_ascii_lowercase();
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port.parse::<u16>().map_err(|_| wrong())?)),
            _ => (place, None),
        };
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        let is_host = match bare {
            Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
            None => {
                let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
                !host.is_empty() && host.len() <= 253 && host.chars().all(is_plain)
            }
        };
        if !is_host || port == Some(0) {
            return Err(wrong());
        }
        let address: Option<IpAddr> = bare.unwrap_or(host).parse().ok();
        let is_here = host.eq_ignore_ascii_case("localhost") || address.is_some_and(|address| address.is_loopback());
        match scheme.as_str() {
            "https" => {}
            "http" if is_here => {}
            "http" => return Err(BadAddress::InClear(text.to_owned())),
            _ => return Err(wrong()),
        }
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        Ok(Self(format!("{scheme}://{}{port}", host.to_ascii_lowercase())))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_type_them_and_in_clear_only_here() {
        for (typed, address) in [
            ("training.clinic.example", "https://training.clinic.example"),
            (" HTTPS://Training.Clinic.example/ ", "https://training.clinic.example"),
            ("10.0.0.5:8443", "https://10.0.0.5:8443"),
            ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
            ("http://127.0.0.1:8350", "http://127.0.0.1:8350"),
            ("http://localhost:8350/", "http://localhost:8350"),
            ("http://[::1]:8350", "http://[::1]:8350"),
        ] {
            assert_eq!(ServerAddress::parse(typed).unwrap().as_str(), address);
        }
        for in_clear in ["http://training.clinic.example", "http://10.0.0.5", "http://localhost.evil.example"] {
            assert!(matches!(ServerAddress::parse(in_clear), Err(BadAddress::InClear(_))), "{in_clear}");
        }
        for wrong in [
            "",
            "https://",
            "a b",
            "https://a/b",
            "https://user@a",
            "ftp://a",
            "a:0",
            "a:99999",
            "https://[x]",
            "a:b:c",
            "é.example",
        ] {
            assert!(matches!(ServerAddress::parse(wrong), Err(BadAddress::NotOne(_))), "{wrong}");
        }
    }
}
