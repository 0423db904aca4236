//! Scoring, in thousandths and whole numbers.
//!
//! The score is the mean of the steps' shares, weighted by the authored weights, rounded down. A step that is not done has
//! no share; one that is starts at 1000 and loses, never below 0. One that was left out counts only when something went wrong
//! in it, and then loses as if it were done:
//!
//! | what happened in the step            | watch, guided | practice | exam  |
//! | ------------------------------------ | ------------- | -------- | ----- |
//! | first mistake                        | −500          | −500     | −500  |
//! | second mistake                       | all           | all      | all   |
//! | a critical mistake                   | all           | all      | all   |
//! | each hint, and each rise of its help | 0             | −200, or what the module says | none to be had |
//! | its time limit passed                | −500          | −500     | −500  |
//! | a wrong answer that stands           | answered again | answered again | all |
//! | a form that stands, partly right     | filled in again | filled in again | the share of its wrong fields |
//!
//! | mode          | passes when                                               |
//! | ------------- | --------------------------------------------------------- |
//! | watch, guided | every step is done (the score is shown, and nothing more) |
//! | practice, exam | every step is done, the score reaches the pass mark, and no critical mistake was made |
//!
//! When the time of the whole attempt is up, it ends out of time in every mode.

use curriculum::{Mode, PassRule};

/// What the first mistake in a step costs.
pub const MISTAKE_COST_PERMILLE: u32 = 500;
/// What passing a step's time limit costs.
pub const LATE_COST_PERMILLE: u32 = 500;
/// A whole share, and a whole score.
pub const WHOLE_PERMILLE: u32 = 1000;

/// What counts of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StepResult {
    pub weight: u32,
    pub done: bool,
    pub mistakes: u32,
    pub critical_mistakes: u32,
    pub hints: u32,
    /// What each of them takes off.
    pub hint_cost_permille: u32,
    /// The answer that stands is wrong.
    pub wrong: bool,
    /// Of a form that stands: the share of its right fields, which is then what it earns.
    pub partly_right_permille: u32,
    pub late: bool,
}

/// What one more hint costs of the step's share.
pub fn hint_cost_permille(mode: Mode, pass: &PassRule) -> u32 {
    if mode == Mode::Practice { pass.hint_cost_permille } else { 0 }
}

/// What is left of a step's share.
pub fn share_permille(step: &StepResult) -> u32 {
    let partly_right = step.wrong && step.mistakes == 1 && step.critical_mistakes == 0;
    if step.done && partly_right {
        return step.partly_right_permille.saturating_sub(u32::from(step.late) * LATE_COST_PERMILLE);
    }
    if !step.done || step.wrong || step.mistakes > 1 || step.critical_mistakes > 0 {
        return 0;
    }
    let mistakes = step.mistakes * MISTAKE_COST_PERMILLE;
    let hints = step.hints.saturating_mul(step.hint_cost_permille);
    let late = u32::from(step.late) * LATE_COST_PERMILLE;
    WHOLE_PERMILLE.saturating_sub(mistakes.saturating_add(hints).saturating_add(late))
}

/// The weighted mean of the shares. Where no step has a weight, all weigh the same.
pub fn score_permille(steps: &[StepResult]) -> u32 {
    let weightless = steps.iter().all(|step| step.weight == 0);
    let weight = |step: &StepResult| if weightless { 1 } else { u128::from(step.weight) };
    let total: u128 = steps.iter().map(weight).sum();
    let earned: u128 = steps.iter().map(|step| weight(step) * u128::from(share_permille(step))).sum();
    let score = earned.checked_div(total).unwrap_or(u128::from(WHOLE_PERMILLE));
    u32::try_from(score).unwrap_or(WHOLE_PERMILLE)
}

/// How an attempt ends whose steps are all done.
pub fn verdict(mode: Mode, score_permille: u32, pass_score_permille: u32, critical_mistakes: u32) -> record::Outcome {
    let passed = match mode {
        Mode::Watch | Mode::Guided => true,
        Mode::Practice | Mode::Exam => score_permille >= pass_score_permille && critical_mistakes == 0,
    };
    if passed { record::Outcome::Passed } else { record::Outcome::NotPassed }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEAN: StepResult = StepResult {
        weight: 1,
        done: true,
        mistakes: 0,
        critical_mistakes: 0,
        hints: 0,
        hint_cost_permille: 0,
        wrong: false,
        partly_right_permille: 0,
        late: false,
    };

    #[test]
    fn a_share_shrinks_by_the_table() {
        let table = [
            (CLEAN, [1000, 1000, 1000]),
            (StepResult { done: false, ..CLEAN }, [0, 0, 0]),
            (StepResult { mistakes: 1, ..CLEAN }, [500, 500, 500]),
            (StepResult { mistakes: 2, ..CLEAN }, [0, 0, 0]),
            (StepResult { mistakes: 1, critical_mistakes: 1, ..CLEAN }, [0, 0, 0]),
            (StepResult { hints: 1, ..CLEAN }, [1000, 800, 950]),
            (StepResult { hints: 2, mistakes: 1, ..CLEAN }, [500, 100, 400]),
            (StepResult { hints: 9, ..CLEAN }, [1000, 0, 550]),
            (StepResult { late: true, ..CLEAN }, [500, 500, 500]),
            (StepResult { late: true, mistakes: 1, ..CLEAN }, [0, 0, 0]),
            (StepResult { mistakes: 1, wrong: true, ..CLEAN }, [0, 0, 0]),
            (StepResult { hints: u32::MAX, mistakes: u32::MAX, ..CLEAN }, [0, 0, 0]),
        ];
        for (step, expected) in table {
            let found = [0, 200, 50].map(|hint_cost_permille| share_permille(&StepResult { hint_cost_permille, ..step }));
            assert_eq!(found, expected, "{step:?}");
        }
    }

    #[test]
    fn hints_cost_in_practice_only_and_what_the_module_says() {
        let pass = PassRule { score_permille: 800, in_a_row: 1, hint_cost_permille: 50 };
        let costs = [Mode::Watch, Mode::Guided, Mode::Practice, Mode::Exam].map(|mode| hint_cost_permille(mode, &pass));
        assert_eq!(costs, [0, 0, 50, 0]);
    }

    #[test]
    fn weights_share_out_the_score_and_rounding_is_down() {
        let heavy = StepResult { weight: 3, ..CLEAN };
        let spoilt = StepResult { mistakes: 2, ..CLEAN };
        assert_eq!(score_permille(&[heavy, spoilt]), 750);
        assert_eq!(score_permille(&[CLEAN, CLEAN, spoilt]), 666);
        assert_eq!(score_permille(&[]), 1000);
        let weightless = StepResult { weight: 0, ..CLEAN };
        assert_eq!(score_permille(&[weightless, StepResult { done: false, ..weightless }]), 500);
        let huge = StepResult { weight: u32::MAX, ..CLEAN };
        assert_eq!(score_permille(&[huge; 9]), 1000);
    }

    #[test]
    fn a_critical_mistake_fails_practice_and_exam_whatever_the_score() {
        use record::Outcome::{NotPassed, Passed};
        assert_eq!(verdict(Mode::Exam, 850, 850, 0), Passed);
        assert_eq!(verdict(Mode::Exam, 849, 850, 0), NotPassed);
        assert_eq!(verdict(Mode::Exam, 1000, 850, 1), NotPassed);
        assert_eq!(verdict(Mode::Practice, 1000, 850, 1), NotPassed);
        assert_eq!(verdict(Mode::Guided, 0, 850, 1), Passed);
    }
}
