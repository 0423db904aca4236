//! The same inputs give the same attempt, byte for byte, also when it is broken off and taken up again anywhere.

use curriculum::{Mode, Module};
use properties::attempts::{MODES, at_random, bytes_of, rightly};
use properties::kept;
use properties::plan::Plan;
use proptest::prelude::*;
use session::{Performance, Session, Trace, replay};
use std::sync::Arc;

fn replays_and_resumes(module: &Arc<Module>, mode: Mode, seed: u64, played: &Performance, stride: usize) {
    let written = played.trace.to_bytes();
    let trace = Trace::parse(&written).unwrap();
    assert_eq!(trace.to_bytes(), written);
    assert_eq!(bytes_of(&replay(Arc::clone(module), mode, seed, &trace.inputs)), bytes_of(played), "{} {mode:?}", module.id);
    // One pass: at each cut the attempt so far is left, restored from what is kept of it, and goes on to the end.
    let mut so_far = Performance::start(Arc::clone(module), mode, seed);
    for (cut, (at_ms, input)) in trace.inputs.iter().enumerate() {
        if cut % stride == 0 {
            let mut resumed = so_far.clone();
            let kept = serde_json::to_string(&so_far.session.snapshot()).unwrap();
            resumed.session = Session::restore(Arc::clone(module), serde_json::from_str(&kept).unwrap());
            assert_eq!(resumed.session, so_far.session, "{} cut at {cut}: restoring changes nothing", module.id);
            for (at_ms, input) in &trace.inputs[cut..] {
                resumed.apply(*at_ms, input.clone());
            }
            assert_eq!(bytes_of(&resumed), bytes_of(played), "{} {mode:?} cut at {cut}", module.id);
        }
        so_far.apply(*at_ms, input.clone());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_play_of_any_module_replays_and_resumes_from_every_input(plan in any::<u64>(), n_steps in 1..9_usize, mode in 0..4_usize, seed in any::<u64>()) {
        let (module, mode) = (Plan::drawn(plan, n_steps).module(), MODES[mode]);
        replays_and_resumes(&module, mode, seed, &rightly(&module, mode, seed), 1);
        replays_and_resumes(&module, mode, seed, &at_random(&module, mode, seed), 5);
    }
}

#[test]
fn any_play_of_every_kept_module_replays_and_resumes() {
    for module in kept::modules() {
        for (mode, seed) in MODES.into_iter().zip(11..) {
            replays_and_resumes(&module, mode, seed, &rightly(&module, mode, seed), 1);
            replays_and_resumes(&module, mode, seed, &at_random(&module, mode, seed), 7);
        }
    }
}
