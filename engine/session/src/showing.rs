//! Makes the view: what a person should see, from the state.

use crate::drawing::Draw;
use crate::state::OpenMistake;
use crate::view::{CardView, HintView, HoldView, MistakeView, ReadView, SessionView, StepStatus, StepView};
use crate::{ANSWER_MISTAKE, VALUE_MISTAKE};
use crate::{Session, scoring, words};
use curriculum::{Goal, Mistake, Mode, TRAINEE};
use ids::ObjectId;
use record::MistakeKind;

impl Session {
    pub(crate) fn show(&self, at_ms: u64) -> SessionView {
        let state = &self.state;
        SessionView {
            mode: state.mode,
            title: self.module.title.clone(),
            steps: (0..state.steps.len()).map(|idx| self.show_step(idx)).collect(),
            current_idx: state.current_idx,
            at_ms,
            remaining_ms: self.module.time_limit_ms.map(|limit_ms| limit_ms.saturating_sub(at_ms)),
            step_remaining_ms: self.step_remaining_ms(at_ms),
            hint: self.show_hints(),
            mistake: state.mistake.as_ref().map(|open| self.show_mistake(open)),
            card: self.show_card(),
            read: self.show_reading(),
            hold: self.show_hold(),
            targets: self.targets(),
            targets_shown: self.targets_are_shown(),
            carried: self.carried().cloned(),
            paused: state.paused,
            finished: state.closed.as_ref().map(|closing| closing.outcome),
            score_permille: self.score_permille(),
        }
    }

    fn show_step(&self, step_idx: usize) -> StepView {
        let step = &self.module.steps[step_idx];
        let progress = &self.state.steps[step_idx];
        let trouble = progress.mistakes > 0 || progress.misses > 0 || progress.late;
        let status = match progress.done_ms {
            Some(_) if trouble => StepStatus::DoneWithTrouble,
            Some(_) => StepStatus::Done,
            None if self.state.current_idx == Some(step_idx) => StepStatus::Current,
            None => StepStatus::Todo,
        };
        StepView { id: step.id.clone(), chapter: step.chapter.clone(), say: step.say.clone(), done: step.done.clone(), status }
    }

    fn step_remaining_ms(&self, at_ms: u64) -> Option<u64> {
        let step_idx = self.state.current_idx?;
        let limit_ms = self.module.steps[step_idx].time_limit_ms?;
        let started_ms = self.state.steps[step_idx].started_ms?;
        Some(limit_ms.saturating_sub(at_ms.saturating_sub(started_ms)))
    }

    fn show_hints(&self) -> HintView {
        let Some(step_idx) = self.state.current_idx else { return HintView::default() };
        let hints: Vec<_> = self.module.hints_of(&self.module.steps[step_idx].id).collect();
        let n_shown = self.state.steps[step_idx].hints as usize;
        HintView {
            shown: hints.iter().take(n_shown).map(|hint| hint.say.clone()).collect(),
            n_total: u32::try_from(hints.len()).unwrap_or(u32::MAX),
            allowed: self.state.mode != Mode::Exam,
            cost_permille: scoring::hint_cost_permille(self.state.mode),
        }
    }

    fn show_mistake(&self, open: &OpenMistake) -> MistakeView {
        let mut view = MistakeView {
            mistake: open.mistake.clone(),
            step_idx: open.step_idx,
            at_ms: open.at_ms,
            critical: open.critical,
            title: String::new(),
            say: String::new(),
            could_have: Vec::new(),
            why: self.module.steps[open.step_idx].why.clone(),
            response: open.response,
            object: open.object.clone(),
            mode: self.state.mode,
        };
        match (&open.kind, open.mistake.as_str()) {
            (MistakeKind::Order { missing, .. }, _) => {
                let missing = self.module.step_idx(missing).map(|idx| &self.module.steps[idx]);
                view.title = words::ORDER_TITLE.to_owned();
                view.say = missing.map_or(String::new(), |step| words::order_advice(&step.say));
                view.why = missing.and_then(|step| step.why.clone());
            }
            (MistakeKind::WrongValue { .. }, ANSWER_MISTAKE) => {
                view.title = words::ANSWER_TITLE.to_owned();
                view.say = self.because(open).unwrap_or(words::ANSWER_ADVICE).to_owned();
            }
            (MistakeKind::WrongValue { given }, id) => {
                let title = if id == VALUE_MISTAKE { words::VALUE_TITLE } else { words::POSITION_TITLE };
                view.title = title.to_owned();
                view.say = words::value_advice(given);
            }
            (MistakeKind::Foreseen, _) => {
                if let Some(mistake) = self.module.mistakes.iter().find(|mistake| mistake.id == open.mistake) {
                    self.show_foreseen(mistake, &mut view);
                }
            }
        }
        view
    }

