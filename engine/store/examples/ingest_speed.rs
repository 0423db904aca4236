//! How many entries of PCs a server takes a second, each parcel on disk before the next: `cargo run --release -p store --example
//! ingest_speed [folder or postgres://...]`. Measures where the folder or the database lies, without a network between.

use ids::{AttemptId, DeviceId, Id128, ModuleId, PersonId, StepId};
use record::{Assurance, Entry, Fact, Hash256, Header, Outcome, Presentation, Utc};
use std::error::Error;
use std::time::Instant;
use store::central::{Central, PasswordHash, PersonTexts, SetUp};
use store::exchange::{EXCHANGE_FORMAT, PairingRequest, Parcel, ServerKey};

/// A median attempt: its header, what was done, its end.
const ENTRIES_PER_ATTEMPT: u64 = 30;
const NOW_MS: i64 = 1_795_000_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let place = std::env::args().nth(1).unwrap_or_else(|| std::env::temp_dir().display().to_string());
    let file = std::path::Path::new(&place).join(format!("ingest-speed-{}.sqlite", std::process::id()));
    let is_database = place.starts_with("postgres");
    let central = if is_database { Central::open_database(&place, false)? } else { Central::open_file(&file)? };
    let device = paired(&central)?;
    println!("entries in {place}");
    for (n_entries, per_parcel) in [(500, 1), (20_000, 50), (20_000, 200)] {
        let entries = attempts(device, per_parcel as u64, n_entries)?;
        let parcels: Vec<Vec<u8>> = entries.chunks(per_parcel).map(|lines| parcel(device, lines).to_bytes()).collect();
        let mut times = Vec::with_capacity(parcels.len());
        let begun = Instant::now();
        for parcel in &parcels {
            let sent = Instant::now();
            let receipt = central.receive(device, parcel, NOW_MS)??;
            times.push(sent.elapsed());
            if receipt.attempts.iter().any(|said| said.chain.refused.is_some()) {
                return Err("an entry was refused".into());
            }
        }
        let whole = begun.elapsed().as_secs_f64();
        times.sort_unstable();
        let at = |permille: usize| times[(times.len() - 1) * permille / 1000].as_secs_f64() * 1e3;
        println!(
            "parcels of {per_parcel}: {:.0} entries a second; one parcel: median {:.2} ms, p99 {:.2} ms",
            entries.len() as f64 / whole,
            at(500),
            at(990)
        );
    }
    drop(central);
    if !is_database {
        std::fs::remove_file(&file)?;
    }
    Ok(())
}

fn paired(central: &Central) -> Result<DeviceId, Box<dyn Error>> {
    let link = central.issue_set_up_link(NOW_MS)?.ok_or("the database holds an organisation already: name an empty one")?;
    let person = PersonTexts { name: "Ingrid".to_owned(), email: "ingrid@clinic.example".to_owned(), job_title: String::new() };
    let set_up = SetUp { organisation: "Harbour".to_owned(), person, password: PasswordHash::of("three green apples")? };
    let by = central.set_up(&link, &set_up, NOW_MS)?;
    let code = central.issue_pairing_code(by, "Front desk", &ServerKey(None), NOW_MS)?;
    let device = DeviceId(Id128([7; 16]));
    let token = store::central::Token::draw()?.as_str().to_owned();
    central.pair(&PairingRequest { format: EXCHANGE_FORMAT, secret: code.secret(), device, token }, "here", NOW_MS)?;
    Ok(device)
}

/// Whole attempts, one after the other. `kind` keeps their ids apart from those of other measurements.
fn attempts(device: DeviceId, kind: u64, n_entries: u64) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let utc = Utc::new("2026-11-22T09:40:06Z")?;
    let step = StepId::new("wash-hands")?;
    let mut lines = Vec::new();
    for number in 0..n_entries.div_ceil(ENTRIES_PER_ATTEMPT) {
        let attempt = AttemptId(Id128((u128::from(kind) << 64 | u128::from(number)).to_be_bytes()));
        let mut prev = Hash256::ZERO;
        for seq in 0..ENTRIES_PER_ATTEMPT {
            let fact = match seq {
                0 => Fact::AttemptStarted(Box::new(header(device, number)?)),
                _ if seq + 1 == ENTRIES_PER_ATTEMPT => closing(),
                _ if seq % 2 == 1 => Fact::StepStarted { step: step.clone() },
                _ => Fact::StepCompleted { step: step.clone(), tries: 1, hints: 0, mistakes: 0, took_ms: 900, value: None },
            };
            let sealed = Entry { attempt, seq, at_ms: seq * 1_000, utc: utc.clone(), prev, fact }.seal();
            prev = sealed.hash;
            lines.push(sealed.bytes);
        }
    }
    lines.truncate(usize::try_from(n_entries)?);
    Ok(lines)
}

fn header(device: DeviceId, number: u64) -> Result<Header, Box<dyn Error>> {
    Ok(Header {
        person: PersonId(Id128(u128::from(number % 40).to_be_bytes())),
        person_sealed: "A".repeat(120),
        demonstration: false,
        module: ModuleId::new("first-day")?,
        module_version: "1.0.0".to_owned(),
        n_steps: 14,
        package_sha256: "ab".repeat(32),
        logic_sha256: "cd".repeat(32),
        session_rules: 5,
        seed: "0123456789abcdef".to_owned(),
        mode: "exam".to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Desktop,
        device,
        assurance: Assurance::Pin,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    })
}

fn closing() -> Fact {
    Fact::AttemptClosed {
        outcome: Outcome::Passed,
        score_permille: 900,
        pass_score_permille: 800,
        critical_mistakes: 0,
        mistakes: 1,
        hints: 0,
        took_ms: 29_000,
        input_trace_sha256: "ef".repeat(32),
    }
}

fn parcel(device: DeviceId, entries: &[Vec<u8>]) -> Parcel {
    Parcel { device, told_ms: NOW_MS, n_waiting: 0, people: Vec::new(), log: Vec::new(), entries: entries.to_vec() }
}
