//! A rehearsal: bots play every mode of a module, and what no bot could reach or finish is told.
//!
//! The right bot must finish and pass, the wrong bot must be caught by exactly the mistake it makes, each order edge is tried
//! too early, and the random bot must neither pass nor hang. Knows no goal kind: it follows `session`'s bots and facts.
//! Start at [`rehearse`].

mod branches;
mod edges;
mod report;
mod table;

pub use branches::BranchRow;
pub use report::{EdgeRow, MistakeRow, ModeRow, RandomRow, Report, StepRow};
pub use table::table;

use crate::rehearsal::report::Tally;
use curriculum::{Condition, Goal, Mistake, Mode, Module, Step};
use ids::AnswerId;
use record::{Fact, Guidance, MistakeKind, Outcome, StepGuidance};
use session::{Autopilot, Input, RandomBot, Session, Terms, WrongBot, seeds_of_every_branch};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How much is played.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Seeds of each mode, while guided at least one for each level of help: branches, faults and the order of answers are drawn from them.
    pub n_seeds: u64,
    /// Random players, half in practice and half in the exam.
    pub n_random: u64,
}

impl Plan {
    /// Enough for a module of so many steps, in a few seconds: long ones are played by fewer players.
    pub fn for_steps(n_steps: usize) -> Self {
        let n_steps = (n_steps as u64).max(1);
        Self { n_seeds: (2_500 / n_steps).clamp(2, 25), n_random: (10_000 / n_steps).clamp(4, 200) }
    }
}

/// Every way an attempt can be run.
pub const MODES: [Mode; 4] = [Mode::Watch, Mode::Guided, Mode::Practice, Mode::Exam];
/// Who errs in `watch` is the program.
const ERRING_MODES: [Mode; 3] = [Mode::Guided, Mode::Practice, Mode::Exam];

/// More inputs than any module needs, for each of its steps; a bot that goes in circles stops here.
const INPUTS_PER_STEP: usize = 60;
const INPUTS_OF_RANDOM: usize = 1_000;
/// Combinations of draws that are looked for.
const BRANCHES_MAX: usize = 64;

/// Plays a module in every mode. The same module and plan give the same report.
pub fn rehearse(module: &Arc<Module>, plan: Plan) -> Report {
    let mut tally = Tally::new(module);
    let n_inputs_max = INPUTS_PER_STEP * (module.steps.len() + 5);
    let seeds = seeds(module, plan);
    for mode in MODES {
        // Guided, every level of help is played at least once.
        let n_seeds_min = if mode == Mode::Guided { Guidance::ALL.len() as u64 } else { 1 };
        let for_help = (0..n_seeds_min).filter(|seed| !seeds.contains(seed));
        for seed in seeds.iter().copied().chain(for_help) {
            let mut bot = Autopilot::new();
            let terms = terms(module, mode, seed);
            let played = play(module, &terms, n_inputs_max, |session, at_ms| bot.next(session, at_ms));
            tally.right(mode, seed, &played);
        }
    }
    if has_several_right_ways(module) {
        for (mode, &seed) in [Mode::Practice, Mode::Exam].into_iter().flat_map(|mode| seeds.iter().map(move |seed| (mode, seed)))
        {
            let mut bot = Autopilot::wandering(seed);
            let played = play(module, &terms(module, mode, seed), n_inputs_max, |session, at_ms| bot.next(session, at_ms));
            tally.right(mode, seed, &played);
        }
    }
    for mistake in &module.mistakes {
        for mode in ERRING_MODES {
            err(module, mistake, mode, &seeds, n_inputs_max, &mut tally);
        }
    }
    for (answer, mode) in answers_that_lead_on(module).iter().flat_map(|answer| ERRING_MODES.map(|mode| (answer, mode))) {
        for &seed in &seeds {
            let mut bot = WrongBot::answering(answer.clone());
            let played = play(module, &terms(module, mode, seed), n_inputs_max, |session, at_ms| bot.next(session, at_ms));
            tally.answered(&played);
            if bot.has_made_it() {
                break;
            }
        }
    }
    for seed in 0..plan.n_seeds.clamp(1, 3) {
        edges::try_too_early(module, seed, n_inputs_max, &mut tally);
    }
    for seed in 0..plan.n_random {
        let mode = if seed % 2 == 0 { Mode::Practice } else { Mode::Exam };
        let mut bot = RandomBot::new(seed);
        let played = play(module, &Terms::new(mode, seed), INPUTS_OF_RANDOM, |session, at_ms| bot.next(session, at_ms));
        tally.random(seed, &played);
    }
    tally.into_report()
}

