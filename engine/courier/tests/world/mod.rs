//! What the tests of the courier share: an organisation, a PC, and chance from a seed.

use ids::{AttemptId, ModuleId, StepId};
use record::{Assurance, Fact, Header, Outcome, Presentation, Utc};
use std::path::{Path, PathBuf};
use store::central::{Central, Pairing, PasswordHash, PersonTexts, SetUp, Token};
use store::exchange::{EXCHANGE_FORMAT, PairingRequest, ServerKey};
use store::{Person, Store};
use tempfile::TempDir;

pub const NOW_MS: i64 = 1_795_000_000_000;

/// SplitMix64.
pub struct Chance(pub u64);

impl Chance {
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.draw() % n.max(1)
    }

    pub fn in_100(&mut self, n: u64) -> bool {
        self.below(100) < n
    }
}

/// A folder in memory where there is one: what is tested is order, not the disk.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

#[allow(dead_code, reason = "the test over HTTP sets its organisation up through pages")]
pub fn administrator(central: &Central) -> ids::PersonId {
    let link = central.issue_set_up_link(NOW_MS).unwrap().unwrap();
    let person = PersonTexts { name: "Ingrid".to_owned(), email: "ingrid@clinic.example".to_owned(), job_title: String::new() };
    let password = PasswordHash::of("three green apples").unwrap();
    central.set_up(&link, &SetUp { organisation: "Harbour Clinic".to_owned(), person, password }, NOW_MS).unwrap()
}

#[allow(dead_code, reason = "the test over HTTP pairs over HTTP")]
pub fn pair(central: &Central, by: ids::PersonId, store: &mut Store) -> Token {
    let code = central.issue_pairing_code(by, "Front desk", &ServerKey(None), NOW_MS).unwrap();
    let token = store.begin_pairing("http://localhost").unwrap();
    let (secret, device) = (code.secret(), store.device());
    let asked = PairingRequest { format: EXCHANGE_FORMAT, secret, device, token: token.as_str().to_owned() };
    let Pairing::Done(paired) = central.pair(&asked, "here", NOW_MS).unwrap() else { panic!("the code holds") };
    store.finish_pairing(&ServerKey(None), &paired).unwrap();
    token
}

/// A PC on which people play, with a clock that is often wrong.
pub struct Pc {
    pub path: PathBuf,
    /// None while the program is not running.
    pub store: Option<Store>,
    pub people: Vec<Person>,
    pub open: Vec<(AttemptId, u64)>,
    pub all: Vec<AttemptId>,
}

impl Pc {
    pub fn new(path: PathBuf) -> Self {
        let mut store = Store::open(&path).unwrap();
        let people = ["Ana", "Leo"].map(|name| store.add_person(name, "Nurse").unwrap()).to_vec();
        Self { path, store: Some(store), people, open: Vec::new(), all: Vec::new() }
    }

    pub fn store(&mut self) -> &mut Store {
        if self.store.is_none() {
            let mut store = Store::open(&self.path).unwrap();
            // What the window does when it takes attempts up again.
            self.open.retain(|(attempt, _)| store.resume(*attempt).is_ok());
            self.store = Some(store);
        }
        self.store.as_mut().unwrap()
    }

    /// The program ends without a word.
    #[allow(dead_code, reason = "over HTTP it is the server that is killed")]
    pub fn kill(&mut self) {
        self.store = None;
    }

    /// Somebody does something, at whatever time the clock says.
    pub fn play(&mut self, chance: &mut Chance) {
        let utc = Utc::from_unix_secs(NOW_MS / 1_000 + chance.below(400_000_000) as i64 - 200_000_000);
        let (begin, who) = (self.open.is_empty() || chance.in_100(30), chance.below(2) as usize);
        let person = self.people[who].clone();
        let store = self.store();
        if begin {
            let header = header(store, &person);
            let attempt = store.open_attempt(&header, utc.as_str()).unwrap();
            self.open.push((attempt, 0));
            self.all.push(attempt);
            return;
        }
        let idx = chance.below(self.open.len() as u64) as usize;
        let (attempt, at_ms) = self.open[idx];
        let at_ms = at_ms + chance.below(5_000);
        let mut facts: Vec<Fact> = (0..1 + chance.below(5)).map(|n| started(n + chance.below(20))).collect();
        let ends = chance.in_100(25);
        match ends {
            true => facts.push(closing()),
            false if chance.in_100(20) => facts.push(Fact::Left),
            false => {}
        }
        self.store().append(attempt, at_ms, utc.as_str(), &facts, b"trace", None).unwrap();
        self.open[idx].1 = at_ms;
        if ends {
            self.open.remove(idx);
        }
    }
}

fn started(n: u64) -> Fact {
    Fact::StepStarted { step: StepId::new(&format!("step-{n}")).unwrap() }
}

fn closing() -> Fact {
    Fact::AttemptClosed {
        outcome: Outcome::Passed,
        score_permille: 900,
        pass_score_permille: 800,
        critical_mistakes: 0,
        mistakes: 0,
        hints: 0,
        took_ms: 1_000,
        input_trace_sha256: String::new(),
    }
}

fn header(store: &Store, person: &Person) -> Header {
    Header {
        person: person.id,
        person_sealed: store.seal_identity(person).unwrap(),
        demonstration: false,
        module: ModuleId::new("first-day").unwrap(),
        module_version: "1.0.0".to_owned(),
        n_steps: 20,
        package_sha256: "ab".repeat(32),
        logic_sha256: "cd".repeat(32),
        session_rules: 5,
        seed: "0123456789abcdef".to_owned(),
        mode: "guided".to_owned(),
        language: "en".to_owned(),
        presentation: Presentation::Headless,
        device: store.device(),
        assurance: Assurance::SelfDeclared,
        guidance: Vec::new(),
        witness: None,
        test_out: false,
    }
}
