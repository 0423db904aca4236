//! A module as nodes and edges. The one file of the graph that knows how a module is structured.

use curriculum::{Module, Step};
use std::collections::{BTreeMap, BTreeSet};

/// What there is to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// In the order of the module.
    pub nodes: Vec<Node>,
    /// From a node to one that comes after it; edges that others imply are left out.
    pub edges: Vec<(usize, usize)>,
    /// Nodes that may be done in any order: two or more, each, in the order of the module.
    pub any_order: Vec<Vec<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub id: String,
    pub say: String,
    /// Only where a chapter begins.
    pub chapter: String,
    pub critical: bool,
    /// As in "limit 60 s, 2 mistakes".
    pub remarks: String,
}

pub fn flow_of(module: &Module) -> Flow {
    let mut chapter = "";
    let mut nodes = Vec::new();
    for step in &module.steps {
        let begins = step.chapter != chapter;
        chapter = &step.chapter;
        nodes.push(Node {
            id: step.id.to_string(),
            say: step.say.clone(),
            chapter: if begins { chapter.to_owned() } else { String::new() },
            critical: step.critical,
            remarks: remarks(module, step),
        });
    }
    let before: Vec<BTreeSet<usize>> =
        module.steps.iter().map(|step| step.after.iter().filter_map(|id| module.step_idx(id)).collect()).collect();
    Flow { edges: without_implied(&before), any_order: any_order(&before), nodes }
}

fn remarks(module: &Module, step: &Step) -> String {
    let hangs_on = |id: &Option<ids::StepId>| id.as_ref() == Some(&step.id);
    let n_mistakes = module.mistakes.iter().filter(|mistake| hangs_on(&mistake.during) || hangs_on(&mistake.until)).count();
    let limit = step.time_limit_ms.map(|ms| format!("limit {} s", ms.div_ceil(1_000)));
    let mistakes =
        (n_mistakes > 0).then(|| if n_mistakes == 1 { "1 mistake".to_owned() } else { format!("{n_mistakes} mistakes") });
    limit.into_iter().chain(mistakes).collect::<Vec<_>>().join(", ")
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
