//! The server over TLS, with a certificate that is made for the test; and connections on which nothing is said.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod web;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use server::{Database, Options, Tls};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use web::{Server, options};

fn make_certificate(folder: &Path) -> Option<Tls> {
    let tls = Tls { certificate: folder.join("clinic.pem"), key: folder.join("clinic.key") };
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]);
    openssl.args([
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
    ]);
    openssl.arg("-out").arg(&tls.certificate).arg("-keyout").arg(&tls.key);
    let made = openssl.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    made.is_ok_and(|status| status.success()).then_some(tls)
}

fn ask_encrypted(address: SocketAddr, certificate: &Path) -> String {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(certificate).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let client = ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(client, TcpStream::connect(address).unwrap());
    stream.write_all(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).unwrap()
}

#[test]
fn with_a_certificate_pages_are_encrypted_and_cookies_stay_so() {
    let folder = tempfile::tempdir().unwrap();
    let Some(tls) = make_certificate(folder.path()) else {
        return println!("SKIPPED: the server over TLS: openssl, which makes the certificate");
    };
    let database = || Database::Folder(folder.path().to_owned());
    let everywhere = "0.0.0.0:0".parse().unwrap();
    let running = server::start(&Options { address: everywhere, tls: Some(tls.clone()), ..options(database()) }).unwrap();
    let address = SocketAddr::from(([127, 0, 0, 1], running.address.port()));
    let answer = ask_encrypted(address, &tls.certificate);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age=31536000"));
    let cookie = answer.lines().find(|line| line.starts_with("set-cookie: ")).unwrap();
    assert!(cookie.contains("__Host-practicum-form=") && cookie.contains("; Secure"), "{cookie}");

    let mut in_clear = TcpStream::connect(address).unwrap();
    in_clear.write_all(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = in_clear.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP"), "nothing is answered in clear");
    running.stop().unwrap();

    let swapped = Tls { certificate: tls.key, key: tls.certificate };
    let refused = server::start(&Options { tls: Some(swapped), ..options(database()) }).map(|_| ()).unwrap_err();
    assert!(refused.to_string().starts_with("the certificate or key cannot be read"), "{refused}");
}

#[test]
fn a_connection_on_which_nothing_is_said_ends() {
    let server = Server::start();
    let begun = ["", "GET /sign-in HTTP/1.1\r\nHost: loc"];
    let streams = begun.map(|begun| {
        let mut stream = TcpStream::connect(server.running.address).unwrap();
        stream.write_all(begun.as_bytes()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        stream
    });
    for mut stream in streams {
        let mut answer = Vec::new();
        assert!(stream.read_to_end(&mut answer).is_ok(), "the server ends it first");
    }
}
