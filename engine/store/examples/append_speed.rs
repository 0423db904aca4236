//! How many entries a second reach the disk, each append synced before the next: `cargo run --release -p store --example append_speed
//! [folder]`. Measures where the folder lies; without one, in the system's temporary folder.

use ids::{ModuleId, StepId};
use record::{Assurance, Fact, Header, Presentation};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use store::{Store, StoreError};

const UTC: &str = "2026-11-22T09:40:06Z";
const N_APPENDS: u64 = 500;
/// As large as the state of a session with some forty objects.
const SNAPSHOT_BYTES: usize = 6000;

fn main() -> Result<(), StoreError> {
    let folder = std::env::args_os().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let path = folder.join(format!("append-speed-{}.db", std::process::id()));
    let measured = measure(&path);
    for end in ["", "-wal", "-shm"] {
        let mut name = path.clone().into_os_string();
        name.push(end);
        let _ = std::fs::remove_file(name);
    }
    let mut times = measured?;
    times.sort_unstable();
    let whole: Duration = times.iter().sum();
    let at = |permille: usize| times[(times.len() - 1) * permille / 1000].as_secs_f64() * 1e3;
    println!("records in {}", folder.display());
    println!(
        "{N_APPENDS} appends of one entry, trace and snapshot, each synced: {:.0} a second",
        N_APPENDS as f64 / whole.as_secs_f64()
    );
    println!("one append: median {:.2} ms, p99 {:.2} ms, longest {:.2} ms", at(500), at(990), at(1000));
    Ok(())
}

fn measure(path: &std::path::Path) -> Result<Vec<Duration>, StoreError> {
    let mut store = Store::open(path)?;
    let nobody = store.demonstration_person();
    let header = Header {
        person: nobody.id,
        person_sealed: store.seal_identity(&nobody)?,
        demonstration: true,
        module: ModuleId::new("append-speed").expect("a good id"),
        module_version: "1".to_owned(),
        n_steps: 1,
        package_sha256: String::new(),
        logic_sha256: String::new(),
        session_rules: 1,
        seed: "0".repeat(16),
        mode: "guided".to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Headless,
        device: store.device(),
        assurance: Assurance::SelfDeclared,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    };
    let attempt = store.open_attempt(&header, UTC)?;
    let step = StepId::new("greet").expect("a good id");
    let snapshot = vec![b'x'; SNAPSHOT_BYTES];
    let mut times = Vec::new();
    for at_ms in 0..N_APPENDS {
        let fact = Fact::StepCompleted { step: step.clone(), tries: 1, hints: 0, mistakes: 0, took_ms: at_ms, value: None };
        let begun = Instant::now();
        store.append(attempt, at_ms, UTC, &[fact], &[7; 120], Some(&snapshot))?;
        times.push(begun.elapsed());
    }
    Ok(times)
}
