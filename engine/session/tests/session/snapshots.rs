//! Leaving and taking up again, from any point.

use crate::support::*;
use curriculum::Mode;
use session::{Autopilot, Input, Misfit, Session, Snapshot, perform};
use std::sync::Arc;

fn kept(session: &Session) -> Snapshot {
    let text = serde_json::to_string(&session.snapshot()).expect("a snapshot is plain data");
    serde_json::from_str(&text).expect("it reads what it wrote")
}

#[test]
fn a_snapshot_after_any_input_resumes_to_the_same_end() {
    let module = Arc::new(every_goal());
    for mode in MODES {
        let mut autopilot = Autopilot::new();
        let whole = perform(Arc::clone(&module), mode, 9, 200, |session, at_ms| autopilot.next(session, at_ms));
        for cut in 0..whole.trace.inputs.len() {
            let mut resumed = session::replay(Arc::clone(&module), mode, 9, &whole.trace.inputs[..cut]);
            let snapshot = kept(&resumed.session);
            assert_eq!(snapshot.misfit(&module), None);
            let restored = Session::restore(Arc::clone(&module), snapshot);
            assert_eq!(restored, resumed.session, "restoring changes nothing");
            resumed.session = restored;
            for (at_ms, input) in &whole.trace.inputs[cut..] {
                resumed.apply(*at_ms, input.clone());
            }
            assert_eq!(bytes(&resumed), bytes(&whole), "{mode:?} cut at {cut}");
        }
    }
}

#[test]
fn an_attempt_continues_after_a_crash_at_the_same_step_with_the_same_world() {
    let module = Arc::new(every_goal());
    let mut autopilot = Autopilot::new();
    let whole = perform(Arc::clone(&module), Mode::Exam, 9, 200, |session, at_ms| autopilot.next(session, at_ms));
    for cut in 0..whole.trace.inputs.len() {
        let cut_off = session::replay(Arc::clone(&module), Mode::Exam, 9, &whole.trace.inputs[..cut]);
        let mut session = Session::restore(Arc::clone(&module), kept(&cut_off.session));
        let (world, current_idx) = (session.world().clone(), session.view(0).current_idx);
        let mut at_ms = session.at_ms();
        let out = session.apply(at_ms, Input::Continue);
        assert_eq!(out.facts, [record::Fact::Continued], "cut at {cut}");
        assert_eq!((session.world(), session.view(0).current_idx), (&world, current_idx));
        let mut autopilot = Autopilot::new();
        while let Some((delay_ms, input)) = autopilot.next(&session, at_ms) {
            at_ms += delay_ms;
            let _ = session.apply(at_ms, input);
        }
        assert_eq!(session.closing().map(|closing| closing.score_permille), Some(1000), "cut at {cut}");
    }
}

#[test]
fn a_snapshot_of_something_else_says_so_and_harms_nothing() {
    let module = Arc::new(every_goal());
    let mut p = start(every_goal(), Mode::Guided);
    acts(&mut p, &["10 enter lobby", "20 look board", "3000 tick", "3100 take badge"]);
    let snapshot = kept(&p.session);
    let mut newer = (*module).clone();
    newer.version = "2.0.0".to_owned();
    newer.steps.remove(0);
    newer.steps[0].after.clear();
    newer.objects.retain(|object| object.id != object_id("badge"));
    assert_eq!(snapshot.misfit(&newer), Some(Misfit::ModuleVersion));
    let mut session = Session::restore(Arc::new(newer), snapshot.clone());
    let _ = session.apply(5_000, Input::Continue);
    assert_eq!(session.view(5_000).steps.len(), 14);
    assert_eq!(session.world().carried, None, "the badge is no more");
    let mut other = in_line(vec![]);
    other.id = ids::ModuleId::new("other").unwrap();
    assert_eq!(snapshot.misfit(&other), Some(Misfit::Module));
    let mut session = Session::restore(Arc::new(other), snapshot);
    let _ = session.apply(5_000, Input::Continue);
    assert!(session.closing().is_some(), "a module without steps is done");
}
