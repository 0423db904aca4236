//! Looking for files that something does not survive: case after case, each made from a seed and its number, so that it can be
//! made again. What is found is made as small as it goes and kept.
//!
//! Start at [`hunt`].

use crate::corpus::{folder, seeds};
use crate::mutation::mutated;
use crate::target::Target;
use crate::words;
use anyhow::{Context, Result};
use properties::random::Random;
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A file of our size that takes longer is found, too.
pub const SLOW: Duration = Duration::from_secs(10);
/// So often a smaller file is tried.
const TRIES_MAX: usize = 2_000;

/// The file of a case, and a place in it.
pub fn case(target: Target, seed: u64, number: u64) -> (Vec<u8>, usize) {
    let mut random = Random::new(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ ((target as u64) << 56));
    let file = mutated(&mut random, seeds(target), words::of(target));
    let at = random.below(file.len() + 1);
    (file, at)
}

/// Why a file is not survived; none when it is.
pub fn trouble(target: Target, file: &[u8], at: usize) -> Option<String> {
    let began = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| target.survive(file, at)));
    match outcome {
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            Some(text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default())
        }
        Ok(()) if began.elapsed() > SLOW => Some(format!("it takes {:.0} s", began.elapsed().as_secs_f32())),
        Ok(()) => None,
    }
}

/// Runs cases from `first` on until `stop`, telling each number before it. What is found is kept, and its place given.
pub fn hunt(
    target: Target,
    seed: u64,
    first: u64,
    mut before: impl FnMut(u64) -> Result<()>,
    mut stop: impl FnMut(u64) -> bool,
) -> Result<Option<(PathBuf, String)>> {
    let mut number = first;
    while !stop(number) {
        before(number)?;
        let (file, at) = case(target, seed, number);
        if let Some(why) = trouble(target, &file, at) {
            return Ok(Some((keep(target, &smaller(target, file, at))?, why)));
        }
        number += 1;
    }
    Ok(None)
}

/// Puts a file beside the kept ones, under a name made from what is in it.
pub fn keep(target: Target, file: &[u8]) -> Result<PathBuf> {
    let hash: String = Sha256::digest(file).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let ending = match target {
        Target::Traces => "txt",
        Target::Attempts => "json",
        Target::Scenes => "gltf",
        _ => "toml",
    };
    let path = folder(target).join(format!("found-{hash}.{ending}"));
    std::fs::write(&path, file).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// Without the lines that it does not take, tried in ever smaller blocks.
fn smaller(target: Target, file: Vec<u8>, at: usize) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = file.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let mut block = (lines.len() / 2).max(1);
    let mut n_tries = 0;
    loop {
        let mut from = 0;
        while from < lines.len() && n_tries < TRIES_MAX {
            n_tries += 1;
            let fewer: Vec<Vec<u8>> = lines
                .iter()
                .enumerate()
                .filter(|(idx, _)| !(from..from + block).contains(idx))
                .map(|(_, line)| line.clone())
                .collect();
            let bytes = fewer.concat();
            if trouble(target, &bytes, at.min(bytes.len())).is_some() {
                lines = fewer;
            } else {
                from += block;
            }
        }
        if block == 1 || n_tries >= TRIES_MAX {
            return lines.concat();
        }
        block = (block / 2).max(1);
    }
}
