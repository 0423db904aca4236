//! A module drawn from a seed: steps in a partial order, some optional, some only for one drawn fault, all on things of their
//! own, so that it is known without playing what each deed must lead to.
//!
//! Start at [`Plan::drawn`]; [`Plan::module`] has it compiled from TOML as an author would have written it.

use crate::kept::compiled;
use crate::random::Random;
use curriculum::Module;
use std::fmt::Write as _;
use std::sync::Arc;

/// What a step asks for. Each has its own object, named after the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Press,
    Open,
    Turn,
    Amount,
    Put,
    Hold,
    GoTo,
}

const DEEDS: [Deed; 7] = [Deed::Press, Deed::Open, Deed::Turn, Deed::Amount, Deed::Put, Deed::Hold, Deed::GoTo];
/// The faults of which the seed draws one.
pub const FAULTS: [&str; 2] = ["leak", "jam"];

#[derive(Debug, Clone)]
pub struct PlannedStep {
    pub deed: Deed,
    /// The steps that must come before, by index.
    pub after: Vec<usize>,
    pub optional: bool,
    /// Only with this fault, by its index.
    pub only_if: Option<usize>,
}

/// Steps in authored order, which is not the order in which they can be done.
#[derive(Debug, Clone)]
pub struct Plan {
    pub steps: Vec<PlannedStep>,
}

impl Plan {
    pub fn drawn(seed: u64, n_steps: usize) -> Self {
        let mut random = Random::new(seed);
        // A hidden order in which everything could be done: edges only point back in it.
        let mut hidden: Vec<usize> = (0..n_steps).collect();
        random.shuffle(&mut hidden);
        let sparse = 2 + random.below(4);
        let mut steps: Vec<Option<PlannedStep>> = vec![None; n_steps];
        for rank in 0..n_steps {
            let mut after: Vec<usize> = hidden[..rank].iter().copied().filter(|_| random.one_in(sparse)).collect();
            random.shuffle(&mut after);
            // Somebody has to do something: the last of the hidden order can neither be left out nor fall away.
            let is_last = rank + 1 == n_steps;
            let optional = !is_last && random.one_in(5);
            let only_if = (!is_last && random.one_in(5)).then(|| random.below(FAULTS.len()));
            steps[hidden[rank]] = Some(PlannedStep { deed: DEEDS[random.below(DEEDS.len())], after, optional, only_if });
        }
        Self { steps: steps.into_iter().flatten().collect() }
    }

    /// As an author writes it.
    pub fn toml(&self) -> String {
        let mut text = String::from(
            "format = 1\nid = \"drawn\"\ntitle = \"Drawn\"\nkind = \"drill\"\nversion = \"1\"\nlanguage = \"en\"\nscene = \"workshop\"\n\
             minutes = 5\n[[one_of]]\nid = \"fault\"\n",
        );
        let faults: Vec<String> = FAULTS.iter().map(|fault| format!("{{ id = \"{fault}\" }}")).collect();
        let _ = writeln!(text, "options = [{}]", faults.join(", "));
        for (idx, step) in self.steps.iter().enumerate() {
            let (kind, more, goal) = written(step.deed, idx);
            let _ = writeln!(text, "[objects.o{idx}]\nnode = \"O{idx}\"\nname = \"thing {idx}\"\nkind = \"{kind}\"\n{more}");
            if step.deed == Deed::Put {
                let _ = writeln!(text, "[objects.tray{idx}]\nnode = \"Tray{idx}\"\nname = \"tray {idx}\"\nkind = \"socket\"");
            }
            let after: Vec<String> = step.after.iter().map(|before| format!("\"s{before}\"")).collect();
            let _ = writeln!(text, "[[step]]\nid = \"s{idx}\"\nsay = \"Do it.\"\ndo = {goal}\nafter = [{}]", after.join(", "));
            if step.optional {
                text.push_str("optional = true\n");
            }
            if let Some(fault) = step.only_if {
                let _ = writeln!(text, "only_if = {{ drawn = \"{}\" }}", FAULTS[fault]);
            }
        }
        text
    }

    /// # Panics
    /// When what was drawn is no module.
    pub fn module(&self) -> Arc<Module> {
        let text = self.toml();
        compiled(&text).unwrap_or_else(|why| panic!("{why}\n{text}"))
    }
}

/// The kind of a step's object, its other lines, and the goal.
fn written(deed: Deed, idx: usize) -> (&'static str, &'static str, String) {
    match deed {
        Deed::Press => ("button", "", format!("{{ press = \"o{idx}\" }}")),
        Deed::Open => ("door", "states = [\"shut\", \"open\"]", format!("{{ set = \"o{idx}\", to = \"open\" }}")),
        Deed::Turn => ("knob", "", format!("{{ turn = \"o{idx}\", to = \"90° ± 5°\" }}")),
        Deed::Amount => ("knob", "range = \"0..10 bar\"", format!("{{ set = \"o{idx}\", to = \"4 bar ± 0.2 bar\" }}")),
        Deed::Put => ("item", "", format!("{{ put = \"o{idx}\", into = \"tray{idx}\" }}")),
        Deed::Hold => ("button", "", format!("{{ hold = \"o{idx}\", for = \"1 s\" }}")),
        Deed::GoTo => ("zone", "", format!("{{ go_to = \"o{idx}\" }}")),
    }
}

/// The inputs that do a step's deed, each with the milliseconds after the one before, as a trace writes them.
pub fn inputs(deed: Deed, idx: usize) -> Vec<(u64, String)> {
    let later = |text: String| vec![(100, text)];
    match deed {
        Deed::Press => later(format!("press o{idx}")),
        Deed::Open => later(format!("set o{idx} open")),
        Deed::Turn => later(format!("turn o{idx} 88000")),
        Deed::Amount => later(format!("value o{idx} 4100")),
        Deed::Put => vec![(100, format!("take o{idx}")), (100, format!("put o{idx} tray{idx}"))],
        Deed::Hold => vec![(100, format!("hold o{idx}")), (1_000, "tick".to_owned())],
        Deed::GoTo => later(format!("enter o{idx}")),
    }
}

impl Deed {
    /// Walking breaks no order; every other deed does when its time has not come.
    pub fn can_break_order(self) -> bool {
        self != Self::GoTo
    }
}
