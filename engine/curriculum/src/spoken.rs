//! Every text of a module that somebody says aloud, with the path that translations know it by. Start at [`Module::spoken`].

use crate::{Card, Effect, Goal, Module, ObjectKind};
use ids::ObjectId;
use std::collections::BTreeSet;

/// One line, as it is said in the module's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// As in translations, `step.ring.guide_says`; of effects with the number among those that say something, `step.ring.then.1`.
    pub path: String,
    /// Who says it; none for a voice that belongs to nobody.
    pub by: Option<ObjectId>,
    pub text: String,
    /// Somebody says it, and it is a caption; otherwise it stands elsewhere on the screen, and may be read aloud.
    pub is_said: bool,
}

impl Module {
    /// Every line in the order of the file's kinds: what people say, what is said about things, and what is read aloud because it
    /// stands on the screen (instructions, hints, mistakes).
    pub fn spoken(&self) -> Vec<Spoken> {
        let mut lines = Lines { guide: self.guide.as_ref(), found: Vec::new(), paths: BTreeSet::new() };
        for object in &self.objects {
            let by = Some(&object.id).filter(|_| object.kind == ObjectKind::Person);
            lines.add(format!("objects.{}.about", object.id), by, &object.about);
        }
        for step in &self.steps {
            let of_step = |key: &str| format!("step.{}.{key}", step.id);
            lines.of_guide(of_step("guide_says"), &step.guide_says);
            lines.read(of_step("say"), &step.say);
            for (key, effects) in [("on_start", &step.on_start), ("then", &step.then), ("on_late", &step.on_late)] {
                lines.of_effects(&of_step(key), effects);
            }
            lines.of_goal(&step.goal);
        }
        for hint in &self.hints {
            lines.read(format!("hint.{}.say", hint.id), &hint.say);
        }
        for mistake in &self.mistakes {
            lines.read(format!("mistake.{}.say", mistake.id), &mistake.say);
            lines.of_effects(&format!("mistake.{}.then", mistake.id), &mistake.then);
        }
        for option in self.draws.iter().flat_map(|draw| &draw.options) {
            lines.of_effects(&format!("option.{}.then", option.id), &option.then);
        }
        for timer in &self.timers {
            lines.of_effects(&format!("timers.{}.then", timer.id), &timer.then);
        }
        for interruption in &self.interruptions {
            lines.of_effects(&format!("interruption.{}.then", interruption.id), &interruption.then);
            if let Some(card) = &interruption.card {
                lines.of_card(card);
            }
        }
        lines.found
    }
}

struct Lines<'m> {
    guide: Option<&'m ObjectId>,
    found: Vec<Spoken>,
    /// A card may stand in several steps.
    paths: BTreeSet<String>,
}

impl Lines<'_> {
    fn add(&mut self, path: String, by: Option<&ObjectId>, text: &str) {
        if !text.trim().is_empty() && self.paths.insert(path.clone()) {
            self.found.push(Spoken { path, by: by.cloned(), text: text.to_owned(), is_said: true });
        }
    }

    /// What the guide reads aloud.
    fn read(&mut self, path: String, text: &str) {
        let n_found = self.found.len();
        self.of_guide(path, text);
        self.found[n_found..].iter_mut().for_each(|line| line.is_said = false);
    }

    fn of_guide(&mut self, path: String, text: &str) {
        self.add(path, self.guide, text);
    }

    fn of_effects(&mut self, path: &str, effects: &[Effect]) {
        // What is written counts too, as it does in translations.
        let worded = effects.iter().filter(|effect| matches!(effect, Effect::Say { .. } | Effect::Write { .. }));
        for (idx, effect) in worded.enumerate() {
            if let Effect::Say { text, by } = effect {
                self.add(format!("{path}.{}", idx + 1), by.as_ref().or(self.guide), text);
            }
        }
    }

    fn of_goal(&mut self, goal: &Goal) {
        match goal {
            Goal::Talk { person, dialogue } => {
                for line in &dialogue.lines {
                    self.add(format!("lines.{}.says", line.id), Some(person), &line.says);
                    for reply in &line.replies {
                        self.of_guide(format!("reply.{}.because", reply.id), &reply.because);
                    }
                }
            }
            Goal::All { of } | Goal::Any { of } | Goal::InOrder { of } | Goal::SomeOf { of, .. } => {
                for goal in of {
                    self.of_goal(goal);
                }
            }
            Goal::Choose { card } => self.of_card(card),
            _ => {}
        }
    }

    /// Why a chosen answer is so. What stands on the card is read, not said.
    fn of_card(&mut self, card: &Card) {
        for answer in &card.answers {
            self.of_guide(format!("answer.{}.because", answer.id), &answer.because);
        }
    }
}