/// As many seeds as planned, and those that it takes to draw everything that can be drawn.
fn seeds(module: &Module, plan: Plan) -> Vec<u64> {
    let mut seeds: Vec<u64> = (0..plan.n_seeds.max(1)).collect();
    seeds.extend(seeds_of_every_branch(module, BRANCHES_MAX).into_iter().filter(|seed| *seed >= plan.n_seeds.max(1)));
    seeds
}

/// Answers and replies that some step is asked for after: right or wrong, somebody must have given each.
fn answers_that_lead_on(module: &Module) -> Vec<AnswerId> {
    let conditions = module.steps.iter().filter_map(|step| step.only_if.as_ref());
    let chosen = conditions.flat_map(Condition::parts).filter_map(|part| match part {
        Condition::Chose { answer } => Some(answer.clone()),
        _ => None,
    });
    chosen.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A right bot may go this way or that.
fn has_several_right_ways(module: &Module) -> bool {
    let branches = |goal: &Goal| matches!(goal, Goal::Talk { .. });
    module.any_goal(branches) || module.steps.iter().any(|step| step.optional || step.goal.combined().is_some())
}

/// Lets the wrong bot make a mistake, with the first seed that leads to where it can be made.
fn err(module: &Arc<Module>, mistake: &Mistake, mode: Mode, seeds: &[u64], n_inputs_max: usize, tally: &mut Tally<'_>) {
    for &seed in seeds {
        let mut bot = WrongBot::new(mistake.id.clone());
        let played = play(module, &terms(module, mode, seed), n_inputs_max, |session, at_ms| bot.next(session, at_ms));
        tally.wrong(&mistake.id, mode, bot.has_made_it(), &played);
        if bot.has_made_it() {
            return;
        }
    }
}

/// One seed after the other, guided steps begin with a demonstration, a mark, the words and nothing.
fn terms(module: &Module, mode: Mode, seed: u64) -> Terms {
    let help = Guidance::ALL[(seed % Guidance::ALL.len() as u64) as usize];
    let given = |step: &Step| StepGuidance { step: step.id.clone(), help, meaning: String::new() };
    Terms { guidance: module.steps.iter().map(given).collect(), ..Terms::new(mode, seed) }
}

/// What an attempt left behind.
#[derive(Debug)]
pub(crate) struct Played {
    pub facts: Vec<Fact>,
    pub n_inputs: usize,
    pub session: Session,
}

impl Played {
    fn has_ended(&self) -> bool {
        self.session.closing().is_some()
    }

    fn has_passed(&self) -> bool {
        self.session.closing().is_some_and(|closing| closing.outcome == Outcome::Passed)
    }

    /// Mistakes made, in order, with those that the session reports by itself.
    fn mistakes(&self) -> impl Iterator<Item = (&ids::MistakeId, &MistakeKind)> {
        self.facts.iter().filter_map(|fact| match fact {
            Fact::MistakeMade { mistake, kind, .. } => Some((mistake, kind)),
            _ => None,
        })
    }

    fn completed(&self) -> impl Iterator<Item = (&ids::StepId, u64)> {
        self.facts.iter().filter_map(|fact| match fact {
            Fact::StepCompleted { step, took_ms, .. } => Some((step, *took_ms)),
            _ => None,
        })
    }
}

fn play(
    module: &Arc<Module>,
    terms: &Terms,
    n_inputs_max: usize,
    mut bot: impl FnMut(&Session, u64) -> Option<(u64, Input)>,
) -> Played {
    let (session, first) = Session::start_on(Arc::clone(module), terms);
    let mut played = Played { facts: first.facts, n_inputs: 0, session };
    let mut at_ms = 0_u64;
    while !played.has_ended() && played.n_inputs < n_inputs_max {
        let Some((delay_ms, input)) = bot(&played.session, at_ms) else { break };
        at_ms = at_ms.saturating_add(delay_ms);
        played.facts.extend(played.session.apply(at_ms, input).facts);
        played.n_inputs += 1;
    }
    played
}

/// The mode's word in records and in reports.
pub fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Watch => "watch",
        Mode::Guided => "guided",
        Mode::Practice => "practice",
        Mode::Exam => "exam",
    }
}

#[cfg(test)]
mod tests;
