//! Reads steps, hints and mistakes, and puts the finished module together with everything an author may leave out.

use super::declared::Declared;
use super::{Draft, DraftMistake, DraftStep, Placed, action, condition, effect, goal, id, ms, owned, small, word};
use crate::tree::{Is, Table};
use crate::walk::MOST_ENTRIES;
use curriculum::{
    Checked, ExamRule, Goal, Hint, Mistake, Module, ModuleKind, PassRule, Quantity, Responses, SignOffRule, Source, Step,
    TurnTarget, USUAL_HINT_COST_PERMILLE, WrongAction,
};
use ids::{HintId, MisconceptionId, MistakeId, ModuleId, ObjectId, SceneId, StepId};

/// The score to pass unless given: a design choice, no rule asks for it.
const PASS_PERMILLE: u32 = 800;

pub(super) fn steps<'t>(top: &'t Table, declared: &Declared<'t>) -> Vec<DraftStep<'t>> {
    let mut steps: Vec<DraftStep<'_>> = Vec::new();
    for from in top.tables("step").take(MOST_ENTRIES) {
        let Some(id) = id(from, "id", StepId::new) else { continue };
        let after = match from.get("after") {
            Some(_) => from.list("after").iter().filter_map(|value| StepId::new(value.text()?).ok()).collect(),
            None => steps.last().map(|step| step.id.clone()).into_iter().collect(),
        };
        steps.push(DraftStep {
            id,
            from,
            goal: from.table("do").and_then(|table| goal::read(table, declared)),
            goal_tables: from.table("do").map(goal::single_tables).unwrap_or_default(),
            optional: from.yes("optional"),
            only_if: condition::behind(from, "only_if"),
            after,
            on_start: effect::effects(from, "on_start", declared),
            then: effect::effects(from, "then", declared),
            on_late: effect::effects(from, "on_late", declared),
        });
    }
    steps
}

pub(super) fn hints(top: &Table) -> Vec<Placed<'_, Hint>> {
    let tables = top.tables("hint").take(MOST_ENTRIES);
    tables
        .filter_map(|from| {
            let hint = Hint {
                id: id(from, "id", HintId::new)?,
                step: id(from, "step", StepId::new)?,
                say: owned(from, "say"),
                point: id(from, "point", ObjectId::new),
            };
            Some(Placed { value: hint, from })
        })
        .collect()
}

pub(super) fn mistakes<'t>(top: &'t Table, declared: &Declared<'t>) -> Vec<DraftMistake<'t>> {
    let tables = top.tables("mistake").take(MOST_ENTRIES);
    tables
        .filter_map(|from| {
            Some(DraftMistake {
                id: id(from, "id", MistakeId::new)?,
                from,
                when: from.table("when").and_then(action::wrong_action),
                only_if: condition::behind(from, "only_if"),
                during: id(from, "during", StepId::new),
                until: id(from, "until", StepId::new),
                then: effect::effects(from, "then", declared),
            })
        })
        .collect()
}

impl Draft<'_> {
    /// The finished module; none when something needed could not be read, which was reported.
    pub(crate) fn into_module(self) -> Option<Module> {
        let top = self.top;
        let mistakes = self.mistakes.iter().map(|mistake| finish_mistake(mistake, &self)).collect::<Option<Vec<_>>>()?;
        let mut chapter = String::new();
        let mut steps = Vec::new();
        for step in self.steps {
            if let Some(heading) = step.from.text("chapter") {
                chapter = heading.to_owned();
            }
            steps.push(finish_step(step, chapter.clone())?);
        }
        Some(Module {
            id: id(top, "id", ModuleId::new)?,
            title: owned(top, "title"),
            kind: word::<ModuleKind>(top, "kind")?,
            version: owned(top, "version"),
            language: owned(top, "language"),
            scene: id(top, "scene", SceneId::new)?,
            minutes: small(top, "minutes")?,
            policy: top.text("policy").map(str::to_owned),
            summary: owned(top, "summary"),
            objectives: texts(top, "objectives"),
            pass: pass_rule(top),
            exam: exam_rule(top),
            sign_off: top.table("sign_off").map(|table| SignOffRule { ask: owned(table, "ask"), by: owned(table, "by") }),
            renew_after_days: top.table("validity").and_then(|validity| small(validity, "renew_after_days")),
            time_limit_ms: ms(top, "time_limit"),
            objects: self.objects.into_iter().map(|object| object.value).collect(),
            timers: self.structure.timers_for_module(),
            draws: self.structure.draws_for_module(),
            interruptions: self.structure.interruptions_for_module(),
            variables: self.structure.variables,
            steps,
            hints: self.hints.into_iter().map(|hint| hint.value).collect(),
            mistakes,
            guide: self.declared.guide,
            pictures: self.pictures.into_iter().map(|picture| picture.value).collect(),
            marks: self.marks.into_iter().map(|mark| mark.value).collect(),
        })
    }
}

fn pass_rule(top: &Table) -> PassRule {
    let pass = top.table("pass");
    let share = |key| {
        let share = pass.and_then(|pass| Quantity::parse(pass.text(key)?).ok())?;
        u32::try_from(share.milli / 100).ok()
    };
    PassRule {
        score_permille: share("score").unwrap_or(PASS_PERMILLE),
        hint_cost_permille: share("hint_costs").unwrap_or(USUAL_HINT_COST_PERMILLE),
        in_a_row: pass.and_then(|pass| small(pass, "in_a_row")).unwrap_or(1),
    }
}

