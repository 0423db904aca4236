//! Makes the view: what a person should see, from the state.

use crate::drawing::Draw;
use crate::parts::At;
use crate::state::OpenMistake;
use crate::view::{CardKind, CardView, HoldBy, HoldView, MistakeView, ReadView, SessionView, StepStatus, StepView};
use crate::{ANSWER_MISTAKE, VALUE_MISTAKE};
use crate::{Session, words};
use curriculum::{Card, Goal, Mistake, Mode, ObjectKind, TRAINEE};
use ids::{FieldId, ObjectId, TimerId};
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
            help: self.show_help(),
            mistake: state.mistake.as_ref().map(|open| self.show_mistake(open)),
            card: self.show_card(),
            page: state.pages.first().cloned(),
            timer_remaining_ms: self.timer_remaining_ms(at_ms),
            read: self.show_reading(),
            hold: self.show_hold(),
            targets: self.targets(),
            targets_shown: self.targets_are_shown(),
            carried: self.carried().cloned(),
            paused: state.paused,
            finished: state.closed.as_ref().map(|closing| closing.outcome),
            score_permille: if self.tells_nothing() { 0 } else { self.score_permille() },
        }
    }

    /// Until it ends, an exam tells nobody what was right and what was not.
    fn tells_nothing(&self) -> bool {
        self.state.mode == Mode::Exam && self.state.closed.is_none()
    }

    fn show_step(&self, step_idx: usize) -> StepView {
        let step = &self.module.steps[step_idx];
        let progress = &self.state.steps[step_idx];
        let trouble = (progress.mistakes > 0 || progress.misses > 0 || progress.late) && !self.tells_nothing();
        let is_hidden = self.state.current_idx == Some(step_idx) && !self.are_words_shown(step_idx);
        let status = match progress.done_ms {
            Some(_) if trouble => StepStatus::DoneWithTrouble,
            Some(_) => StepStatus::Done,
            None if progress.skipped => StepStatus::Skipped,
            None if self.state.current_idx == Some(step_idx) => StepStatus::Current,
            None => StepStatus::Todo,
        };
        StepView {
            id: step.id.clone(),
            chapter: step.chapter.clone(),
            say: if is_hidden { String::new() } else { step.say.clone() },
            done: step.done.clone(),
            optional: step.optional,
            status,
        }
    }

    fn step_remaining_ms(&self, at_ms: u64) -> Option<u64> {
        let step_idx = self.state.current_idx?;
        let limit_ms = self.module.steps[step_idx].time_limit_ms?;
        let started_ms = self.state.steps[step_idx].started_ms?;
        Some(limit_ms.saturating_sub(at_ms.saturating_sub(started_ms)))
    }

    fn timer_remaining_ms(&self, at_ms: u64) -> Option<u64> {
        let is_shown = |id: &TimerId| self.module.timers.iter().any(|timer| timer.id == *id && !timer.unseen);
        let clocks = self.state.situation.timers.iter().filter(|clock| is_shown(&clock.timer));
        let ends_ms = clocks.filter_map(|clock| clock.ends_ms).min()?;
        Some(ends_ms.saturating_sub(at_ms))
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
            (MistakeKind::Order { tried, missing }, _) if tried == missing => {
                view.title = words::ORDER_TITLE.to_owned();
                view.say = words::inner_order_advice(&self.module.steps[open.step_idx].say);
            }
            (MistakeKind::Order { missing, .. }, _) => {
                let missing = self.module.step_idx(missing).map(|idx| &self.module.steps[idx]);
                view.title = words::ORDER_TITLE.to_owned();
                view.say = missing.map_or(String::new(), |step| words::order_advice(&step.say));
                view.why = missing.and_then(|step| step.why.clone());
            }
            (MistakeKind::WrongValue { .. }, ANSWER_MISTAKE) if !self.state.steps[open.step_idx].graded.is_empty() => {
                view.title = words::FORM_TITLE.to_owned();
                view.say = words::form_advice(&self.wrong_labels(open.step_idx));
            }
            (MistakeKind::WrongValue { .. }, ANSWER_MISTAKE) => {
                view.title = words::ANSWER_TITLE.to_owned();
                view.say = self.because(open).unwrap_or(words::ANSWER_ADVICE).to_owned();
            }
            (MistakeKind::WrongValue { given }, id) => {
                let is_read = |object: &ObjectId| self.kind_of(object) == Some(ObjectKind::Gauge);
                let title = match id {
                    VALUE_MISTAKE if open.object.as_ref().is_some_and(is_read) => words::VALUE_TITLE,
                    VALUE_MISTAKE => words::AMOUNT_TITLE,
                    _ => words::POSITION_TITLE,
                };
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

    /// What stands before the fields that were filled in wrongly.
    fn wrong_labels(&self, step_idx: usize) -> Vec<&str> {
        let graded = &self.state.steps[step_idx].graded;
        let is_wrong = |id: &FieldId| graded.iter().any(|(field, right)| field == id && !right);
        let parts = self.module.steps[step_idx].goal.parts();
        let fields = parts.into_iter().filter_map(Goal::card).flat_map(|card| &card.fields);
        fields.filter(|field| is_wrong(&field.id)).map(|field| field.label.as_str()).collect()
    }

    /// Why a chosen answer is wrong, in the author's words.
    fn because(&self, open: &OpenMistake) -> Option<&str> {
        let step = &self.module.steps[open.step_idx];
        let in_between = self.module.interruptions.iter().filter_map(|interruption| interruption.card.as_ref());
        let parts = step.goal.parts();
        let cards = parts.iter().filter_map(|goal| goal.card()).chain(in_between).flat_map(|card| &card.answers);
        let answers = cards.map(|answer| (&answer.id, answer.right, answer.because.as_str()));
        let cases = parts.iter().filter_map(|goal| goal.card()?.case.as_ref()).flat_map(|case| &case.parts);
        let answers = answers.chain(cases.map(|part| (&part.id, part.cue, part.because.as_str())));
        let dialogues = parts.iter().filter_map(|goal| match goal {
            Goal::Talk { dialogue, .. } => Some(dialogue),
            _ => None,
        });
        let replies = dialogues.flat_map(|dialogue| &dialogue.lines).flat_map(|line| &line.replies);
        let replies = replies.map(|reply| (&reply.id, reply.right, reply.because.as_str()));
        let mut wrong =
            answers.chain(replies).filter(|(id, right, because)| !right && !because.is_empty() && open.answers.contains(id));
        wrong.next().map(|(_, _, because)| because)
    }

    /// The answers in an order drawn from the seed, so that nobody learns positions.
    fn show_card(&self) -> Option<CardView> {
        if let Some(card) = self.interruption_card() {
            return Some(self.show_answers(card, CardKind::Choose, self.module.steps.len()));
        }
        let at = self.state.card?;
        let kind = match self.goal_at(at)? {
            Goal::Choose { .. } => CardKind::Choose,
            Goal::Order { .. } => CardKind::Order,
            Goal::Match { card } => {
                CardKind::Match { goes_with: card.answers.iter().map(|answer| answer.goes_with.clone()).collect() }
            }
            Goal::Type { .. } => CardKind::Type,
            Goal::Sign { .. } => CardKind::Sign,
            Goal::FillIn { card } => {
                let view = self.show_answers(card, CardKind::Form, salt_of(at));
                let fields = self.show_fields(at, card, &view.answers);
                return Some(CardView { fields, answers: Vec::new(), pick: 0, ..view });
            }
            Goal::Talk { person, .. } => {
                let line = self.line_at(at)?;
                let mut answers: Vec<_> = line.replies.iter().map(|reply| (reply.id.clone(), reply.say.clone())).collect();
                let line_idx = self.dialogue_at(at)?.1.lines.iter().position(|other| other.id == line.id)?;
                self.draw_order(&mut answers, salt_of(at).wrapping_add((line_idx + 1) << 24));
                let name = self.module.object(person).map(|object| object.name.clone()).unwrap_or_default();
                let kind = CardKind::Talk { person: person.clone(), name };
                return Some(CardView {
                    kind,
                    text: line.says.clone(),
                    ask: words::REPLY.to_owned(),
                    answers,
                    pick: 1,
                    fields: Vec::new(),
                    case: None,
                });
            }
            _ => return None,
        };
        Some(self.show_answers(self.goal_at(at)?.card()?, kind, salt_of(at)))
    }

    /// Nobody learns positions: the same seed gives the same order, at each place another.
    fn draw_order<T>(&self, answers: &mut [T], salt: usize) {
        Draw::new(self.state.seed.rotate_left(32).wrapping_add(salt as u64)).shuffle(answers);
    }

    fn show_answers(&self, card: &Card, kind: CardKind, salt: usize) -> CardView {
        let mut answers: Vec<_> = card.answers.iter().map(|answer| (answer.id.clone(), answer.text.clone())).collect();
        self.draw_order(&mut answers, salt);
        let pick = if matches!(kind, CardKind::Choose) { card.pick } else { u32::try_from(answers.len()).unwrap_or(1) };
        CardView {
            kind,
            text: card.text.clone(),
            ask: card.ask.clone(),
            answers,
            pick,
            fields: Vec::new(),
            case: card.case.clone(),
        }
    }

    fn show_reading(&self) -> Option<ReadView> {
        let goal = self.goal_at(self.state.reading?)?;
        let (id, unit) = match goal {
            Goal::Read { gauge, within } => (gauge, within.unit),
            _ => goal.amount().map(|(object, to, _)| (object, to.unit))?,
        };
        let object = self.module.object(id)?;
        Some(ReadView {
            gauge: id.clone(),
            name: object.name.clone(),
            unit: object.unit().unwrap_or(unit).symbol().to_owned(),
            range: object.range,
            sets: !matches!(goal, Goal::Read { .. }),
        })
    }

    fn show_hold(&self) -> Option<HoldView> {
        let parts: Vec<At> = self.available_idxs().flat_map(|idx| self.open_parts(idx)).collect();
        // Hands and eyes before patience: a wait goes on by itself. In exams only that is shown: a ring around what is held or
        // looked at would tell that it is the right thing.
        let waits = |at: &&At| matches!(self.goal_at(**at), Some(Goal::Wait { .. } | Goal::Avoid { .. }));
        let busy = parts.iter().filter(|at| !waits(at)).chain(parts.iter().filter(waits));
        let shown = busy.filter(|at| !self.tells_nothing() || waits(at));
        shown.copied().find_map(|at| {
            let (since_ms, for_ms) = self.under_way(at)?;
            let (object, by) = match self.goal_at(at)? {
                Goal::Hold { object, .. } => (Some(object.clone()), HoldBy::Hand),
                Goal::LookAt { object, .. } => (Some(object.clone()), HoldBy::Eyes),
                Goal::Aim { .. } => (self.state.aiming.as_ref().map(|aiming| aiming.place.clone()), HoldBy::Aim),
                _ => (None, HoldBy::Patience),
            };
            Some(HoldView { object, since_ms, for_ms, by })
        })
    }

    /// Something that can be done now goes on only while this is held.
    pub(crate) fn is_to_be_held(&self, held: &ObjectId) -> bool {
        let mut parts = self.available_idxs().flat_map(|idx| self.open_parts(idx));
        parts.any(|at| match self.goal_at(at) {
            Some(Goal::Hold { object, .. }) => object == held && self.under_way(at).is_some(),
            Some(Goal::Aim { tool, .. }) => tool == held,
            _ => false,
        })
    }

    /// The objects that the current goal leads to next.
    pub(crate) fn targets(&self) -> Vec<ObjectId> {
        let Some(step_idx) = self.state.current_idx else { return Vec::new() };
        let mut targets: Vec<ObjectId> = Vec::new();
        for at in self.open_parts(step_idx) {
            for target in self.goal_at(at).map(|goal| self.targets_of(at, goal)).unwrap_or_default() {
                if !targets.contains(&target) {
                    targets.push(target);
                }
            }
        }
        targets
    }

    fn targets_of(&self, at: At, goal: &Goal) -> Vec<ObjectId> {
        let unfound = |places: &[ObjectId]| -> Vec<ObjectId> {
            let found = self.part(at).map_or(&[][..], |part| &part.found);
            places.iter().filter(|place| !found.contains(place)).cloned().collect()
        };
        match goal {
            Goal::Put { item, .. } if self.carried() != Some(item) => vec![item.clone()],
            Goal::Put { item, into } if into.as_str() == TRAINEE => vec![item.clone()],
            Goal::Put { into, .. } => vec![into.clone()],
            Goal::Take { item, .. } => vec![item.clone()],
            Goal::Use { tool, .. } | Goal::SetNumber { with: Some(tool), .. } | Goal::Aim { tool, .. }
                if !self.is_at_hand(tool) =>
            {
                vec![tool.clone()]
            }
            Goal::Use { on, .. } => vec![on.clone()],
            Goal::SetNumber { object, .. } => vec![object.clone()],
            Goal::Aim { at: places, .. } | Goal::Inspect { places, .. } => unfound(places),
            goal => goal.objects().into_iter().filter(|id| id.as_str() != TRAINEE).cloned().collect(),
        }
    }
}

fn salt_of(at: At) -> usize {
    at.step_idx.wrapping_add(at.part_idx << 16)
}
