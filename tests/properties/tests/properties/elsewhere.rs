//! The same attempts on a machine without an operating system: `wasm32-unknown-unknown`, where numbers have 32 bits for a
//! pointer and nothing of this process is at hand.

use properties::attempts;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasmi::{Engine, Linker, Module, Store};

const TARGET: &str = "wasm32-unknown-unknown";
const BEGIN: &[u8] = b">first line<";
const END: &[u8] = b">last line<";

#[test]
fn the_same_attempts_are_the_same_bytes_on_another_machine() {
    if !has_target() {
        println!("SKIPPED: attempts on {TARGET}, which is not installed (`rustup target add {TARGET}`)");
        return;
    }
    let there = played_there(&built_for_there());
    let here = attempts::lines();
    for (there, here) in there.lines().zip(here.lines()) {
        assert_eq!(there, here);
    }
    assert_eq!(there, here);
    assert!(here.lines().count() > 60, "{here}");
}

fn has_target() -> bool {
    let Ok(output) = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output() else { return false };
    output.status.success() && Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir()
}

/// Beside what the pure crates are built in for the same target, so that they are compiled once.
fn built_for_there() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--release", "--locked", "--quiet", "--package", "properties", "--bin", "properties"]);
    let output = cargo.args(["--target", TARGET, "--target-dir", "target/web-check"]).current_dir(&root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    root.join("target/web-check").join(TARGET).join("release/properties.wasm")
}

/// Runs the program to its end and reads its letter out of its memory.
fn played_there(program: &Path) -> String {
    let engine = Engine::default();
    let module = Module::new(&engine, std::fs::read(program).unwrap()).unwrap();
    assert_eq!(module.imports().count(), 0, "the program asks for something outside itself");
    let mut store = Store::new(&engine, ());
    let instance = Linker::<()>::new(&engine).instantiate_and_start(&mut store, &module).unwrap();
    let main = instance.get_typed_func::<(i32, i32), i32>(&store, "main").unwrap();
    assert_eq!(main.call(&mut store, (0, 0)).unwrap(), 0);
    let memory = instance.get_memory(&store, "memory").unwrap();
    letter(memory.data(&store)).expect("the program left no letter")
}

fn letter(memory: &[u8]) -> Option<String> {
    let begins = memory.windows(BEGIN.len()).enumerate().filter(|(_, window)| *window == BEGIN).map(|(at, _)| at + BEGIN.len());
    let ends: Vec<usize> = memory.windows(END.len()).enumerate().filter(|(_, window)| *window == END).map(|(at, _)| at).collect();
    let whole = begins.filter_map(|from| Some(&memory[from..*ends.iter().find(|end| **end > from)?]));
    whole.filter_map(|bytes| String::from_utf8(bytes.to_vec()).ok()).next_back()
}
