//! Order is graded by its edges: every legal order passes, and whoever tries a step too early is told an edge that is really
//! open. What is legal is worked out here, from the plan alone; small plans are gone through in every order there is.

use curriculum::{Mode, Module};
use ids::StepId;
use properties::plan::{FAULTS, Plan, inputs};
use properties::random::Random;
use proptest::prelude::*;
use record::{Fact, MistakeKind, Outcome};
use session::{Performance, Trace, drawn_options};
use std::sync::Arc;

/// What is known of an attempt without asking the session.
#[derive(Debug, Clone)]
struct Known {
    plan: Arc<Plan>,
    fault: usize,
    done: Vec<bool>,
    left_out: Vec<bool>,
}

impl Known {
    fn at_start(plan: &Arc<Plan>, module: &Module, seed: u64) -> Self {
        let drawn = drawn_options(module, seed);
        let fault = FAULTS.iter().position(|fault| drawn[0].as_str() == *fault).unwrap();
        let nothing = vec![false; plan.steps.len()];
        let mut known = Self { plan: Arc::clone(plan), fault, done: nothing.clone(), left_out: nothing };
        known.leave_out_what_falls_away();
        known
    }

    fn is_open(&self, idx: usize) -> bool {
        !self.done[idx] && !self.left_out[idx]
    }

    /// The steps that must still be done before this one. Nothing waits for an optional step, but for what that one waits for.
    fn missing(&self, idx: usize) -> Vec<usize> {
        let open = self.plan.steps[idx].after.iter().copied().filter(|before| self.is_open(*before));
        open.flat_map(|before| if self.plan.steps[before].optional { self.missing(before) } else { vec![before] }).collect()
    }

    fn available(&self) -> Vec<usize> {
        (0..self.done.len()).filter(|idx| self.is_open(*idx) && self.missing(*idx).is_empty()).collect()
    }

    fn too_early(&self) -> Vec<usize> {
        (0..self.done.len()).filter(|idx| self.is_open(*idx) && !self.missing(*idx).is_empty()).collect()
    }

    fn is_over(&self) -> bool {
        (0..self.done.len()).all(|idx| !self.is_open(idx) || self.plan.steps[idx].optional)
    }

    fn completed(&mut self, idx: usize) {
        self.done[idx] = true;
        self.pass_by_before(idx);
        self.leave_out_what_falls_away();
    }

    fn pass_by_before(&mut self, idx: usize) {
        for before in self.plan.steps[idx].after.clone() {
            if self.plan.steps[before].optional && self.is_open(before) {
                self.left_out[before] = true;
                self.pass_by_before(before);
            }
        }
    }

    /// Whether a step's fault was drawn is asked when its turn comes.
    fn leave_out_what_falls_away(&mut self) {
        while let Some(idx) =
            self.available().into_iter().find(|idx| self.plan.steps[*idx].only_if.is_some_and(|fault| fault != self.fault))
        {
            self.left_out[idx] = true;
        }
    }
}

/// An attempt beside what is known of it.
#[derive(Clone)]
struct Walk {
    played: Performance,
    known: Known,
    order: Vec<usize>,
}

impl Walk {
    fn start(plan: &Arc<Plan>, module: &Arc<Module>, mode: Mode, seed: u64) -> Self {
        let known = Known::at_start(plan, module, seed);
        Self { played: Performance::start(Arc::clone(module), mode, seed), known, order: Vec::new() }
    }

    fn input(&mut self, after_ms: u64, text: &str) {
        let trace = Trace::parse(format!("{} {text}\n", self.played.session.at_ms() + after_ms).as_bytes()).unwrap();
        for (at_ms, input) in trace.inputs {
            self.played.apply(at_ms, input);
        }
    }

    fn does(&mut self, idx: usize) {
        for (after_ms, text) in inputs(self.known.plan.steps[idx].deed, idx) {
            self.input(after_ms, &text);
        }
        self.known.completed(idx);
        self.order.push(idx);
    }

    /// Tries a step whose time has not come: told so, with an edge that is open, and afterwards nothing has changed.
    fn tries(&mut self, idx: usize) {
        let n_before = self.played.facts.len();
        let world = self.played.session.world().clone();
        let (after_ms, text) = inputs(self.known.plan.steps[idx].deed, idx).swap_remove(0);
        self.input(after_ms, &text);
        let told: Vec<&Fact> = self.played.facts[n_before..].iter().map(|(_, fact)| fact).collect();
        let [Fact::MistakeMade { mistake, kind: MistakeKind::Order { tried, missing }, .. }] = told[..] else {
            panic!("s{idx} after {:?} gave {told:?}\n{}", self.order, self.known.plan.toml())
        };
        assert_eq!((mistake.as_str(), tried), (session::ORDER_MISTAKE, &id_of(idx)));
        let open: Vec<StepId> = self.known.missing(idx).into_iter().map(id_of).collect();
        assert!(open.contains(missing), "s{idx} after {:?} misses {open:?}, told {missing}", self.order);
        if self.played.session.mode() != Mode::Exam {
            self.input(100, "acknowledge");
            assert_eq!(*self.played.session.world(), world, "s{idx} after {:?} was taken back", self.order);
        }
    }

