//! Thousands of days of a PC and its server, each from a seed: lines that drop, repeat, cut and reorder, programs that are
//! killed, copies that are put back, clocks that are wrong. In the end nothing is lost, nothing is doubled, every chain holds on
//! the server, and what parted is told.
//!
//! One seed alone: `PRACTICUM_SEED=123 cargo test --release -p courier --test simulation`. More of them: `PRACTICUM_RUNS=20000`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod world;

use courier::{Carry, CarryError, PassError, pass};
use ids::DeviceId;
use std::path::PathBuf;
use store::central::Central;
use store::exchange::Receipt;
use store::{Store, Waiting};
use tempfile::TempDir;
use world::{Chance, NOW_MS, Pc};

/// A server that can be killed, and put back to a copy.
struct Server {
    folder: TempDir,
    central: Option<Central>,
    by: ids::PersonId,
    has_copy: bool,
}

impl Server {
    fn new() -> Self {
        let folder = world::folder();
        let central = Central::open_file(&folder.path().join("central.sqlite")).unwrap();
        let by = world::administrator(&central);
        Self { folder, central: Some(central), by, has_copy: false }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn central(&mut self) -> &Central {
        let path = self.path("central.sqlite");
        self.central.get_or_insert_with(|| Central::open_file(&path).unwrap())
    }

    fn kill(&mut self) {
        self.central = None;
    }

    fn keep_copy(&mut self) {
        self.kill();
        std::fs::copy(self.path("central.sqlite"), self.path("copy.sqlite")).unwrap();
        self.has_copy = true;
    }

    fn put_copy_back(&mut self) {
        if self.has_copy {
            self.kill();
            std::fs::copy(self.path("copy.sqlite"), self.path("central.sqlite")).unwrap();
        }
    }
}

/// A line on which anything happens. It counts what, so that a test that became harmless is noticed.
struct BadLine<'a> {
    server: &'a mut Server,
    chance: &'a mut Chance,
    device: DeviceId,
    /// Parcels that are still somewhere on the way.
    delayed: &'a mut Vec<Vec<u8>>,
    happened: &'a mut Happened,
    /// Another program on the same PC that sends as well.
    beside: Option<PathBuf>,
}

#[derive(Debug, Default)]
struct Happened {
    dropped: u64,
    cut: u64,
    twice: u64,
    late: u64,
    answer_lost: u64,
    killed_before: u64,
    killed_after: u64,
    beside: u64,
    pc_killed: u64,
    server_put_back: u64,
    pc_put_back: u64,
    conflicts: u64,
}

struct GoodLine<'a>(&'a mut Server, DeviceId);

impl Carry for GoodLine<'_> {
    fn carry(&mut self, parcel: &[u8]) -> Result<Receipt, CarryError> {
        Ok(self.0.central().receive(self.1, parcel, NOW_MS).unwrap().unwrap())
    }
}

impl BadLine<'_> {
    fn deliver(&mut self, parcel: &[u8]) -> Receipt {
        GoodLine(self.server, self.device).carry(parcel).unwrap()
    }
}

impl Carry for BadLine<'_> {
    fn carry(&mut self, parcel: &[u8]) -> Result<Receipt, CarryError> {
        let lost = || CarryError::Unreachable("the line".to_owned());
        if let Some(path) = self.beside.take() {
            self.happened.beside += 1;
            let mut other = Store::open(&path).unwrap();
            pass(&mut other, &mut GoodLine(self.server, self.device), &|| NOW_MS).unwrap();
        }
        if !self.delayed.is_empty() && self.chance.in_100(30) {
            self.happened.late += 1;
            let idx = self.chance.below(self.delayed.len() as u64) as usize;
            let late = self.delayed.swap_remove(idx);
            self.deliver(&late);
        }
        match self.chance.below(100) {
            0..12 => {
                self.happened.dropped += 1;
                Err(lost())
            }
            12..22 => {
                self.happened.cut += 1;
                let end = self.chance.below(parcel.len() as u64) as usize;
                let taken = self.server.central().receive(self.device, &parcel[..end], NOW_MS).unwrap();
                assert!(taken.is_err(), "a parcel that was cut at {end} of {} was taken", parcel.len());
                Err(lost())
            }
            22..30 => {
                self.happened.late += 1;
                self.delayed.push(parcel.to_vec());
                Err(lost())
            }
            30..40 => {
                self.happened.twice += 1;
                self.deliver(parcel);
                Ok(self.deliver(parcel))
            }
            40..52 => {
                self.happened.answer_lost += 1;
                self.deliver(parcel);
                Err(lost())
            }
            52..58 => {
                self.happened.killed_before += 1;
                self.server.kill();
                Err(lost())
            }
            58..66 => {
                self.happened.killed_after += 1;
                self.deliver(parcel);
                self.server.kill();
                Err(lost())
            }
            _ => Ok(self.deliver(parcel)),
        }
    }
}

