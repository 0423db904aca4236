//! The journal: puts an attempt's facts on disk, off the frame thread, and says when they are there.
//!
//! Whoever shows a step as done must wait for the [`Receipt`] of its facts. Knows no session and no picture. Start at
//! [`Journal::start`].

use ids::AttemptId;
use record::Fact;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use store::{Store, StoreError};

/// What goes to disk in one piece.
#[derive(Debug, Clone)]
pub struct Page {
    pub attempt: AttemptId,
    pub at_ms: u64,
    /// Wall time, RFC 3339.
    pub utc: String,
    pub facts: Vec<Fact>,
    /// Inputs since the last page, encoded.
    pub trace: Vec<u8>,
    /// What the attempt is resumed from.
    pub snapshot: Vec<u8>,
}

/// The answer to one page: pages are answered in the order they were written.
pub type Receipt = Result<(), StoreError>;

/// A handle to the thread that writes.
pub struct Journal {
    pages: Option<Sender<Page>>,
    receipts: Receiver<Receipt>,
    thread: Option<JoinHandle<()>>,
}

impl Journal {
    /// Gives the store to a thread of its own. `wake` is called after each receipt.
    pub fn start(mut store: Store, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (pages, incoming) = channel::<Page>();
        let (answers, receipts) = channel();
        let thread = std::thread::Builder::new().name("journal".to_owned()).spawn(move || {
            for page in incoming {
                let receipt = store.append(page.attempt, page.at_ms, &page.utc, &page.facts, &page.trace, Some(&page.snapshot));
                if answers.send(receipt.map(|_| ())).is_err() {
                    return;
                }
                wake();
            }
        })?;
        Ok(Self { pages: Some(pages), receipts, thread: Some(thread) })
    }

    /// Hands a page to the writing thread; its receipt comes later.
    pub fn write(&self, page: Page) {
        if let Some(pages) = &self.pages {
            // The thread ends only when this handle does, so a failed send cannot happen while somebody could still read receipts.
            let _ = pages.send(page);
        }
    }

    /// The next receipt, if it is there.
    pub fn try_receipt(&self) -> Option<Receipt> {
        self.receipts.try_recv().ok()
    }

    /// Waits for the next receipt; none when the writing thread is gone.
    pub fn wait_receipt(&self) -> Option<Receipt> {
        self.receipts.recv().ok()
    }
}

impl Drop for Journal {
    /// Everything handed over is written before the program goes on.
    fn drop(&mut self) {
        self.pages = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
