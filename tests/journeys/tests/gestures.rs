//! Every gesture there is, through the window: once with the mouse, once with keys alone. A small module asks for them one after
//! the other; the record says that each was done by the gesture that was meant.
//!
//! The module is tried out as its author does (`play --author`), so that no picker and no rehearsal stand before it. Start at
//! [`every_gesture`]; what a step asks of one's hands stands in [`STEPS`].

use anyhow::{Context, Result, ensure};
use image::RgbImage;
use image::imageops::crop_imm;
use journeys::display::{Display, Window};
use journeys::eyes::{LONGEST, MIDDLE, Place, nearly_alike, primary_button};
use journeys::program::{Practicum, project_root};
use journeys::record::{Record, assert_each_once};
use journeys::tryout::{AGAIN, Tryout};
use serde_json::Value;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Longer than a few frames on a busy machine.
const STILL: Duration = Duration::from_millis(500);
/// Beside the words of an answer, and beside those of the button in the step card.
const ANSWERS_X: u32 = 820;
const STEP_CARD_X: u32 = 70;
/// Where writing begins in a field.
const CURSOR_PX: u32 = 18;

/// What a step asks of one's hands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Does {
    /// So many things are acted on, one after the other.
    Acts(usize),
    Looks,
    Holds,
    /// Takes a knob, turns it and sets it.
    Turns,
    /// Acts on something that wants a number.
    Enters(&'static str),
    /// Decides a card: of so many answers, these, in this order.
    Decides {
        n_answers: usize,
        which: &'static [usize],
    },
    /// A dialogue's replies stand in the module's order.
    Replies(usize),
    Writes(&'static str),
    Signs,
    LeavesOut,
}

const fn card(n_answers: usize, which: &'static [usize]) -> Does {
    Does::Decides { n_answers, which }
}

/// The steps of `every-gesture`, in order, and the input that each must have come to.
const STEPS: [(&str, Does, &str); 24] = [
    ("page", Does::Acts(1), "enter counter"),
    ("press", Does::Acts(1), "press register"),
    ("hold", Does::Holds, "hold monitor"),
    ("take", Does::Acts(1), "take badge"),
    ("wear", Does::Acts(1), "put badge trainee"),
    ("slide", Does::Acts(1), "set drawer out"),
    ("put", Does::Acts(2), "put chart in_drawer"),
    ("turn", Does::Turns, "turn key "),
    ("number", Does::Enters("3"), "value phone 3000"),
    ("talk", Does::Replies(0), "choose ready"),
    ("choose", card(2, &[0]), "choose staff"),
    ("several", card(3, &[0, 1]), "choose "),
    ("order", card(2, &[0, 1]), "choose look-first then-act"),
    ("match", card(2, &[0, 1]), "choose paper-bin shredder"),
    ("type", Does::Writes("2400"), "type 2400"),
    ("sign", Does::Signs, "sign"),
    ("skip", Does::LeavesOut, "skip"),
    ("take-again", Does::Acts(1), "take chart"),
    ("use", Does::Acts(1), "use chart register"),
    ("aim", Does::Holds, "hold chart"),
    ("look", Does::Looks, "look mateo"),
    ("set", Does::Acts(1), "set aed open"),
    ("inspect", Does::Acts(2), "mark "),
    ("read", Does::Enters("175"), "value pressure 175000"),
];
/// After this step somebody calls: a card that no step asked for.
const CALLED_AFTER: &str = "press";

/// How a journey acts.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Hands {
    /// `F` turns to the target; everything else is clicked, held and wheeled.
    Mouse,
    Keys,
}

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
    let Tryout { window, database } = Tryout::open(&display, &practicum, &module, album)?;
    let attempt = Record::open(&database)?.attempts()?.pop().context("there is no attempt")?;
    let mut journey = Journey { window, database, hands, attempt };
    journey.begins()?;
    for (step_idx, (step, does, _)) in STEPS.iter().enumerate() {
        journey.goes_through(step_idx, step, *does).with_context(|| format!("{hands:?} at the step {step}"))?;
    }
    journey.was_done_so()?;
    println!("{album}: {:.0} s; pictures in target/journeys/{album}", began.elapsed().as_secs_f32());
    Ok(())
}

