//! On disk before it is acknowledged: a trace of the system calls shows `fdatasync` between the last write to the record file (or its
//! log) and each acknowledgement. Needs `strace`; without it the check is skipped, and says so.

use crate::dying::{CHILD_ACKS, CHILD_FILE, CHILD_TEST};
use std::io::Write;
use std::process::Command;

const N_ACKS: usize = 20;

#[test]
fn each_append_is_synced_before_it_is_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let calls_path = folder.path().join("calls");
    let ran = Command::new("strace")
        .args(["-f", "-y", "-s", "16", "-e", "trace=write,pwrite64,fsync,fdatasync", "-o"])
        .arg(&calls_path)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", CHILD_TEST, "--nocapture", "--test-threads=1"])
        .env(CHILD_FILE, folder.path().join("practicum.db"))
        .env(CHILD_ACKS, N_ACKS.to_string())
        .output();
    let calls = std::fs::read_to_string(&calls_path).unwrap_or_default();
    match ran {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return skip("strace is not installed"),
        Err(error) => panic!("strace could not be run: {error}"),
        Ok(ran) if !ran.status.success() && !calls.contains("pwrite64") => return skip("strace may not trace here"),
        Ok(ran) => assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr)),
    }
    assert_eq!(acks_after_sync(&calls), Ok(N_ACKS));
}

/// Counts acknowledgements; an error is the line of one that came before its data were synced.
fn acks_after_sync(calls: &str) -> Result<usize, String> {
    let (mut n_acks, mut n_unsynced, mut n_synced_since_ack) = (0, 0, 0);
    for line in calls.lines() {
        let on_records = line.contains("practicum.db");
        if line.contains("pwrite64(") && on_records && !line.contains("-shm>") {
            n_unsynced += 1;
        } else if (line.contains("fdatasync(") || line.contains("fsync(")) && on_records && line.ends_with("= 0") {
            n_synced_since_ack += n_unsynced;
            n_unsynced = 0;
        } else if line.contains("\"ack ") {
            if n_unsynced > 0 || n_synced_since_ack == 0 {
                return Err(line.to_owned());
            }
            n_acks += 1;
            n_synced_since_ack = 0;
        }
    }
    Ok(n_acks)
}

#[test]
fn reader_of_the_calls_tells_synced_from_unsynced() {
    let write = r#"7 pwrite64(4</x/practicum.db-wal>, "..", 24, 32) = 24"#;
    let sync = "7 fdatasync(4</x/practicum.db-wal>) = 0";
    let ack = r#"7 write(1<pipe:[1]>, "ack 0123"..., 99) = 99"#;
    assert_eq!(acks_after_sync(&[write, sync, ack, write, sync, ack].join("\n")), Ok(2));
    assert!(acks_after_sync(&[write, ack].join("\n")).is_err());
    assert!(acks_after_sync(&[write, sync, write, ack].join("\n")).is_err());
    assert!(acks_after_sync(&[write, sync, ack, ack].join("\n")).is_err());
    let failed = "7 fdatasync(4</x/practicum.db-wal>) = -1 EIO (Input/output error)";
    assert!(acks_after_sync(&[write, failed, ack].join("\n")).is_err());
}

/// Straight to the error stream, which the harness does not hold back: a skip is seen and can be counted.
fn skip(why: &str) {
    let line = format!("SKIPPED: each_append_is_synced_before_it_is_acknowledged: {why}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}
