//! The files beside the pages: style, script, fonts and the mark, out of the program itself.
//!
//! A name carries the hash of its content, so that a browser may keep a file for good. Start at [`url`].

use crate::refusal::Refusal;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::LazyLock;

struct Asset {
    kind: &'static str,
    bytes: Vec<u8>,
    /// In zlib's format, which HTTP calls `deflate`.
    deflated: Vec<u8>,
}

struct Assets {
    /// By the name in an address.
    files: BTreeMap<String, Asset>,
    /// The name in an address, by the name here.
    hashed: BTreeMap<&'static str, String>,
}

const FONTS: [(&str, &[u8]); 4] = [
    ("inter-regular.ttf", include_bytes!("../../../content/fonts/Inter-Regular.ttf")),
    ("inter-medium.ttf", include_bytes!("../../../content/fonts/Inter-Medium.ttf")),
    ("inter-semibold.ttf", include_bytes!("../../../content/fonts/Inter-SemiBold.ttf")),
    ("inter-display.ttf", include_bytes!("../../../content/fonts/InterDisplay-SemiBold.ttf")),
];

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::new);

/// The address of a file, such as `style.css`.
pub fn url(name: &'static str) -> String {
    ASSETS.hashed.get(name).map(|hashed| format!("/assets/{hashed}")).unwrap_or_default()
}

pub async fn send(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.files.get(&name) else { return Refusal::NotFound.status().into_response() };
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|accepted| accepted.to_str().ok()).unwrap_or_default();
    let lasting = [(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, "public, max-age=31536000, immutable"), (VARY, "accept-encoding")];
    match accepted.split(',').any(|one| one.trim() == "deflate") {
        true => (lasting, [(CONTENT_ENCODING, "deflate")], asset.deflated.as_slice()).into_response(),
        false => (lasting, asset.bytes.as_slice()).into_response(),
    }
}

impl Assets {
    fn new() -> Self {
        let mut assets = Self { files: BTreeMap::new(), hashed: BTreeMap::new() };
        for (name, bytes) in FONTS {
            assets.add(name, "font/ttf", bytes.to_vec());
        }
        // The style sheet names the fonts: by the addresses they have by now.
        let mut style = [include_str!("../web/tokens.css"), include_str!("../web/style.css")].join("\n");
        for (name, _) in FONTS {
            style = style.replace(&format!("url({name})"), &format!("url({})", assets.hashed[name]));
        }
        assets.add("style.css", "text/css; charset=utf-8", style.into_bytes());
        assets.add("page.js", "text/javascript; charset=utf-8", include_bytes!("../web/page.js").to_vec());
        assets.add("mark.svg", "image/svg+xml", include_bytes!("../web/mark.svg").to_vec());
        assets
    }

    fn add(&mut self, name: &'static str, kind: &'static str, bytes: Vec<u8>) {
        let hash: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let hashed = name.replacen('.', &format!("-{hash}."), 1);
        let deflated = miniz_oxide::deflate::compress_to_vec_zlib(&bytes, 7);
        self.hashed.insert(name, hashed.clone());
        self.files.insert(hashed, Asset { kind, bytes, deflated });
    }
}
