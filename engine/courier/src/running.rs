//! The courier: a thread of its own that looks whether something waits, and sends it.
//!
//! Holds nothing between two looks: the records are opened, and closed again. It may be ended anywhere. Start at
//! [`Courier::start`].

use crate::backoff::Backoff;
use crate::carrying::CarryError;
use crate::http::HttpCarrier;
use crate::passing::{PassError, pass};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use store::Store;

/// How often it looks.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// How often it looks whether somebody has paired this PC meanwhile.
const PAIRED_EVERY: Duration = Duration::from_secs(60);
/// With nothing to send, the server hears from this PC so often.
const HEARD_EVERY: Duration = Duration::from_secs(10 * 60);

/// Sends beside everything else, until it is dropped.
#[derive(Debug)]
pub struct Courier {
    ended: Arc<Ended>,
}

#[derive(Debug, Default)]
struct Ended {
    is_over: Mutex<bool>,
    changed: Condvar,
}

impl Courier {
    /// Looks after the records in `file` from now on. `seed` decides how its waits differ from those of other PCs.
    pub fn start(file: &Path, seed: u64) -> std::io::Result<Self> {
        let ended = Arc::new(Ended::default());
        let (file, until) = (file.to_owned(), ended.clone());
        std::thread::Builder::new().name("courier".to_owned()).spawn(move || run(&file, seed, &until))?;
        Ok(Self { ended })
    }
}

impl Drop for Courier {
    /// Whatever is on its way is not waited for: what the server took of it is taken once, whenever it is sent again.
    fn drop(&mut self) {
        *self.ended.is_over.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.ended.changed.notify_all();
    }
}

impl Ended {
    /// Waits, and answers whether it is over.
    fn within(&self, wait: Duration) -> bool {
        let is_over = self.is_over.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(is_over, wait, |is_over| !*is_over);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

fn run(file: &Path, seed: u64, ended: &Ended) {
    let mut backoff = Backoff::new(seed);
    let (mut heard, mut told) = (None::<Instant>, None::<String>);
    loop {
        let wait = match look(file, heard) {
            Ok(Looked::NotPaired) => PAIRED_EVERY,
            Ok(Looked::NothingToSay) => LOOK_EVERY,
            Ok(Looked::Sent) => {
                (heard, told) = (Some(Instant::now()), None);
                backoff.rest();
                LOOK_EVERY
            }
            Err(error) => {
                let said = error.to_string();
                // Once, and not every few minutes of a night without a network.
                if told.as_ref() != Some(&said) {
                    eprintln!("practicum: records for the server: {said}");
                    told = Some(said);
                }
                let asked = match error {
                    PassError::Carry(CarryError::SlowDown { wait_secs }) => Duration::from_secs(wait_secs.min(3_600)),
                    _ => Duration::ZERO,
                };
                asked.max(Duration::from_millis(backoff.next_ms()))
            }
        };
        if ended.within(wait) {
            return;
        }
    }
}

/// What a look came to.
enum Looked {
    NotPaired,
    NothingToSay,
    Sent,
}

/// Sends, if there is a server and something to say to it.
fn look(file: &Path, heard: Option<Instant>) -> Result<Looked, PassError> {
    let mut store = Store::open(file)?;
    let Some(pairing) = store.pairing()?.filter(|pairing| pairing.is_done) else { return Ok(Looked::NotPaired) };
    let is_due = heard.is_none_or(|heard| heard.elapsed() >= HEARD_EVERY);
    if !is_due && store.next_parcel(crate::now_ms(), false)?.is_none() {
        return Ok(Looked::NothingToSay);
    }
    pass(&mut store, &mut HttpCarrier::new(&pairing)?, &crate::now_ms)?;
    Ok(Looked::Sent)
}
