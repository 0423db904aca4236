//! The two hashes of a module: what decides right and wrong, and what is only words. A corrected translation changes the
//! second one alone, so that it retrains nobody. And a short one for each step, so that help comes back where a step changed.

use curriculum::{Card, Effect, ExamRule, Goal, Module, PartKind, Step};
use ids::StepId;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 over everything but texts, version, language, minutes, sources, times of practised people and exam rules, in lower-case hexadecimal.
pub fn logic_sha256(module: &Module) -> String {
    hash("practicum logic 1", &logic_of(module))
}

/// For each step, in order, a short hash over what it asks for, without the texts: 16 hexadecimal digits. Where a step stands, what
/// it weighs and what happens around it is not in it.
pub fn step_meanings(module: &Module) -> Vec<(StepId, String)> {
    let meaning = |step: &Step| {
        let whole = hash("practicum step 1", &(&step.goal, step.critical));
        (step.id.clone(), whole.chars().take(16).collect())
    };
    logic_of(module).steps.iter().map(meaning).collect()
}

/// The part of a module that decides right and wrong: everything else is left empty.
pub fn logic_of(module: &Module) -> Module {
    let mut logic = module.clone();
    logic.version.clear();
    logic.language.clear();
    logic.minutes = 0;
    logic.policy = None;
    // How often an exam may be sat, and who signs afterwards, changes nothing about what is right.
    logic.exam = ExamRule::default();
    logic.sign_off = None;
    for step in &mut logic.steps {
        step.source = None;
        // A measure for the debrief; where the author gives none, it is guessed from the words.
        step.expert_ms = 0;
    }
    take_texts(&mut logic);
    logic
}

/// SHA-256 over every text that people read, in the order of the module, in lower-case hexadecimal.
pub fn text_sha256(module: &Module) -> String {
    let mut texts = vec![module.language.clone()];
    texts.extend(take_texts(&mut module.clone()));
    hash("practicum text 1", &texts)
}

/// Leaves every text of the module empty and returns them in a fixed order.
fn take_texts(module: &mut Module) -> Vec<String> {
    let mut texts = Vec::new();
    let mut take = |text: &mut String| texts.push(std::mem::take(text));
    take(&mut module.title);
    take(&mut module.summary);
    module.objectives.drain(..).for_each(|mut objective| take(&mut objective));
    if let Some(sign_off) = &mut module.sign_off {
        [&mut sign_off.ask, &mut sign_off.by].into_iter().for_each(&mut take);
    }
    for object in &mut module.objects {
        take(&mut object.name);
        take(&mut object.about);
        // Also before any object could have one.
        if !object.verb.is_empty() {
            take(&mut object.verb);
        }
        object.state_names.drain(..).for_each(|(_, mut name)| take(&mut name));
    }
    for picture in &mut module.pictures {
        take(&mut picture.name);
        take(&mut picture.shows);
    }
    for step in &mut module.steps {
        [&mut step.chapter, &mut step.say, &mut step.guide_says, &mut step.done].into_iter().for_each(&mut take);
        if let Some(why) = &mut step.why {
            take(why);
        }
        step.why = None;
        take_goal(&mut step.goal, &mut take);
        let effects = step.on_start.iter_mut().chain(&mut step.then).chain(&mut step.on_late);
        effects.for_each(|effect| take_effect(effect, &mut take));
    }
    for interruption in &mut module.interruptions {
        interruption.card.iter_mut().for_each(|card| take_card(card, &mut take));
        interruption.then.iter_mut().for_each(|effect| take_effect(effect, &mut take));
    }
    let drawn = module.draws.iter_mut().flat_map(|draw| &mut draw.options).flat_map(|option| &mut option.then);
    let timed = module.timers.iter_mut().flat_map(|timer| &mut timer.then);
    drawn.chain(timed).for_each(|effect| take_effect(effect, &mut take));
    module.hints.iter_mut().for_each(|hint| take(&mut hint.say));
    for mistake in &mut module.mistakes {
        take(&mut mistake.title);
        take(&mut mistake.say);
        mistake.could_have.drain(..).for_each(|mut text| take(&mut text));
        mistake.then.iter_mut().for_each(|effect| take_effect(effect, &mut take));
    }
    texts
}

fn take_card(card: &mut Card, take: &mut impl FnMut(&mut String)) {
    take(&mut card.ask);
    take(&mut card.text);
    for part in card.case.iter_mut().flat_map(|case| &mut case.parts) {
        [&mut part.label, &mut part.say, &mut part.reveals, &mut part.because].into_iter().for_each(&mut *take);
        // Where it stands and how it looks decides nothing either.
        part.kind = PartKind::default();
    }
    card.accept_here.drain(..).for_each(|mut text| take(&mut text));
    for field in &mut card.fields {
        [&mut field.label, &mut field.because].into_iter().for_each(&mut *take);
        field.accept_here.drain(..).for_each(|mut text| take(&mut text));
    }
    for answer in &mut card.answers {
        take(&mut answer.text);
        take(&mut answer.because);
        take(&mut answer.goes_with);
    }
}

fn take_goal(goal: &mut Goal, take: &mut impl FnMut(&mut String)) {
    match goal {
        Goal::Choose { card }
        | Goal::Order { card }
        | Goal::Match { card }
        | Goal::Type { card }
        | Goal::Sign { card }
        | Goal::FillIn { card } => {
            take_card(card, take);
        }
        Goal::Talk { dialogue, .. } => {
            for line in &mut dialogue.lines {
                take(&mut line.says);
                for reply in &mut line.replies {
                    take(&mut reply.say);
                    take(&mut reply.because);
                }
            }
        }
        Goal::All { of } | Goal::Any { of } | Goal::InOrder { of } | Goal::SomeOf { of, .. } => {
            of.iter_mut().for_each(|goal| take_goal(goal, take));
        }
        _ => {}
    }
}

fn take_effect(effect: &mut Effect, take: &mut impl FnMut(&mut String)) {
    match effect {
        Effect::Say { text, .. } | Effect::Write { text, .. } => take(text),
        Effect::ShowPage { page } => {
            take(&mut page.title);
            take(&mut page.text);
            page.rows.iter_mut().flatten().for_each(take);
        }
        _ => {}
    }
}

fn hash(what: &str, value: &impl serde::Serialize) -> String {
    let json = serde_json::to_vec(value).expect("plain data without maps always becomes JSON");
    let digest = Sha256::new().chain_update(what).chain_update([0]).chain_update(json).finalize();
    digest.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
