//! The real server over real HTTP, killed with SIGKILL in the middle of what a PC sends, again and again: on SQLite and on a real
//! PostgreSQL. And over TLS: only the server with the pinned key is talked to.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![cfg(unix)]

#[path = "../../courier/tests/world/mod.rs"]
mod world;

use courier::{Carry, CarryError, HttpCarrier, PairError, pair, pass};
use databases::Postgres;
use server::{Database, Options, Tls};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use store::Store;
use store::central::Central;
use store::exchange::{Receipt, ServerKey};
use world::{Chance, NOW_MS, Pc};

const ADDRESS: &str = "PRACTICUM_TEST_ADDRESS";
const RECORDS: &str = "PRACTICUM_TEST_RECORDS";

/// Not a test of its own: what the killed process runs.
#[test]
fn a_server_that_somebody_kills() {
    let (Ok(address), Ok(records)) = (std::env::var(ADDRESS), std::env::var(RECORDS)) else { return };
    let is_database = records.starts_with("postgres");
    let database =
        if is_database { Database::Postgres { address: records, in_clear: false } } else { Database::Folder(records.into()) };
    let options = options(address.parse().unwrap(), database, None);
    // The port of the one before may still be held for a moment.
    let until = Instant::now() + Duration::from_secs(20);
    let running = loop {
        match server::start(&options) {
            Err(server::ServeError::Taken(_)) if Instant::now() < until => std::thread::yield_now(),
            started => break started.unwrap(),
        }
    };
    println!("\nserves {}", running.address);
    running.wait().unwrap();
}

fn options(address: SocketAddr, database: Database, tls: Option<Tls>) -> Options {
    Options {
        address,
        database,
        tls,
        behind_proxy: None,
        proxy_certificate: None,
        signing_key: None,
        catalogue: server::Catalogue::default(),
    }
}

/// Starts the server in a process of its own.
fn serve(address: &str, records: &str) -> (Child, SocketAddr) {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.args(["a_server_that_somebody_kills", "--exact", "--nocapture"]).env(ADDRESS, address).env(RECORDS, records);
    let mut child = program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.map_while(Result::ok).find_map(|line| line.strip_prefix("serves ")?.parse().ok());
    (child, address.expect("the server says where it listens"))
}

/// Kills the server while a parcel is on its way, once it was on its way for so long.
struct KillingLine<'a> {
    carrier: HttpCarrier,
    server: &'a mut Child,
    after: Option<Duration>,
}

impl Carry for KillingLine<'_> {
    fn carry(&mut self, parcel: &[u8]) -> Result<Receipt, CarryError> {
        let Some(after) = self.after else { return self.carrier.carry(parcel) };
        std::thread::scope(|scope| {
            let begun = Instant::now();
            let server = &mut *self.server;
            let killing = scope.spawn(move || {
                while begun.elapsed() < after {
                    std::hint::spin_loop();
                }
                // SIGKILL, as everywhere in Rust.
                server.kill().unwrap();
                server.wait().unwrap();
            });
            let carried = self.carrier.carry(parcel);
            killing.join().unwrap();
            carried
        })
    }
}

fn killed_again_and_again(records: &str, central: &Central, n_kills: u64) {
    let by = world::administrator(central);
    let folder = world::folder();
    let mut pc = Pc::new(folder.path().join("practicum.db"));
    let (mut child, address) = serve("127.0.0.1:0", records);
    let code = central.issue_pairing_code(by, "Front desk", &ServerKey(None), courier::now_ms()).unwrap();
    let url = format!("http://{address}");
    let other = "7K2M-QX4D-9HTA-C3WE";
    assert!(matches!(pair(pc.store(), &url, other), Err(PairError::OtherServer)), "its check fits another server");
    assert!(matches!(pair(pc.store(), &url, "7K2M"), Err(PairError::NoCode)));
    assert_eq!(pair(pc.store(), &url, &code.to_string()).unwrap().organisation, "Harbour Clinic");
    let pairing = pc.store().pairing().unwrap().unwrap();
    let n_there = |pc: &Pc| pc.all.iter().map(|attempt| central.sealed_entries(*attempt).unwrap().len()).sum::<usize>();
    let (mut chance, mut n_cut, mut n_unheard) = (Chance(n_kills), 0, 0);
    for _ in 0..n_kills {
        for _ in 0..12 {
            pc.play(&mut chance);
        }
        let carrier = HttpCarrier::new(&pairing).unwrap();
        let after = Some(Duration::from_micros(chance.below(40_000)));
        let before = n_there(&pc);
        let cut = pass(pc.store(), &mut KillingLine { carrier, server: &mut child, after }, &courier::now_ms);
        n_cut += u32::from(cut.is_err());
        n_unheard += u32::from(cut.is_err() && n_there(&pc) > before);
        (child, _) = serve(&address.to_string(), records);
    }
    println!("{n_cut} of {n_kills} kills cut a parcel off, {n_unheard} of them between its commit and its answer");
    let mut carrier = HttpCarrier::new(&pairing).unwrap();
    pass(pc.store(), &mut carrier, &courier::now_ms).unwrap();
    assert!(pc.store().waiting().unwrap().unwrap().is_nothing());
    child.kill().unwrap();
    child.wait().unwrap();
    let device = pc.store().device();
    let check = central.check_device(by, device, NOW_MS).unwrap();
    assert_eq!((&check.bad_log_record, check.bad_entries.as_slice()), (&None, [].as_slice()));
    for attempt in pc.all.clone() {
        let here = pc.store().sealed_entries(attempt).unwrap();
        assert_eq!(here, central.sealed_entries(attempt).unwrap(), "attempt {attempt}");
    }
    assert_eq!((check.n_attempts, central.conflicts(device, 10).unwrap().len()), (pc.all.len() as u64, 0));
    assert!(matches!(carrier.carry(b"x"), Err(CarryError::Unreachable(_))), "nobody is there any more");
}

