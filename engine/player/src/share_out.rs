//! Work shared out among the cores of this machine, for crates that know no threads.

use std::num::NonZero;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

/// Does jobs 0 up to `n_jobs`, as many at a time as there are cores, and returns when all are done. A panic in one is a panic here.
pub fn share_out(n_jobs: usize, job: &(dyn Fn(usize) + Sync)) {
    let n_threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(n_jobs);
    let next = AtomicUsize::new(0);
    let work = || {
        let taken = std::iter::repeat_with(|| next.fetch_add(1, Relaxed));
        taken.take_while(|idx| *idx < n_jobs).for_each(job);
    };
    std::thread::scope(|scope| {
        for _ in 1..n_threads {
            scope.spawn(work);
        }
        work();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_is_done_once() {
        let done: Vec<AtomicUsize> = (0..100).map(|_| AtomicUsize::new(0)).collect();
        share_out(done.len(), &|idx| {
            done[idx].fetch_add(1, Relaxed);
        });
        assert!(done.iter().all(|n_times| n_times.load(Relaxed) == 1));
        share_out(0, &|_| panic!("there is none"));
    }
}
