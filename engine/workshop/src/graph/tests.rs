//! Layers, groups and drawings of small flows.

use super::flow::{Edge, EdgeKind, Flow, Node, NodeKind, flow_of};
use super::layers::lay_out;
use super::*;
use authoring::{SceneIndex, Sources, compile};
use std::collections::BTreeSet;

fn module(steps: &[(&str, Option<&str>)]) -> Module {
    let mut toml = "format = 1\nid = \"m\"\ntitle = \"A & <B>\"\nkind = \"workflow\"\nversion = \"1\"\nlanguage = \"en\"\nscene = \"room\"\nminutes = 1\n\
                    [objects.bell]\nnode = \"Bell\"\nname = \"bell\"\nkind = \"button\"\n"
        .to_owned();
    for (id, after) in steps {
        let after = after.map(|after| format!("after = {after}\n")).unwrap_or_default();
        toml += &format!("[[step]]\nid = \"{id}\"\nsay = \"Press \\\"{id}\\\" & go on.\"\ndo = {{ press = \"bell\" }}\n{after}");
    }
    let scene = SceneIndex { scene: "room".to_owned(), nodes: BTreeSet::from(["Bell".to_owned()]), ..SceneIndex::default() };
    let compiled = compile(&Sources::of_module(toml), &scene);
    compiled.module.unwrap()
}

#[test]
fn steps_that_wait_for_the_same_stand_side_by_side() {
    let module = module(&[("a", None), ("b", Some("[\"a\"]")), ("c", Some("[\"a\"]")), ("d", Some("[\"a\", \"b\", \"c\"]"))]);
    let flow = flow_of(&module);
    let order: Vec<(usize, usize)> = flow.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    assert_eq!(order, [(0, 1), (0, 2), (1, 3), (2, 3)], "the edge from a to d is implied");
    assert_eq!(flow.any_order, [[1, 2]]);
    let layout = lay_out(&flow);
    let rows: Vec<usize> = layout.places.iter().map(|place| place.1).collect();
    assert_eq!(rows, [0, 1, 1, 2]);
    assert!((layout.places[1].0 - layout.places[2].0).abs() >= 1.0);
    let drawn = svg(&module);
    assert!(drawn.contains("in any order") && drawn.contains("A &amp; &lt;B&gt;") && !drawn.contains("<B>"));
    assert!(drawn.contains("comes after 2 and 3."));
}

#[test]
fn no_two_boxes_overlap_whatever_the_order() {
    let edges = [(0, 5), (1, 5), (0, 6), (2, 6), (5, 7), (3, 7), (0, 7)];
    let edges = edges.map(|(from, to)| Edge { from, to, kind: EdgeKind::Order }).into();
    let node = |idx: usize| Node {
        kind: NodeKind::Step,
        id: idx.to_string(),
        say: String::new(),
        condition: String::new(),
        critical: false,
        remarks: String::new(),
    };
    let flow = Flow { nodes: (0..9).map(node).collect(), edges, any_order: Vec::new(), chapters: Vec::new() };
    let layout = lay_out(&flow);
    for (idx, a) in layout.places.iter().enumerate() {
        for b in &layout.places[..idx] {
            assert!(a.1 != b.1 || (a.0 - b.0).abs() > 0.99, "{a:?} {b:?}");
        }
        assert!(a.0 >= 0.49 && a.0 <= layout.n_columns - 0.49);
    }
    assert!(layout.routes.iter().all(|route| route.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1)));
}

/// A module that branches in every way there is.
const BRANCHING: &str = r#"
format = 1
id = "m"
title = "Branches"
kind = "workflow"
version = "1"
language = "en"
scene = "room"
minutes = 1
[objects.bell]
node = "Bell"
name = "bell"
kind = "button"
[variables]
care = 0
[timers.tea]
lasts = "30 s"
then = [{ say = "The tea is ready." }]
[[one_of]]
id = "fault"
options = [{ id = "leak" }, { id = "no-leak", weight = 3 }]
[[interruption]]
id = "phone"
when = { done = "ring" }
after = "5 s"
then = [{ say = "The phone rings." }]
[cards.who]
ask = "Who?"
[[answer]]
id = "me"
card = "who"
say = "Me"
right = true
[[answer]]
id = "you"
card = "who"
say = "You"
[[step]]
id = "ring"
chapter = "First"
say = "Press the bell."
do = { press = "bell" }
then = [{ add = 1, to = "care" }, { start_timer = "tea" }]
[[step]]
id = "ask"
say = "Answer who it was."
do = { choose = "who" }
[[step]]
id = "mop"
say = "Press it again for the leak."
do = { press = "bell" }
only_if = { drawn = "leak" }
[[step]]
id = "blame"
chapter = "Second"
say = "Press it once more."
do = { press = "bell" }
only_if = { all = [{ chose = "you" }, { variable = "care", at_least = 1 }] }
[[step]]
id = "tea"
say = "Press it for tea."
do = { press = "bell" }
optional = true
[[step]]
id = "end"
say = "Press it at last."
do = { press = "bell" }
only_if = { expired = "tea" }
"#;

#[test]
fn branches_lead_from_what_decides_to_what_is_decided() {
    let scene = SceneIndex { scene: "room".to_owned(), nodes: BTreeSet::from(["Bell".to_owned()]), ..SceneIndex::default() };
    let compiled = compile(&Sources::of_module(BRANCHING), &scene);
    let module = compiled.module.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
    let flow = flow_of(&module);
    let named = |idx: usize| flow.nodes[idx].id.as_str();
    let of = |kind: EdgeKind| -> BTreeSet<(&str, &str)> {
        flow.edges.iter().filter(|edge| edge.kind == kind).map(|edge| (named(edge.from), named(edge.to))).collect()
    };
    let branches = of(EdgeKind::Branch);
    let wanted = [("fault", "mop"), ("ask", "blame"), ("ring", "blame"), ("tea", "end"), ("ring", "tea"), ("ring", "phone")];
    assert_eq!(branches, BTreeSet::from(wanted));
    // Past `mop` leads the branch from `ask` already.
    assert_eq!(of(EdgeKind::Past), BTreeSet::from([("mop", "tea"), ("blame", "end")]));
    assert_eq!(flow.chapters.len(), 2);
    let drawn = svg(&module);
    for words in
        ["only if leak was drawn", "One of: leak (1 of 4)", "may be left out", "decides whether", "the timer tea ran out"]
    {
        assert!(drawn.contains(words), "{words} is missing in\n{drawn}");
    }
}