#[test]
fn a_server_killed_in_the_middle_loses_nothing_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let central = Central::open_file(&folder.path().join("central.sqlite")).unwrap();
    killed_again_and_again(&folder.path().display().to_string(), &central, 40);
}

#[test]
fn a_server_killed_in_the_middle_loses_nothing_on_postgresql() {
    let postgres = match Postgres::shared() {
        Ok(postgres) => postgres,
        Err(missing) => return println!("SKIPPED: a server on PostgreSQL that is killed: {missing}"),
    };
    let address = postgres.make_database().unwrap();
    killed_again_and_again(&address, &Central::open_database(&address, false).unwrap(), 40);
}

fn make_certificate(folder: &Path, name: &str) -> Option<Tls> {
    let tls = Tls { certificate: folder.join(format!("{name}.pem")), key: folder.join(format!("{name}.key")) };
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]);
    // Neither its name nor its authority matters: the key does.
    openssl.args(["-subj", "/CN=whatever.example"]).arg("-out").arg(&tls.certificate).arg("-keyout").arg(&tls.key);
    let made = openssl.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    made.is_ok_and(|status| status.success()).then_some(tls)
}

#[test]
fn over_tls_only_the_server_with_the_pinned_key_is_talked_to() {
    let folder = tempfile::tempdir().unwrap();
    let (Some(tls), Some(other)) = (make_certificate(folder.path(), "one"), make_certificate(folder.path(), "other")) else {
        return println!("SKIPPED: a PC and its server over TLS: openssl, which makes the certificate");
    };
    let start = |address: &str, tls: &Tls| {
        let database = Database::Folder(folder.path().to_owned());
        server::start(&options(address.parse().unwrap(), database, Some(tls.clone()))).unwrap()
    };
    let running = start("127.0.0.1:0", &tls);
    let central = Central::open_file(&folder.path().join("central.sqlite")).unwrap();
    let by = world::administrator(&central);
    let key = running.shows().unwrap();
    let code = |key: &ServerKey| {
        let code = central.issue_pairing_code(by, "Front desk", key, courier::now_ms()).unwrap();
        code.to_string()
    };
    let mut pc = Pc::new(folder.path().join("practicum.db"));
    let url = running.url.clone();
    let of_other = code(&ServerKey::of(b"somebody in between"));
    assert!(matches!(pair(pc.store(), &url, &of_other), Err(PairError::OtherServer)));
    pair(pc.store(), &url, &code(&key)).unwrap();
    let pairing = pc.store().pairing().unwrap().unwrap();
    assert_eq!(pairing.key, key);
    let mut chance = Chance(1);
    (0..20).for_each(|_| pc.play(&mut chance));
    pass(pc.store(), &mut HttpCarrier::new(&pairing).unwrap(), &courier::now_ms).unwrap();
    assert!(pc.store().waiting().unwrap().unwrap().is_nothing());

    let address = running.address.to_string();
    running.stop().unwrap();
    let imposter = start(&address, &other);
    pc.play(&mut chance);
    let sent = HttpCarrier::new(&pairing).unwrap().carry(b"secret");
    assert_eq!(sent, Err(CarryError::OtherKey));
    imposter.stop().unwrap();
    let again = start(&address, &tls);
    pass(pc.store(), &mut HttpCarrier::new(&pairing).unwrap(), &courier::now_ms).unwrap();
    central.revoke_device(by, pc.store().device(), NOW_MS).unwrap();
    let refused = HttpCarrier::new(&pairing).unwrap().carry(b"x");
    assert_eq!(refused, Err(CarryError::Revoked));
    again.stop().unwrap();
    drop(Store::open(&pc.path).unwrap());
}