    /// The rule behind a foreseen mistake is that of the step it must wait for, or else of the step it was made in.
    fn show_foreseen(&self, mistake: &Mistake, view: &mut MistakeView) {
        view.title.clone_from(&mistake.title);
        view.say.clone_from(&mistake.say);
        view.could_have.clone_from(&mistake.could_have);
        let until = mistake.until.as_ref().and_then(|step| self.module.step_idx(step));
        let why = until.and_then(|idx| self.module.steps[idx].why.clone());
        view.why = why.or(view.why.take());
    }

    /// Why a chosen answer is wrong, in the author's words.
    fn because(&self, open: &OpenMistake) -> Option<&str> {
        let Goal::Choose { card } = &self.module.steps[open.step_idx].goal else { return None };
        let mut wrong = card.answers.iter().filter(|answer| !answer.right && open.answers.contains(&answer.id));
        wrong.find(|answer| !answer.because.is_empty()).map(|answer| answer.because.as_str())
    }

    /// The answers in an order drawn from the seed, so that nobody learns positions.
    fn show_card(&self) -> Option<CardView> {
        let step_idx = self.state.card_idx?;
        let Goal::Choose { card } = &self.module.steps[step_idx].goal else { return None };
        let mut answers: Vec<_> = card.answers.iter().map(|answer| (answer.id.clone(), answer.text.clone())).collect();
        Draw::new(self.state.seed.rotate_left(32).wrapping_add(step_idx as u64)).shuffle(&mut answers);
        Some(CardView { text: card.text.clone(), ask: card.ask.clone(), answers, pick: card.pick })
    }

    fn show_reading(&self) -> Option<ReadView> {
        let Goal::Read { gauge, within } = &self.module.steps[self.state.reading_idx?].goal else { return None };
        let object = self.module.object(gauge)?;
        let unit = object.unit().unwrap_or(within.unit);
        Some(ReadView { gauge: gauge.clone(), name: object.name.clone(), unit: unit.symbol().to_owned(), range: object.range })
    }

    fn show_hold(&self) -> Option<HoldView> {
        let (step_idx, since_ms) = self.available_idxs().find_map(|idx| Some((idx, self.busy_since_ms(idx)?)))?;
        match &self.module.steps[step_idx].goal {
            Goal::Hold { object, for_ms } => {
                Some(HoldView { object: object.clone(), since_ms, for_ms: *for_ms, by_looking: false })
            }
            Goal::LookAt { object, for_ms } => {
                Some(HoldView { object: object.clone(), since_ms, for_ms: *for_ms, by_looking: true })
            }
            _ => None,
        }
    }

    /// The objects that the current goal leads to next.
    pub(crate) fn targets(&self) -> Vec<ObjectId> {
        let Some(step_idx) = self.state.current_idx else { return Vec::new() };
        match &self.module.steps[step_idx].goal {
            Goal::Put { item, .. } if self.carried() != Some(item) => vec![item.clone()],
            Goal::Put { item, into } if into.as_str() == TRAINEE => vec![item.clone()],
            Goal::Put { into, .. } => vec![into.clone()],
            Goal::Take { item, .. } => vec![item.clone()],
            Goal::Inspect { places, .. } => {
                let found = &self.state.situation.found[step_idx];
                places.iter().filter(|place| !found.contains(place)).cloned().collect()
            }
            goal => goal.objects().into_iter().cloned().collect(),
        }
    }

    /// Always while guided; in practice once a hint that points, or the last hint, was asked for; never in exams.
    pub(crate) fn targets_are_shown(&self) -> bool {
        match self.state.mode {
            Mode::Watch | Mode::Guided => true,
            Mode::Exam => false,
            Mode::Practice => self.state.current_idx.is_some_and(|step_idx| {
                let hints: Vec<_> = self.module.hints_of(&self.module.steps[step_idx].id).collect();
                let n_shown = self.state.steps[step_idx].hints as usize;
                n_shown > 0 && (n_shown >= hints.len() || hints.iter().take(n_shown).any(|hint| hint.point.is_some()))
            }),
        }
    }
}