/// One PC's days. With `pc_goes_back` the PC itself is put back to a copy once, and plays on from there.
fn live(seed: u64, server: &mut Server, happened: &mut Happened, pc_goes_back: bool) {
    let mut chance = Chance(seed);
    let folder = world::folder();
    let mut pc = Pc::new(folder.path().join("practicum.db"));
    let by = server.by;
    world::pair(server.central(), by, pc.store());
    let device = pc.store().device();
    let (mut delayed, copy) = (Vec::new(), folder.path().join("copy.db"));
    let mut copied: Option<(Vec<_>, Vec<_>)> = None;
    if !pc_goes_back && chance.in_100(20) {
        server.keep_copy();
    }
    let n_deeds = 8 + chance.below(25);
    for n_deed in 0..n_deeds {
        match chance.below(100) {
            0..45 => pc.play(&mut chance),
            45..82 => {
                let beside = chance.in_100(10).then(|| pc.path.clone());
                let store = pc.store();
                let happened = &mut *happened;
                let mut line = BadLine { server, chance: &mut chance, device, delayed: &mut delayed, happened, beside };
                match pass(store, &mut line, &|| NOW_MS + 5) {
                    Ok(_) => assert!(store.waiting().unwrap().unwrap().is_nothing(), "seed {seed}: a pass ended too early"),
                    Err(PassError::Carry(_)) => {}
                    Err(error) => panic!("seed {seed}: {error}"),
                }
                // Often nobody is there any more to hear what came of it.
                if chance.in_100(30) {
                    happened.pc_killed += 1;
                    pc.kill();
                }
            }
            82..90 => pc.kill(),
            90..94 => server.kill(),
            94..97 if !pc_goes_back && server.has_copy => {
                happened.server_put_back += 1;
                server.put_copy_back();
            }
            _ => {}
        }
        if pc_goes_back && copied.is_none() && n_deed > n_deeds / 3 {
            pc.kill();
            std::fs::copy(&pc.path, &copy).unwrap();
            copied = Some((pc.open.clone(), pc.all.clone()));
        } else if let Some((open, all)) = copied.clone().filter(|_| n_deed == 2 * n_deeds / 3) {
            happened.pc_put_back += 1;
            pc.kill();
            std::fs::copy(&copy, &pc.path).unwrap();
            (pc.open, pc.all) = (open, all);
        }
    }
    for late in delayed {
        server.central().receive(device, &late, NOW_MS).unwrap().unwrap();
    }
    let n_tries = (0..5).find(|_| {
        let sent = pass(pc.store(), &mut GoodLine(server, device), &|| NOW_MS);
        sent.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        pc.store().waiting().unwrap().unwrap().is_nothing()
    });
    assert!(n_tries.is_some(), "seed {seed}: {:?} over a good line", pc.store().waiting());
    judge(seed, server, &mut pc, happened, pc_goes_back);
    server.has_copy = false;
}

fn judge(seed: u64, server: &mut Server, pc: &mut Pc, happened: &mut Happened, may_part: bool) {
    let device = pc.store().device();
    let by = server.by;
    let check = server.central().check_device(by, device, NOW_MS).unwrap();
    let conflicts = server.central().conflicts(device, 10_000).unwrap();
    let Waiting { troubles, .. } = pc.store().waiting().unwrap().unwrap();
    for attempt in pc.all.clone() {
        let (here, there) = (pc.store().sealed_entries(attempt).unwrap(), server.central().sealed_entries(attempt).unwrap());
        record::verify_attempt(attempt, &there).unwrap_or_else(|bad| panic!("seed {seed}: {bad}"));
        if !may_part {
            assert_eq!(here, there, "seed {seed}: attempt {attempt}");
            continue;
        }
        for (seq, sealed) in here.iter().enumerate() {
            let counts = there.get(seq) == Some(sealed);
            let is_beside =
                || conflicts.iter().any(|one| one.attempt == Some(attempt) && one.seq == seq as u64 && one.bytes == sealed.bytes);
            assert!(counts || is_beside(), "seed {seed}: entry {seq} of attempt {attempt} is lost");
            let is_told = || troubles.iter().any(|trouble| trouble.attempt == Some(attempt) && trouble.n_beside > 0);
            assert!(counts || is_told(), "seed {seed}: nobody is told that attempt {attempt} parted");
        }
    }
    happened.conflicts += conflicts.len() as u64;
    if !may_part {
        assert_eq!((&check.bad_log_record, check.bad_entries.as_slice()), (&None, [].as_slice()), "seed {seed}");
        assert_eq!(check.n_attempts, pc.all.len() as u64, "seed {seed}");
        assert_eq!(check.log_head, pc.store().verify().unwrap().log_head, "seed {seed}");
        assert_eq!((conflicts.as_slice(), troubles.as_slice()), ([].as_slice(), [].as_slice()), "seed {seed}");
    }
}

fn seeds(usual: u64) -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    match number("PRACTICUM_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("PRACTICUM_RUNS").unwrap_or(usual),
    }
}

#[test]
fn nothing_is_lost_and_nothing_is_doubled_whatever_happens_on_the_way() {
    let (mut server, mut happened) = (Server::new(), Happened::default());
    let seeds = seeds(1_500);
    let n_runs = seeds.end - seeds.start;
    for seed in seeds {
        live(seed, &mut server, &mut happened, false);
    }
    println!("{n_runs} runs: {happened:?}");
    let Happened {
        dropped, cut, twice, late, answer_lost, killed_before, killed_after, beside, pc_killed, server_put_back, ..
    } = happened;
    let all = [dropped, cut, twice, late, answer_lost, killed_before, killed_after, beside, pc_killed, server_put_back];
    assert!(n_runs < 500 || all.iter().all(|n| *n > 50), "too little happened: {all:?}");
}

#[test]
fn what_a_pc_that_was_put_back_does_anew_is_kept_beside_and_told() {
    let (mut server, mut happened) = (Server::new(), Happened::default());
    let seeds = seeds(500);
    let n_runs = seeds.end - seeds.start;
    for seed in seeds {
        live(seed, &mut server, &mut happened, true);
    }
    println!("{n_runs} runs: {happened:?}");
    assert!(n_runs < 500 || happened.pc_put_back > 300 && happened.conflicts > 300, "too little happened: {happened:?}");
}
