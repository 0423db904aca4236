//! What stands between a person and an exam: may they, and who are they? And what comes after it: the signature.
//!
//! Start at [`Gate`].

mod own_pin;
mod proving;
mod signing;
pub(crate) mod words;

pub(crate) use own_pin::OwnPin;
pub(crate) use signing::Signing;

use crate::app::{App, Go};
use crate::clock::utc_now;
use crate::opening::Proven;
use crate::screens::Screen;
use crate::training::Training;
use anyhow::{Context as _, Result};
use curriculum::Module;
use egui::Ui;
use hud::language::t;
use hud::{ExamAction, ExamRefusal, ExamView, Proof, ProofState};
use ids::{AttemptId, ModuleId};
use proving::{Tried, proof_view, taken};
use record::{Progress, Utc};
use session::{ExamStanding, Refusal, exam_standing};
use store::Person;

/// The screen before an exam.
pub(crate) struct Gate {
    module: ModuleId,
    person: Person,
    /// The attempt that was left, when it goes on.
    goes_on: Option<AttemptId>,
    is_test_out: bool,
    state: ProofState,
    view: ExamView,
    /// The attempt that a further round is written into.
    last: Option<AttemptId>,
}

/// Where a person stands with a module's exam now.
pub(crate) fn standing_of(module: &Module, attempts: &[Progress]) -> ExamStanding {
    let now = Utc::new(&utc_now()).unwrap_or_else(|_| Utc::from_unix_secs(0));
    exam_standing(module, &authoring::logic_sha256(module), attempts, &now)
}

impl Gate {
    /// Before a new exam.
    pub(crate) fn open(app: &App, module: &ModuleId) -> Result<Self> {
        let (module, person) = who_and_what(app, module)?;
        let standing = standing_of(module, &app.store.attempts(person.id)?.0);
        let refusal = standing.refusal.as_ref().map(|refusal| ExamRefusal {
            why: words::refusal(module, refusal),
            can_be_allowed: matches!(refusal, Refusal::AttemptsUsedUp { .. }),
        });
        let last = match &standing.refusal {
            Some(Refusal::AttemptsUsedUp { last }) => Some(*last),
            _ => None,
        };
        let view = ExamView {
            title: module.title.clone(),
            goes_on: false,
            rules: words::rules(module, &standing),
            refusal,
            proof: proof_view(app, &person, module.exam.identity)?,
        };
        let (module, is_test_out) = (module.id.clone(), standing.is_test_out);
        Ok(Self { module, person, goes_on: None, is_test_out, state: ProofState::default(), view, last })
    }

    /// Before an exam that was left goes on.
    pub(crate) fn again(app: &App, progress: &Progress) -> Result<Self> {
        let (module, person) = who_and_what(app, &progress.header.module)?;
        let view = ExamView {
            title: module.title.clone(),
            goes_on: true,
            rules: words::rules_going_on(module),
            refusal: None,
            proof: proof_view(app, &person, module.exam.identity)?,
        };
        let goes_on = Some(progress.attempt);
        Ok(Self {
            module: module.id.clone(),
            person,
            goes_on,
            is_test_out: false,
            state: ProofState::default(),
            view,
            last: None,
        })
    }

    pub(crate) fn show(&mut self, ui: &mut Ui, app: &mut App) -> Option<Go> {
        let done = match hud::exam(ui, &mut self.state, &self.view)? {
            ExamAction::Back => return Some(Go::Home),
            ExamAction::Begin(proof) => self.begin(app, &proof),
            ExamAction::Allow { by, pin } => self.allow(app, by, &pin.0),
        };
        done.unwrap_or_else(|why| Some(Go::problem(t("The exam cannot begin"), &why)))
    }

    fn begin(&mut self, app: &mut App, proof: &Proof) -> Result<Option<Go>> {
        let takes_witness = self.view.proof.takes_witness;
        let proven = match taken(app, &self.person, takes_witness, proof)? {
            Tried::Proven(proven) => Proven { test_out: self.is_test_out, ..proven },
            Tried::Refused(why) => {
                self.view.proof.has_pin = app.store.pin_owners()?.contains(&self.person.id);
                self.state.refuse(why);
                return Ok(None);
            }
        };
        let training = match self.goes_on {
            Some(attempt) => {
                app.store.confirm_identity(attempt, proven.assurance, proven.witness, &utc_now())?;
                Training::take_up(app, attempt)?
            }
            // The clock went on while the trainee read: what holds is what holds now.
            None if standing_again(app, &self.module, &self.person)?.refusal.is_some() => {
                return Ok(Some(Go::Screen(Box::new(Screen::Exam(Box::new(Self::open(app, &self.module)?))))));
            }
            None => Training::start_exam(app, &self.module, proven)?,
        };
        Ok(Some(Go::Screen(Box::new(Screen::Play(Box::new(training))))))
    }

    fn allow(&mut self, app: &mut App, by: ids::PersonId, pin: &str) -> Result<Option<Go>> {
        let last = self.last.context("nothing has to be allowed")?;
        let check = app.store.allow_round(last, by, pin, &utc_now())?;
        if let Some(why) = words::pin_refusal(&proving::name_of(app, by)?, check) {
            self.state.refuse(why);
            return Ok(None);
        }
        Ok(Some(Go::Screen(Box::new(Screen::Exam(Box::new(Self::open(app, &self.module)?))))))
    }
}

fn standing_again(app: &App, module: &ModuleId, person: &Person) -> Result<ExamStanding> {
    let (module, _) = who_and_what(app, module)?;
    Ok(standing_of(module, &app.store.attempts(person.id)?.0))
}

fn who_and_what<'a>(app: &'a App, module: &ModuleId) -> Result<(&'a Module, Person)> {
    let person = app.person.clone().context("nobody has said who they are")?;
    let shelf = app.library.module(module.as_str()).with_context(|| format!("there is no module `{module}` here"))?;
    Ok((shelf.module.as_deref().with_context(|| format!("`{module}` has problems: run `practicum check`"))?, person))
}
