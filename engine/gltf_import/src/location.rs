//! Where a file says that its other parts are: embedded, or beside it. Never above it, nor anywhere else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The bytes of a `data:` URI; None when the URI is of another kind.
pub(crate) fn embedded(uri: &str) -> Option<Result<Vec<u8>, String>> {
    let data = uri.strip_prefix("data:")?;
    let Some((_, text)) = data.split_once(";base64,") else { return Some(Err("only base64 data is read".into())) };
    Some(STANDARD.decode(text).map_err(|error| format!("its base64 is broken: {error}")))
}

/// The relative path that a URI names, with `/` between its parts, inside the file's own folder.
pub(crate) fn beside(uri: &str) -> Result<String, String> {
    let path = percent_decoded(uri).ok_or("its percent signs are broken")?;
    if path.contains([':', '\\']) || path.starts_with('/') || path.chars().any(char::is_control) {
        return Err(format!("`{path}` is not a path inside the file's folder: URLs, absolute paths and `\\` are refused"));
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.is_empty() || parts.contains(&"..") {
        return Err(format!("`{path}` is not a path inside the file's folder"));
    }
    Ok(parts.join("/"))
}

fn percent_decoded(uri: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(uri.len());
    let mut rest = uri.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte == b'%' {
            let digits = rest.get(..2).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = &rest[2..];
        } else {
            bytes.push(*byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_below_the_file_are_taken() {
        assert_eq!(beside("maps/./wall%20a.png"), Ok("maps/wall a.png".to_string()));
        for uri in [
            "../x.bin",
            "a/%2e%2e/x",
            "/etc/passwd",
            "http://host/x",
            "file:x",
            "C:/x",
            "a\\b",
            "%5cb",
            "",
            ".",
            "a%0ab",
            "a%00",
            "%2",
            "%ff",
        ] {
            assert!(beside(uri).is_err(), "{uri} was taken");
        }
    }

    #[test]
    fn embedded_data_is_decoded() {
        assert_eq!(embedded("data:application/octet-stream;base64,AQID"), Some(Ok(vec![1, 2, 3])));
        assert!(matches!(embedded("data:;base64,A*"), Some(Err(_))));
        assert!(matches!(embedded("data:text/plain,hi"), Some(Err(_))));
        assert_eq!(embedded("x.bin"), None);
    }
}
