//! Layers, groups and drawings of small flows.

use super::flow::{Flow, Node, flow_of};
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
    assert_eq!(flow.edges, [(0, 1), (0, 2), (1, 3), (2, 3)], "the edge from a to d is implied");
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
    let edges = vec![(0, 5), (1, 5), (0, 6), (2, 6), (5, 7), (3, 7), (0, 7)];
    let node = |idx: usize| Node {
        id: idx.to_string(),
        say: String::new(),
        chapter: String::new(),
        critical: false,
        remarks: String::new(),
    };
    let flow = Flow { nodes: (0..9).map(node).collect(), edges, any_order: Vec::new() };
    let layout = lay_out(&flow);
    for (idx, a) in layout.places.iter().enumerate() {
        for b in &layout.places[..idx] {
            assert!(a.1 != b.1 || (a.0 - b.0).abs() > 0.99, "{a:?} {b:?}");
        }
        assert!(a.0 >= 0.49 && a.0 <= layout.n_columns - 0.49);
    }
    assert!(layout.routes.iter().all(|route| route.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1)));
}
