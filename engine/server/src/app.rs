//! What every request shares: the records, the clock, and how much may happen at once.
//!
//! Start at [`App::ask`].

use crate::api::ApiRefusal;
use crate::board::Desk;
use crate::catalogue::Catalogue;
use crate::pace::Pace;
use crate::refusal::Refusal;
use crate::signer::Signer;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use store::central::{Central, CentralError, PasswordHash};
use store::exchange::ServerKey;
use tokio::sync::Semaphore;

/// Each slow hash takes 32 MiB.
const MOST_HASHES_AT_ONCE: usize = 2;

#[derive(Clone)]
pub struct App {
    central: Arc<Central>,
    hashing: Arc<Semaphore>,
    desk: Arc<Mutex<Desk>>,
    pub catalogue: Arc<Catalogue>,
    pub serves: Serves,
    /// What this server shows to whoever connects; none where it does not know, because a proxy encrypts.
    pub shows: Option<ServerKey>,
    pub pace: Arc<Pace>,
    pub signer: Arc<Signer>,
}

/// How people reach this server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serves {
    /// On this machine alone, in clear.
    ThisMachine,
    /// Encrypted, whoever asks.
    Tls,
    /// Through this machine, which encrypts.
    Proxy(IpAddr),
}

impl App {
    pub fn new(
        central: Arc<Central>,
        serves: Serves,
        shows: Option<ServerKey>,
        catalogue: Catalogue,
        signer: Arc<Signer>,
    ) -> Self {
        let hashing = Arc::new(Semaphore::new(MOST_HASHES_AT_ONCE));
        let desk = Arc::new(Mutex::new(Desk::new(&catalogue)));
        Self { central, hashing, desk, catalogue: Arc::new(catalogue), serves, shows, pace: Arc::default(), signer }
    }

    /// As [`App::ask`], with what is folded from the records at hand.
    pub async fn ask_desk<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Central, &mut Desk, &Catalogue) -> Result<T, CentralError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (desk, catalogue) = (self.desk.clone(), self.catalogue.clone());
        self.ask(move |central| {
            // A panic in between may have left half of a change: everything is read anew.
            let mut desk = desk.lock().unwrap_or_else(|poisoned| {
                let mut desk = poisoned.into_inner();
                *desk = Desk::new(&catalogue);
                desk
            });
            question(central, &mut desk, &catalogue)
        })
        .await
    }

    /// The records themselves, for a thread that may block.
    pub fn central(&self) -> Arc<Central> {
        self.central.clone()
    }

    /// Asks the records on a thread that may block.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Central) -> Result<T, CentralError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let central = self.central.clone();
        let answered = tokio::task::spawn_blocking(move || question(&central)).await;
        answered.map_err(|_| Refusal::Trouble)?.map_err(Refusal::from)
    }

    /// As [`App::ask`], for a program.
    pub async fn ask_for_api<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Central) -> Result<T, CentralError> + Send + 'static,
    ) -> Result<T, ApiRefusal> {
        let central = self.central.clone();
        let answered = tokio::task::spawn_blocking(move || question(&central)).await;
        answered.map_err(|_| ApiRefusal::Trouble)?.map_err(ApiRefusal::from)
    }

    pub async fn hash(&self, password: String) -> Result<PasswordHash, Refusal> {
        self.slowly(move || PasswordHash::of(&password)).await?.map_err(Refusal::from)
    }

    /// Whether the password is right; for nobody it takes as long, and it is not.
    pub async fn is_right(&self, known: Option<PasswordHash>, password: String) -> Result<bool, Refusal> {
        let compare = move || match known {
            Some(known) => known.is_of(&password),
            None => {
                PasswordHash::compare_with_nobody(&password);
                false
            }
        };
        self.slowly(compare).await
    }

    async fn slowly<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
        let turn = self.hashing.clone().acquire_owned().await.map_err(|_| Refusal::Trouble)?;
        let worked = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        worked.await.map_err(|_| Refusal::Trouble)
    }
}
