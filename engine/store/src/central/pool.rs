//! A few connections that many threads share: each borrows one, and whoever finds none left waits.
//!
//! Knows no database. Start at [`Pool::borrow`].

use super::CentralError;
use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A page is not worth waiting for longer.
const MOST_WAIT: Duration = Duration::from_secs(10);

pub(crate) struct Pool<T> {
    make: Box<dyn Fn() -> Result<T, CentralError> + Send + Sync>,
    most: usize,
    kept: Mutex<Kept<T>>,
    returned: Condvar,
}

struct Kept<T> {
    idle: Vec<T>,
    n_made: usize,
}

/// One connection; it goes back when this is dropped, or away after [`Borrowed::discard`].
pub(crate) struct Borrowed<'a, T> {
    pool: &'a Pool<T>,
    connection: Option<T>,
}

impl<T> Pool<T> {
    pub(crate) fn new(most: usize, make: impl Fn() -> Result<T, CentralError> + Send + Sync + 'static) -> Self {
        let kept = Mutex::new(Kept { idle: Vec::new(), n_made: 0 });
        Self { make: Box::new(make), most, kept, returned: Condvar::new() }
    }

    pub(crate) fn borrow(&self) -> Result<Borrowed<'_, T>, CentralError> {
        let is_none_left = |kept: &mut Kept<T>| kept.idle.is_empty() && kept.n_made >= self.most;
        let waited = self.returned.wait_timeout_while(self.lock(), MOST_WAIT, is_none_left);
        let (mut kept, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if let Some(connection) = kept.idle.pop() {
            return Ok(Borrowed { pool: self, connection: Some(connection) });
        }
        if kept.n_made >= self.most {
            return Err(CentralError::Busy);
        }
        kept.n_made += 1;
        drop(kept);
        match (self.make)() {
            Ok(connection) => Ok(Borrowed { pool: self, connection: Some(connection) }),
            Err(error) => {
                self.lock().n_made -= 1;
                self.returned.notify_one();
                Err(error)
            }
        }
    }

    /// What a panic left behind is whole: connections are moved in and out, nothing else.
    fn lock(&self) -> MutexGuard<'_, Kept<T>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Borrowed<'_, T> {
    /// Closes the connection in place of giving it back.
    pub(crate) fn discard(mut self) {
        self.connection = None;
    }
}

impl<T> Deref for Borrowed<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.connection.as_ref().expect("it is there until this is dropped")
    }
}

impl<T> DerefMut for Borrowed<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.connection.as_mut().expect("it is there until this is dropped")
    }
}

impl<T> Drop for Borrowed<'_, T> {
    fn drop(&mut self) {
        // A connection whose work panicked may be in the middle of something.
        let usable = self.connection.take().filter(|_| !std::thread::panicking());
        let mut kept = self.pool.lock();
        match usable {
            Some(connection) => kept.idle.push(connection),
            None => kept.n_made -= 1,
        }
        drop(kept);
        self.pool.returned.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_come_back_and_lost_ones_are_made_anew() {
        let n_made = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let counted = n_made.clone();
        let pool = Pool::new(2, move || Ok(counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst)));
        let (first, second) = (pool.borrow().unwrap(), pool.borrow().unwrap());
        assert_eq!((*first, *second), (0, 1));
        drop(first);
        assert_eq!(*pool.borrow().unwrap(), 0, "what came back is lent again");
        second.discard();
        let (_kept, fresh) = (pool.borrow().unwrap(), pool.borrow().unwrap());
        assert_eq!(*fresh, 2);
    }

    #[test]
    fn whoever_waits_gets_what_another_thread_returns() {
        let pool = Pool::new(1, || Ok(()));
        std::thread::scope(|scope| {
            let held = pool.borrow().unwrap();
            let waiting = scope.spawn(|| pool.borrow().is_ok());
            drop(held);
            assert!(waiting.join().unwrap());
        });
    }

    #[test]
    fn a_connection_that_cannot_be_made_takes_nobodys_place() {
        let pool: Pool<()> = Pool::new(1, || Err(CentralError::Busy));
        assert!(pool.borrow().is_err());
        assert!(pool.borrow().is_err(), "the second try must not wait for the first");
    }
}