/// Acts on what is to be done next: chooses it with Tab, or turns to it and clicks it.
fn act(window: &mut Window<'_>, hands: Hands) -> Result<()> {
    match hands {
        Hands::Keys => window.keys(&["Tab", "Return"]),
        Hands::Mouse => {
            faces_the_target(window)?;
            window.clicks(MIDDLE)
        }
    }
}

fn faces_the_target(window: &mut Window<'_>) -> Result<()> {
    window.moves_to(MIDDLE)?;
    window.keys(&["f"])?;
    window.stands_still(STILL)
}

struct Journey<'a> {
    window: Window<'a>,
    database: PathBuf,
    hands: Hands,
    attempt: String,
}

impl Journey<'_> {
    fn record(&self) -> Result<Record> {
        Record::open(&self.database)
    }

    /// From the author's overlay into the room, where a page is to be read first.
    fn begins(&mut self) -> Result<()> {
        self.window.shows_paper("the author's overlay", 4)?;
        self.window.keys(&["F5"])?;
        self.goes_on("the page")?;
        self.window.wait("the room", LONGEST, |window| Ok(primary_button(&window.picture()?).is_none().then_some(())))
    }

    fn goes_through(&mut self, step_idx: usize, step: &str, does: Does) -> Result<()> {
        self.window.keep_picture(step)?;
        self.does(step_idx, does)?;
        let came = self.came_about(step);
        self.window.wait("the step on record", LONGEST, |_| Ok(came()?.then_some(())))?;
        if step == CALLED_AFTER {
            self.decides(STEPS.len(), 2, &[0])?;
            self.comes_to_be("the answer to the call", |facts| facts.iter().any(|fact| fact["fact"] == "answered"))?;
        }
        Ok(())
    }

    /// Asks the record whether a step is behind.
    fn came_about(&self, step: &str) -> impl Fn() -> Result<bool> + use<> {
        let (database, attempt, step) = (self.database.clone(), self.attempt.clone(), step.to_owned());
        let is_settled = move |fact: &Value| {
            fact["step"] == step.as_str() && (fact["fact"] == "step_completed" || fact["fact"] == "step_skipped")
        };
        move || Ok(Record::open(&database)?.facts(&attempt)?.iter().any(&is_settled))
    }

    fn does(&mut self, step_idx: usize, does: Does) -> Result<()> {
        let step = STEPS[step_idx].0;
        match does {
            Does::Acts(n) => {
                for nth in 1..=n {
                    let before = self.record()?.objects_hash(&self.attempt)?;
                    let (database, attempt, came) = (self.database.clone(), self.attempt.clone(), self.came_about(step));
                    // Walking changes no object.
                    let moved = move || anyhow::Ok(Record::open(&database)?.objects_hash(&attempt)? != before);
                    self.acts_until("what came of it on disk", |_| Ok((came()? || (nth < n && moved()?)).then_some(())))?;
                }
                Ok(())
            }
            Does::Looks if self.hands == Hands::Mouse => self.window.keys(&["f"]),
            Does::Looks => self.acts_once(),
            Does::Holds => self.holds(step),
            Does::Turns => self.turns(step),
            Does::Enters(number) => {
                self.opens_a_card("the card for a number")?;
                // The instrument comes nearer meanwhile.
                self.window.stands_still(STILL)?;
                self.enters(number)
            }
            Does::Decides { n_answers, which } => self.decides(step_idx, n_answers, which),
            Does::Replies(which) => {
                self.acts_until("what Mateo says", |window| Ok((window.rows_now(ANSWERS_X)?.len() >= 2).then_some(())))?;
                self.chooses(&[which], 2)
            }
            Does::Writes(text) => {
                self.window.primary_button("the card to write on")?;
                self.window.types(text)?;
                self.goes_on("the card to write on")
            }
            Does::Signs => {
                self.opens_a_card("the card to sign")?;
                self.goes_on("the card to sign")
            }
            Does::LeavesOut if self.hands == Hands::Keys => self.window.keys(&["n"]),
            Does::LeavesOut => {
                let row = self.window.rows_at(STEP_CARD_X, 1)?[0];
                self.window.clicks([STEP_CARD_X, row])
            }
        }
    }

    /// Acts on what is to be done next, once everything stands still.
    fn acts_once(&mut self) -> Result<()> {
        self.window.stands_still(STILL)?;
        act(&mut self.window, self.hands)
    }

    /// Acts until something came of it: who sees nothing happen for a while does it again.
    fn acts_until<T>(&mut self, what: &str, mut there: impl FnMut(&mut Window<'_>) -> Result<Option<T>>) -> Result<T> {
        self.acts_once()?;
        let (hands, mut tried) = (self.hands, Instant::now());
        self.window.wait(what, LONGEST, |window| {
            let found = there(window)?;
            if found.is_none() && tried.elapsed() > AGAIN {
                act(window, hands)?;
                tried = Instant::now();
            }
            Ok(found)
        })
    }

    fn opens_a_card(&mut self, what: &str) -> Result<()> {
        self.acts_until(what, |window| Ok(primary_button(&window.picture()?).map(drop)))
    }

    /// Takes the knob, turns it and sets it. Who turned too early, while still walking, lets go of it and tries again.
    fn turns(&mut self, step: &str) -> Result<()> {
        let came = self.came_about(step);
        let began = Instant::now();
        loop {
            self.acts_once()?;
            self.window.stands_still(STILL)?;
            match self.hands {
                Hands::Keys => {
                    self.window.keeps_down("Left", Duration::from_millis(400))?;
                    self.window.keys(&["Return"])?;
                }
                Hands::Mouse => {
                    self.window.wheels(9)?;
                    self.window.stands_still(STILL)?;
                    self.window.clicks(MIDDLE)?;
                }
            }
            let tried = Instant::now();
            self.window.wait("the knob to be set", LONGEST, |_| Ok((came()? || tried.elapsed() > AGAIN).then_some(())))?;
            if came()? {
                return Ok(());
            }
            ensure!(began.elapsed() < LONGEST, "nothing comes of turning");
            self.window.keys(&["q"])?;
        }
    }

    fn holds(&mut self, step: &str) -> Result<()> {
        let came = self.came_about(step);
        if self.hands == Hands::Keys {
            // A tap holds until the next one.
            return self.acts_until("the end of the hold", |_| Ok(came()?.then_some(())));
        }
        let began = Instant::now();
        while !came()? {
            ensure!(began.elapsed() < LONGEST, "nothing comes of holding");
            self.window.stands_still(STILL)?;
            faces_the_target(&mut self.window)?;
            self.window.button_down("1")?;
            let tried = Instant::now();
            self.window.wait("the end of the hold", LONGEST, |_| Ok((came()? || tried.elapsed() > AGAIN).then_some(())))?;
            self.window.button_up("1")?;
        }
        Ok(())
    }

    /// Presses the button that goes on, or Enter, until what stands above it is another or gone.
    fn goes_on(&mut self, what: &str) -> Result<()> {
        let button = self.window.primary_button(what)?;
        let above = move |picture: &RgbImage| crop_imm(picture, 330, button.top.saturating_sub(180), 620, 160).to_image();
        let before = above(&self.window.picture()?);
        let hands = self.hands;
        let press = move |window: &mut Window<'_>| match hands {
            Hands::Keys => window.keys(&["Return"]),
            Hands::Mouse => window.clicks(button.middle()),
        };
        press(&mut self.window)?;
        let mut tried = Instant::now();
        self.window.wait(&format!("the end of {what}"), LONGEST, |window| {
            let has_gone_on = !nearly_alike(&before, &above(&window.picture()?));
            if !has_gone_on && tried.elapsed() > AGAIN {
                press(window)?;
                tried = Instant::now();
            }
            Ok(has_gone_on.then_some(()))
        })
    }

    fn decides(&mut self, belongs_to: usize, n_answers: usize, which: &[usize]) -> Result<()> {
        let places = self.record()?.places_of_answers(&self.attempt, belongs_to, n_answers)?;
        let at: Vec<usize> = which.iter().map(|answer| places[*answer]).collect();
        self.chooses(&at, n_answers)
    }

    /// Chooses what stands on these places of the card, then decides.
    fn chooses(&mut self, places: &[usize], n_answers: usize) -> Result<()> {
        let rows = self.window.rows_at(ANSWERS_X, n_answers)?;
        for place in places {
            let row = [ANSWERS_X, rows[*place]];
            match self.hands {
                Hands::Keys => self.window.keys(&[&(place + 1).to_string()])?,
                Hands::Mouse => {
                    self.window.clicks(row)?;
                    self.window.wait("the answer to be chosen", LONGEST, |window| Ok(window.is_chosen(row)?.then_some(())))?;
                }
            }
        }
        self.goes_on("the button to decide with")
    }

    fn enters(&mut self, number: &str) -> Result<()> {
        let button = self.window.primary_button("the card for a number")?;
        if self.hands == Hands::Keys {
            self.window.types(number)?;
            return self.window.keys(&["Return"]);
        }
        // The keys lie above the button, in three columns; above them what was typed so far.
        let column_px = (button.right - button.left + 1) / 3;
        let field = Place { left: button.left + 4, top: button.top - 318, right: button.right - 60, bottom: button.top - 278 };
        for digit in number.bytes().map(|byte| u32::from(byte - b'0')) {
            let (column, row) = if digit == 0 { (0, 0) } else { ((digit - 1) % 3, (digit - 1) / 3 + 1) };
            let before = self.window.written_to(field)?.max(CURSOR_PX);
            self.window.clicks([button.left + column_px * column + column_px / 2, button.top - 36 - 56 * row])?;
            self.window.wait("the digit", LONGEST, |window| Ok((window.written_to(field)? > before + 4).then_some(())))?;
        }
        self.window.clicks(button.middle())
    }

    fn comes_to_be(&mut self, what: &str, mut is_so: impl FnMut(&[Value]) -> bool) -> Result<()> {
        let (database, attempt) = (self.database.clone(), self.attempt.clone());
        self.window.wait(what, LONGEST, |_| Ok(is_so(&Record::open(&database)?.facts(&attempt)?).then_some(())))
    }

    /// Everything right, nothing twice, and each step by its own input.
    fn was_done_so(&mut self) -> Result<()> {
        self.comes_to_be("the end of the attempt", |facts| facts.last().is_some_and(|fact| fact["fact"] == "attempt_closed"))?;
        self.window.keep_picture("end")?;
        let record = self.record()?;
        let facts = record.facts(&self.attempt)?;
        let closed = facts.last().context("an attempt without facts")?;
        ensure!(closed["outcome"] == "passed" && closed["score_permille"] == 1000, "{closed}");
        let wrong: Vec<_> = facts.iter().filter(|fact| fact["fact"] == "mistake_made" || fact["fact"] == "strayed").collect();
        ensure!(wrong.is_empty(), "everything was done right, and on record is {wrong:?}");
        assert_each_once(&record.steps_completed(&self.attempt)?)?;
        for kind in ["interrupted", "signed", "step_skipped"] {
            ensure!(facts.iter().filter(|fact| fact["fact"] == kind).count() == 1, "{kind}: {facts:?}");
        }
        let inputs = record.inputs(&self.attempt)?;
        let mut rest = inputs.iter();
        for (step, _, input) in STEPS {
            ensure!(rest.any(|given| given.starts_with(input)), "no `{input}` for {step}, in its turn, among {inputs:?}");
        }
        Ok(())
    }
}
