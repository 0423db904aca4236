//! Every gesture there is, through the window: once with the mouse, once with keys alone. A small module asks for them one after
//! the other; the record says that each was done by the gesture that was meant.
//!
//! The module is tried out as its author does (`play --author`), so that no picker and no rehearsal stand before it. Start at
//! [`every_gesture`]; what a step asks of one's hands stands in [`STEPS`].

use anyhow::{Context, Result, ensure};
use journeys::display::Display;
use journeys::eyes::MIDDLE;
use journeys::playing::{Hands, Playing};
use journeys::program::{Practicum, project_root};
use journeys::tryout::Tryout;
use std::time::{Duration, Instant};

/// What a step asks of one's hands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Does {
    /// So many things are acted on, one after the other.
    Acts(usize),
    Looks,
    Holds,
    /// Takes hold of it, drags it until letting go would do this, and lets go. With keys it is acted on.
    Drags(&'static str),
    /// Takes a knob, turns it and sets it.
    Turns,
    /// Acts on something that wants a number.
    Enters(&'static str),
    /// Decides a card: these of its answers, in this order.
    Decides {
        chosen: &'static [&'static str],
        all: &'static [&'static str],
    },
    /// Acts on somebody, then says one of these.
    Replies {
        says: &'static str,
        all: &'static [&'static str],
    },
    Writes(&'static str),
    Signs,
    LeavesOut,
    /// What is asked for comes about by itself, for who does nothing wrong.
    Waits,
}

const fn card(chosen: &'static [&'static str], all: &'static [&'static str]) -> Does {
    Does::Decides { chosen, all }
}

/// The steps of `every-gesture`, in order, and the input that each must have come to; none where nothing is done.
const STEPS: [(&str, Does, &str); 27] = [
    ("page", Does::Acts(1), "enter counter"),
    ("press", Does::Acts(1), "press register"),
    ("hold", Does::Holds, "hold monitor"),
    ("take", Does::Acts(1), "take badge"),
    ("wear", Does::Acts(1), "put badge trainee"),
    ("slide", Does::Acts(1), "set drawer out"),
    ("put", Does::Acts(2), "put chart in_drawer"),
    ("turn", Does::Turns, "turn key "),
    ("number", Does::Enters("3"), "value phone 3000"),
    ("talk", Does::Replies { says: "Ready.", all: &["Ready.", "Leave me alone."] }, "choose ready"),
    ("choose", card(&["Staff"], &["Staff", "Anybody"]), "choose staff"),
    ("several", card(&["Front door", "Back door"], &["Front door", "Back door", "Lift"]), "choose "),
    ("order", card(&["Look", "Act"], &["Look", "Act"]), "choose look-first then-act"),
    ("match", card(&["Paper bin", "Shredder"], &["Paper bin", "Shredder"]), "choose paper-bin shredder"),
    ("type", Does::Writes("2400"), "type 2400"),
    ("sign", Does::Signs, "sign"),
    ("skip", Does::LeavesOut, "skip"),
    ("take-again", Does::Acts(1), "take chart"),
    ("use", Does::Acts(1), "use chart register"),
    ("aim", Does::Holds, "hold chart"),
    ("look", Does::Looks, "look mateo"),
    ("lay-down", Does::Acts(1), "put chart counter"),
    ("wait", Does::Waits, ""),
    ("avoid", Does::Waits, ""),
    ("inspect", Does::Acts(2), "mark "),
    ("read", Does::Enters("175"), "value pressure 175000"),
    // Within reach of who reads the gauge.
    ("set", Does::Drags("Open"), "set aed open"),
];
/// After this step somebody calls: a card that no step asked for.
const CALLED_AFTER: &str = "press";

#[test]
fn every_gesture_can_be_made_with_the_mouse() {
    every_gesture(Hands::Mouse, "gestures-mouse").unwrap();
}

#[test]
fn every_gesture_can_be_made_with_keys_alone() {
    every_gesture(Hands::Keys, "gestures-keys").unwrap();
}

fn every_gesture(hands: Hands, album: &str) -> Result<()> {
    let began = Instant::now();
    let practicum = Practicum::new()?;
    let module = project_root().join("tests/journeys/modules/every-gesture");
    let display = Display::open()?;
    let mut playing = Tryout::open(&display, &practicum, &module, album)?.plays_on(hands)?;
    // A page is to be read first.
    playing.presses("Put away", "Return")?;
    for (step, does, _) in STEPS {
        goes_through(&mut playing, step, does).with_context(|| format!("{hands:?} at the step {step}"))?;
    }
    was_done_so(&mut playing)?;
    println!("{album}: {:.0} s; pictures in target/journeys/{album}", began.elapsed().as_secs_f32());
    Ok(())
}

