//! A file that is made while it is sent: what a thread writes goes out in parts, and a full line makes it wait.
//!
//! Start at [`file_on_its_way`].

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{Receiver, Sender, channel};

const PART_BYTES: usize = 64 * 1024;
const MOST_PARTS_WAITING: usize = 8;

/// What is written into it goes to the browser. Only for threads that may block.
pub struct Sending {
    parts: Sender<io::Result<Bytes>>,
    part: Vec<u8>,
}

struct Parts(Receiver<io::Result<Bytes>>);

/// Answers with what `make` writes. Where it fails, the connection is cut, so that nobody takes a part for the whole.
pub fn file_on_its_way(
    name: &str,
    kind: &'static str,
    make: impl FnOnce(Sending) -> io::Result<()> + Send + 'static,
) -> Response {
    let (parts, waiting) = channel(MOST_PARTS_WAITING);
    let failed = parts.clone();
    tokio::task::spawn_blocking(move || {
        if let Err(error) = make(Sending { parts, part: Vec::with_capacity(PART_BYTES) }) {
            eprintln!("practicum: a file was not made to its end: {error}");
            // Nobody waits any more where the browser went away.
            drop(failed.blocking_send(Err(error)));
        }
    });
    let named = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, named)], Body::from_stream(Parts(waiting))).into_response()
}

impl Sending {
    fn send(&mut self) -> io::Result<()> {
        if self.part.is_empty() {
            return Ok(());
        }
        let part = std::mem::replace(&mut self.part, Vec::with_capacity(PART_BYTES));
        self.parts.blocking_send(Ok(part.into())).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.extend_from_slice(bytes);
        if self.part.len() >= PART_BYTES {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

impl Stream for Parts {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
