//! What this process has used so far, as the kernel counts it. Elsewhere than on Linux nothing is known.

use std::fs;

/// CPU time of all threads that live now, milliseconds.
pub fn cpu_ms() -> Option<f64> {
    let threads = fs::read_dir("/proc/self/task").ok()?;
    let run_ns = |path: std::path::PathBuf| {
        let text = fs::read_to_string(path.join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<f64>().ok()
    };
    // A thread may end between the listing and the reading.
    Some(threads.flatten().filter_map(|thread| run_ns(thread.path())).sum::<f64>() / 1e6)
}

/// CPU time of the calling thread alone, milliseconds: what is left of a frame where a graphics card draws.
pub fn thread_cpu_ms() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split_whitespace().next()?.parse::<f64>().ok()? / 1e6)
}

/// CPU time since the process began, threads that ended included, milliseconds. Counted in hundredths of a second.
pub fn cpu_ms_since_start() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The program's name stands in brackets and may hold anything.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |idx: usize| fields.get(idx)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) * 10.0)
}

/// The most memory it ever had, megabytes.
pub fn peak_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}

/// Of the last one, five and fifteen minutes.
pub fn load_average() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let three: Vec<&str> = text.split_whitespace().take(3).collect();
    if three.is_empty() { "not known".to_owned() } else { three.join(", ") }
}
