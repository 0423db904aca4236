//! What stands on the screen and is read aloud when it appears: instructions, hints, and why something was wrong.
//!
//! Start at [`ReadAloud::next`].

use ids::{MistakeId, StepId};
use session::SessionView;

/// What was read already.
#[derive(Debug, Default)]
pub struct ReadAloud {
    step: Option<StepId>,
    n_hints: usize,
    mistake: Option<(MistakeId, u64)>,
}

/// What to read now.
#[derive(Debug, PartialEq, Eq)]
pub struct Aloud<'v> {
    pub text: &'v str,
    /// An instruction; it may be left out where somebody says as much.
    pub is_instruction: bool,
}

impl ReadAloud {
    /// Of what appeared since it was asked last, that which matters most.
    pub fn next<'v>(&mut self, view: &'v SessionView) -> Option<Aloud<'v>> {
        let mistake = view.mistake.as_ref();
        let opened = mistake.map(|mistake| (mistake.mistake.clone(), mistake.at_ms));
        let is_new = std::mem::replace(&mut self.mistake, opened.clone()) != opened;
        if let Some(mistake) = mistake {
            return is_new.then_some(Aloud { text: &mistake.say, is_instruction: false });
        }
        let step = &view.steps[view.current_idx?];
        let is_next = self.step.as_ref() != Some(&step.id);
        let n_hints = if is_next { 0 } else { self.n_hints };
        if view.hint.shown.len() > n_hints && !is_next {
            self.n_hints = view.hint.shown.len();
            return view.hint.shown.last().map(|text| Aloud { text, is_instruction: false });
        }
        // The words may come later than the step, when they are asked for.
        if !is_next || step.say.is_empty() {
            return None;
        }
        self.step = Some(step.id.clone());
        self.n_hints = view.hint.shown.len();
        Some(Aloud { text: &step.say, is_instruction: true })
    }
}