fn exam_rule(top: &Table) -> ExamRule {
    let Some(exam) = top.table("exam") else { return ExamRule::default() };
    ExamRule {
        attempts: small(exam, "attempts"),
        cool_down_ms: ms(exam, "cool_down").unwrap_or(0),
        identity: word(exam, "identity").unwrap_or_default(),
        test_out: exam.yes("test_out"),
    }
}

fn finish_step(step: DraftStep<'_>, chapter: String) -> Option<Step> {
    let from = step.from;
    let goal = step.goal?;
    let say = owned(from, "say");
    Some(Step {
        id: step.id,
        chapter,
        guide_says: owned(from, "guide_says"),
        done: from.text("done").unwrap_or("Done").to_owned(),
        why: from.text("why").map(str::to_owned),
        critical: from.yes("critical"),
        weight: small(from, "weight").unwrap_or(1),
        after: step.after,
        optional: step.optional,
        only_if: step.only_if,
        time_limit_ms: ms(from, "time_limit"),
        on_late: step.on_late.into_iter().map(|effect| effect.value).collect(),
        expert_ms: ms(from, "expert").unwrap_or_else(|| usual_ms(&goal, &say)),
        on_start: step.on_start.into_iter().map(|effect| effect.value).collect(),
        then: step.then.into_iter().map(|effect| effect.value).collect(),
        source: from
            .table("source")
            .map(|source| Source { reference: owned(source, "ref"), checked: word(source, "checked").unwrap_or(Checked::None) }),
        say,
        goal,
    })
}

/// A practised person's time where the author gives none: reading the instruction, then doing it.
fn usual_ms(goal: &Goal, say: &str) -> u64 {
    doing_ms(goal).saturating_add(300 * say.split_whitespace().count() as u64)
}

fn doing_ms(goal: &Goal) -> u64 {
    match goal {
        Goal::GoTo { .. } => 6_000,
        Goal::LookAt { for_ms, .. } | Goal::Hold { for_ms, .. } => 2_000 + for_ms,
        Goal::Inspect { count, .. } => 3_000 * u64::from(*count),
        Goal::Choose { .. } | Goal::Read { .. } | Goal::SetNumber { .. } | Goal::Sign { .. } => 10_000,
        Goal::Type { .. } => 12_000,
        Goal::FillIn { card } => 4_000 + 8_000 * card.fields.len() as u64,
        Goal::Order { card } | Goal::Match { card } => 4_000 * card.answers.len() as u64,
        Goal::Talk { dialogue, .. } => 8_000 * dialogue.lines.len().min(4) as u64,
        Goal::Aim { at, for_ms, .. } => for_ms.saturating_mul(at.len() as u64).saturating_add(6_000),
        Goal::Wait { for_ms } | Goal::Avoid { for_ms, .. } => *for_ms,
        Goal::Turn { to: TurnTarget::Angle { .. }, .. } => 6_000,
        Goal::All { of } | Goal::InOrder { of } => of.iter().map(doing_ms).fold(0, u64::saturating_add),
        Goal::Any { of } => of.iter().map(doing_ms).min().unwrap_or(0),
        Goal::SomeOf { of, count } => of.iter().take(*count as usize).map(doing_ms).fold(0, u64::saturating_add),
        _ => 4_000,
    }
}

fn finish_mistake(mistake: &DraftMistake<'_>, draft: &Draft<'_>) -> Option<Mistake> {
    let from = mistake.from;
    let critical = from.yes("critical");
    let when = mistake.when.clone()?;
    Some(Mistake {
        id: mistake.id.clone(),
        during: mistake.during.clone(),
        until: mistake.until.clone(),
        only_if: mistake.only_if.clone(),
        say: owned(from, "say"),
        title: from.text("title").map_or_else(|| usual_title(&when, draft), str::to_owned),
        could_have: texts(from, "could_have"),
        means: id(from, "means", MisconceptionId::new),
        critical,
        responses: responses(from, critical),
        then: mistake.then.iter().map(|effect| effect.value.clone()).collect(),
        when,
    })
}

/// One text, or several.
fn texts(from: &Table, key: &str) -> Vec<String> {
    match from.get(key).map(|value| &value.is) {
        Some(Is::Text(text)) => vec![text.clone()],
        Some(Is::List(list)) => list.iter().filter_map(|value| value.text().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

fn responses(from: &Table, critical: bool) -> Responses {
    let usual = Responses::default_for(critical);
    let Some(authored) = from.table("response") else { return usual };
    Responses {
        guided: word(authored, "guided").unwrap_or(usual.guided),
        practice: word(authored, "practice").unwrap_or(usual.practice),
        exam: word(authored, "exam").unwrap_or(usual.exam),
    }
}

/// A heading where the author gives none: the thing it was done to.
fn usual_title(when: &WrongAction, draft: &Draft<'_>) -> String {
    let object = match when {
        WrongAction::Press { object }
        | WrongAction::Set { object, .. }
        | WrongAction::Turn { object }
        | WrongAction::Misset { object }
        | WrongAction::LetGo { object }
        | WrongAction::LookAt { object, .. } => object,
        WrongAction::Take { item } | WrongAction::Put { item, .. } | WrongAction::Use { tool: item, .. } => item,
        WrongAction::Misread { gauge } => gauge,
        WrongAction::Enter { zone } => zone,
        WrongAction::Answer { .. } => return "Not that answer".to_owned(),
        WrongAction::Misfill { .. } => return "Not in that field".to_owned(),
        WrongAction::Wait { .. } => return "Too long".to_owned(),
    };
    let name = draft.object(object).map_or("this", |object| &object.name);
    format!("Not the {name} now")
}
