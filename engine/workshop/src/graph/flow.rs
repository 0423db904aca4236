//! A module as nodes and edges. The one file of the graph that knows how a module is structured.
//!
//! Steps stand in their order. What may happen besides (draws, timers, interruptions) are nodes of their own; a branch leads
//! from where something is decided to the step that asks for it. What decides stands in `deciding`.

use super::deciding::deciders;
use crate::condition::condition_words;
use curriculum::{Condition, Effect, Module, Step};
use std::collections::{BTreeMap, BTreeSet};

/// What there is to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// The steps in the order of the module, then what may happen besides.
    pub nodes: Vec<Node>,
    /// Of the order, those that others imply are left out.
    pub edges: Vec<Edge>,
    /// Steps that may be done in any order: two or more, each, in the order of the module.
    pub any_order: Vec<Vec<usize>>,
    /// Every chapter with its steps, in the order of the module.
    pub chapters: Vec<(String, Vec<usize>)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub kind: NodeKind,
    pub id: String,
    pub say: String,
    /// As in "only if the door is open"; empty when it is always asked for.
    pub condition: String,
    pub critical: bool,
    /// As in "limit 60 s, 2 mistakes".
    pub remarks: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    Step,
    Draw,
    Timer,
    Interruption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// The one comes after the other.
    Order,
    /// What happens in the one decides whether the other is asked for or comes.
    Branch,
    /// The way past a step that is left out.
    Past,
}

pub fn flow_of(module: &Module) -> Flow {
    let mut nodes: Vec<Node> = module.steps.iter().map(|step| node_of(module, step)).collect();
    nodes.extend(besides(module));
    let before: Vec<BTreeSet<usize>> =
        module.steps.iter().map(|step| step.after.iter().filter_map(|id| module.step_idx(id)).collect()).collect();
    let order = without_implied(&before);
    let mut edges: Vec<Edge> = order.iter().map(|&(from, to)| Edge { from, to, kind: EdgeKind::Order }).collect();
    past(module, &order, &mut edges);
    branches(module, nodes.len(), &mut edges);
    Flow { any_order: any_order(&before), chapters: chapters(module), edges, nodes }
}

fn node_of(module: &Module, step: &Step) -> Node {
    let condition = match (&step.only_if, step.optional) {
        (Some(condition), _) => format!("only if {}", words_of(module, condition)),
        (None, true) => "may be left out".to_owned(),
        (None, false) => String::new(),
    };
    let (id, say, remarks) = (step.id.to_string(), step.say.clone(), remarks(module, step));
    Node { kind: NodeKind::Step, id, say, condition, critical: step.critical, remarks }
}

/// Draws, timers and interruptions, in this order.
fn besides(module: &Module) -> Vec<Node> {
    let node = |kind, id: String, say: String, condition: String| Node {
        kind,
        id,
        say,
        condition,
        critical: false,
        remarks: String::new(),
    };
    let secs = |ms: u64| format!("{} s", ms.div_ceil(1_000));
    let draws = module.draws.iter().map(|draw| {
        let options = draw.options.iter().map(|option| format!("{} ({} of {})", option.id, option.weight, draw.total_weight()));
        let say = format!("One of: {}", options.collect::<Vec<_>>().join(", "));
        node(NodeKind::Draw, draw.id.to_string(), say, "drawn before the start".to_owned())
    });
    let timers = module.timers.iter().map(|timer| {
        let say = said(&timer.then).unwrap_or_else(|| "Runs out.".to_owned());
        node(NodeKind::Timer, timer.id.to_string(), say, format!("after {}", secs(timer.lasts_ms)))
    });
    let in_between = module.interruptions.iter().map(|interruption| {
        let asks = interruption.card.as_ref().map(|card| card.ask.clone());
        let say = asks.or_else(|| said(&interruption.then)).unwrap_or_else(|| "Happens in between.".to_owned());
        let when = interruption.when.as_ref().map(|when| format!("once {}", words_of(module, when)));
        let after = (interruption.after_ms > 0).then(|| format!("after {}", secs(interruption.after_ms)));
        let condition = when.into_iter().chain(after).collect::<Vec<_>>().join(", ");
        node(NodeKind::Interruption, interruption.id.to_string(), say, condition)
    });
    draws.chain(timers).chain(in_between).collect()
}

fn words_of(module: &Module, condition: &Condition) -> String {
    let name = |id: &ids::ObjectId| module.object(id).map_or_else(|| id.to_string(), |object| object.name.clone());
    condition_words(&name, condition)
}

fn said(effects: &[Effect]) -> Option<String> {
    effects.iter().find_map(|effect| match effect {
        Effect::Say { text, .. } => Some(text.clone()),
        _ => None,
    })
}