    fn completed_so_far(&self) -> Vec<StepId> {
        let completed = |fact: &Fact| match fact {
            Fact::StepCompleted { step, .. } => Some(step.clone()),
            _ => None,
        };
        self.played.facts.iter().filter_map(|(_, fact)| completed(fact)).collect()
    }

    /// The end: everything in the order in which it was done, and the whole score where nothing was tried too early.
    fn ends(&self, n_mistakes: u32) {
        let case = || format!("{:?}\n{}", self.order, self.known.plan.toml());
        assert_eq!(self.completed_so_far(), self.order.iter().copied().map(id_of).collect::<Vec<_>>(), "{}", case());
        let closing = self.played.closing.as_ref().unwrap_or_else(|| panic!("it does not end: {}", case()));
        assert_eq!(closing.mistakes, n_mistakes, "{}", case());
        if n_mistakes == 0 {
            assert_eq!((closing.outcome, closing.score_permille), (Outcome::Passed, 1000), "{}", case());
        } else {
            assert!(closing.score_permille < 1000, "{}", case());
        }
        let skipped = |idx: &usize| {
            self.played.facts.iter().any(|(_, fact)| matches!(fact, Fact::StepSkipped { step } if *step == id_of(*idx)))
        };
        let said: Vec<usize> = (0..self.known.left_out.len()).filter(skipped).collect();
        let known: Vec<usize> = (0..self.known.left_out.len()).filter(|idx| self.known.left_out[*idx]).collect();
        assert_eq!(said, known, "left out: {}", case());
    }
}

fn id_of(idx: usize) -> StepId {
    StepId::new(&format!("s{idx}")).unwrap()
}

/// Goes through every legal order, and at every point tries everything whose time has not come. Gives how many of each.
fn every_order(walk: &Walk, counts: &mut [usize; 2]) {
    if walk.known.is_over() {
        counts[0] += 1;
        return walk.ends(0);
    }
    assert!(walk.played.closing.is_none(), "it ended early: {:?}\n{}", walk.order, walk.known.plan.toml());
    for idx in walk.known.too_early() {
        if walk.known.plan.steps[idx].deed.can_break_order() {
            walk.clone().tries(idx);
            counts[1] += 1;
        }
    }
    for idx in walk.known.available() {
        let mut next = walk.clone();
        next.does(idx);
        every_order(&next, counts);
    }
}

fn cases(usual: u32) -> ProptestConfig {
    let factor = if std::env::var_os("PRACTICUM_LONG").is_some() { 50 } else { 1 };
    ProptestConfig { cases: usual * factor, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn every_legal_order_passes_and_every_other_is_told_its_edge(plan in any::<u64>(), n_steps in 1..6_usize, mode in 1..4_usize, seed in any::<u64>()) {
        let plan = Arc::new(Plan::drawn(plan, n_steps));
        let module = plan.module();
        let mode = properties::attempts::MODES[mode];
        let mut counts = [0; 2];
        every_order(&Walk::start(&plan, &module, mode, seed), &mut counts);
        prop_assert!(counts[0] > 0);
    }

    #[test]
    fn who_errs_in_order_on_the_way_still_gets_to_the_end(plan in any::<u64>(), n_steps in 2..16_usize, way in any::<u64>(), practice in any::<bool>()) {
        let plan = Arc::new(Plan::drawn(plan, n_steps));
        let module = plan.module();
        let mode = if practice { Mode::Practice } else { Mode::Guided };
        let mut walk = Walk::start(&plan, &module, mode, way);
        let mut random = Random::new(way);
        let mut n_mistakes = 0;
        while !walk.known.is_over() {
            let early: Vec<usize> = walk.known.too_early().into_iter().filter(|idx| plan.steps[*idx].deed.can_break_order()).collect();
            if !early.is_empty() && random.one_in(3) {
                walk.tries(early[random.below(early.len())]);
                n_mistakes += 1;
            }
            let available = walk.known.available();
            walk.does(available[random.below(available.len())]);
        }
        walk.ends(n_mistakes);
    }
}

/// The two properties above would hold for plans without any edge, too.
#[test]
fn what_is_drawn_has_edges_options_and_faults() {
    let plans: Vec<Plan> = (0..40).map(|seed| Plan::drawn(seed, 5)).collect();
    let any =
        |holds: fn(&properties::plan::PlannedStep) -> bool| plans.iter().filter(|plan| plan.steps.iter().any(holds)).count();
    assert!(any(|step| step.after.len() > 1) > 10 && any(|step| step.optional) > 10 && any(|step| step.only_if.is_some()) > 10);
    let mut counts = [0; 2];
    for (seed, plan) in plans.into_iter().enumerate() {
        let plan = Arc::new(plan);
        every_order(&Walk::start(&plan, &plan.module(), Mode::Practice, seed as u64), &mut counts);
    }
    assert!(counts[0] > 200 && counts[1] > 200, "{counts:?}");
}