fn goes_through(playing: &mut Playing<'_>, step: &str, does: Does) -> Result<()> {
    playing.window.keep_picture(step)?;
    do_it(playing, step, does)?;
    playing.is_behind(step)?;
    if step == CALLED_AFTER {
        let answers = ["I can neither confirm nor deny.", "Room twelve."];
        playing.decides(&answers[..1], &answers)?;
        playing.comes_to_be("the answer to the call", |facts| facts.iter().any(|fact| fact["fact"] == "answered"))?;
    }
    Ok(())
}

fn do_it(playing: &mut Playing<'_>, step: &str, does: Does) -> Result<()> {
    match does {
        Does::Acts(n) => playing.acts_times(step, n),
        Does::Looks if playing.hands == Hands::Mouse => {
            playing.window.rests()?;
            playing.window.keys(&["f"])
        }
        Does::Looks => playing.acts(),
        Does::Holds => playing.holds(step),
        Does::Drags(_) if playing.hands == Hands::Keys => playing.acts(),
        Does::Drags(to) => drags(playing, to),
        Does::Turns => turns(playing),
        Does::Enters(number) => {
            playing.acts()?;
            playing.enters(number)
        }
        Does::Decides { chosen, all } => playing.decides(chosen, all),
        Does::Replies { says, all } => {
            playing.acts()?;
            playing.decides(&[says], all)
        }
        Does::Writes(text) => {
            playing.window.control("Write it down")?;
            playing.window.types(text)?;
            playing.presses("Write it down", "Return")
        }
        Does::Signs => {
            playing.acts()?;
            playing.presses("I sign this", "Return")
        }
        Does::LeavesOut => {
            playing.window.rests()?;
            playing.presses("Leave this out", "n")
        }
        Does::Waits => Ok(()),
    }
}

/// Takes hold of what is to be done next and goes right with it, then left, until letting go would do it.
fn drags(playing: &mut Playing<'_>, to: &str) -> Result<()> {
    playing.window.rests()?;
    playing.faces_the_target()?;
    let [x, y] = MIDDLE;
    playing.window.button_down("1")?;
    let (would_set, right, left) =
        (format!("{to} · let go to set"), (0..20).map(|nth| x + 20 * nth), (0..20).map(|nth| x - 20 * nth));
    for x in right.chain(left) {
        playing.window.moves_to([x, y])?;
        let is_far_enough = playing.is_told("the hand where the pointer is", |told| {
            let is_there = told.pointer == Some([x, y]);
            is_there.then(|| told.things.iter().any(|thing| thing.name.contains(&would_set)))
        })?;
        if is_far_enough {
            return playing.window.button_up("1");
        }
    }
    playing.window.button_up("1")?;
    anyhow::bail!("nothing goes with the hand that would {to}")
}

/// Takes the knob, turns it and sets it.
fn turns(playing: &mut Playing<'_>) -> Result<()> {
    playing.acts()?;
    playing
        .is_told("the knob in the hand", |told| told.things.iter().any(|thing| thing.name.contains("Set at")).then_some(()))?;
    let before = playing.window.rests()?;
    match playing.hands {
        Hands::Keys => playing.window.keeps_down("Left", Duration::from_millis(400))?,
        Hands::Mouse => playing.window.wheels(9)?,
    }
    let label = |told: &journeys::ears::Told| {
        told.things.iter().find(|thing| thing.name.contains("Set at")).map(|thing| thing.name.clone())
    };
    let at_first = label(&before);
    playing.is_told("the knob to turn", |told| (told.rests() && label(told) != at_first).then_some(()))?;
    match playing.hands {
        Hands::Keys => playing.window.keys(&["Return"]),
        Hands::Mouse => playing.window.clicks(MIDDLE),
    }
}

/// Everything right, nothing twice, and each step by its own input.
fn was_done_so(playing: &mut Playing<'_>) -> Result<()> {
    let facts = playing.ends_well()?;
    playing.window.keep_picture("end")?;
    for kind in ["interrupted", "signed", "step_skipped"] {
        ensure!(facts.iter().filter(|fact| fact["fact"] == kind).count() == 1, "{kind}: {facts:?}");
    }
    let inputs = playing.record()?.inputs(&playing.attempt)?;
    let mut rest = inputs.iter();
    for (step, _, input) in STEPS.iter().filter(|(_, _, input)| !input.is_empty()) {
        ensure!(rest.any(|given| given.starts_with(input)), "no `{input}` for {step}, in its turn, among {inputs:?}");
    }
    Ok(())
}