fn remarks(module: &Module, step: &Step) -> String {
    let hangs_on = |id: &Option<ids::StepId>| id.as_ref() == Some(&step.id);
    let n_mistakes = module.mistakes.iter().filter(|mistake| hangs_on(&mistake.during) || hangs_on(&mistake.until)).count();
    let limit = step.time_limit_ms.map(|ms| format!("limit {} s", ms.div_ceil(1_000)));
    let mistakes =
        (n_mistakes > 0).then(|| if n_mistakes == 1 { "1 mistake".to_owned() } else { format!("{n_mistakes} mistakes") });
    limit.into_iter().chain(mistakes).collect::<Vec<_>>().join(", ")
}

fn chapters(module: &Module) -> Vec<(String, Vec<usize>)> {
    let mut all: Vec<(String, Vec<usize>)> = Vec::new();
    for (idx, step) in module.steps.iter().enumerate().filter(|(_, step)| !step.chapter.is_empty()) {
        match all.last_mut().filter(|(chapter, _)| *chapter == step.chapter) {
            Some((_, steps)) => steps.push(idx),
            None => all.push((step.chapter.clone(), vec![idx])),
        }
    }
    all
}

/// Around every step that may be left out, from what it comes after to what comes after it.
fn past(module: &Module, order: &[(usize, usize)], edges: &mut Vec<Edge>) {
    for idx in (0..module.steps.len()).filter(|&idx| module.steps[idx].optional || module.steps[idx].only_if.is_some()) {
        let before = order.iter().filter(|(_, to)| *to == idx).map(|(from, _)| *from);
        for from in before {
            for to in order.iter().filter(|(from, _)| *from == idx).map(|(_, to)| *to) {
                add(Edge { from, to, kind: EdgeKind::Past }, edges);
            }
        }
    }
}

/// From what decides to what is decided.
fn branches(module: &Module, n_nodes: usize, edges: &mut Vec<Edge>) {
    for (idx, step) in module.steps.iter().enumerate() {
        for from in step.only_if.iter().flat_map(|condition| deciders(module, condition)) {
            add_branch(from, idx, n_nodes, edges);
        }
    }
    let timers = module.steps.len() + module.draws.len();
    for (timer_idx, timer) in module.timers.iter().enumerate() {
        let starts = |effect: &Effect| matches!(effect, Effect::StartTimer { timer: started } if *started == timer.id);
        for (idx, step) in module.steps.iter().enumerate() {
            if step.on_start.iter().chain(&step.then).chain(&step.on_late).any(starts) {
                add_branch(idx, timers + timer_idx, n_nodes, edges);
            }
        }
    }
    for (interruption_idx, interruption) in module.interruptions.iter().enumerate() {
        let to = timers + module.timers.len() + interruption_idx;
        for from in interruption.when.iter().flat_map(|when| deciders(module, when)) {
            add_branch(from, to, n_nodes, edges);
        }
    }
}

/// A branch that would run against the flow is left out: its condition stands in the box anyway.
fn add_branch(from: usize, to: usize, n_nodes: usize, edges: &mut Vec<Edge>) {
    let mut seen = vec![false; n_nodes];
    let mut open = vec![to];
    while let Some(idx) = open.pop() {
        if idx == from {
            return;
        }
        if !std::mem::replace(&mut seen[idx], true) {
            open.extend(edges.iter().filter(|edge| edge.from == idx).map(|edge| edge.to));
        }
    }
    add(Edge { from, to, kind: EdgeKind::Branch }, edges);
}

/// Between two nodes there is one edge: a branch says more than the order, the order more than a way past.
fn add(edge: Edge, edges: &mut Vec<Edge>) {
    match edges.iter_mut().find(|other| (other.from, other.to) == (edge.from, edge.to)) {
        Some(other) if edge.kind == EdgeKind::Branch => other.kind = EdgeKind::Branch,
        Some(_) => {}
        None => edges.push(edge),
    }
}

/// Edges, without those that a longer way says already (transitive reduction).
fn without_implied(before: &[BTreeSet<usize>]) -> Vec<(usize, usize)> {
    let mut reaches: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); before.len()];
    for _ in 0..before.len() {
        let mut grew = false;
        for (idx, direct) in before.iter().enumerate() {
            let all: BTreeSet<usize> =
                direct.iter().flat_map(|&earlier| reaches[earlier].iter().copied().chain([earlier])).collect();
            grew |= all.len() > reaches[idx].len();
            reaches[idx] = all;
        }
        if !grew {
            break;
        }
    }
    let is_implied = |from: usize, to: usize| before[to].iter().any(|&other| other != from && reaches[other].contains(&from));
    let edges = before.iter().enumerate().flat_map(|(to, direct)| direct.iter().map(move |&from| (from, to)));
    edges.filter(|&(from, to)| !is_implied(from, to)).collect()
}

/// Steps that wait for the same steps, and for each other not.
fn any_order(before: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&BTreeSet<usize>, Vec<usize>> = BTreeMap::new();
    for (idx, direct) in before.iter().enumerate() {
        groups.entry(direct).or_default().push(idx);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}
