//! Two versions of a module compared in words, and what the difference means for people who hold a certificate.
//!
//! Compares the modules as plain trees of named values, so that new parts of the language are told without a line here. What
//! decides right and wrong is what `authoring` hashes as logic. Start at [`compare`].

mod meaning;
mod renames;
mod tree;
mod words;

pub use meaning::Meaning;
pub use renames::Rename;

use authoring::{logic_of, logic_sha256, text_sha256};
use curriculum::Module;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write;

/// What changed between two modules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    pub old_version: String,
    pub new_version: String,
    /// Ids that changed, of what is otherwise much the same.
    pub renamed: Vec<Rename>,
    /// What decides right and wrong.
    pub logic: Vec<Change>,
    /// Words, sources and what only describes the module.
    pub text: Vec<Change>,
    pub meaning: Meaning,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// As in "step 4 `tighten`" or "the module".
    pub place: String,
    /// As in "the tolerance 20 to 26 N·m is now 22 to 24 N·m".
    pub what: String,
    /// The steps that a trainee would do otherwise because of it.
    pub steps: Vec<String>,
}

/// Compares two versions of a module.
pub fn compare(old: &Module, new: &Module) -> Comparison {
    let renamed = renames::find(&tree_of(old), &tree_of(new));
    let old_tree = |module: &Module| renames::apply(&tree_of(module), &renamed);
    let (old_logic, new_logic) = (old_tree(&logic_of(old)), tree_of(&logic_of(new)));
    let logic = tree::changes(&old_logic, &new_logic, old, new);
    let told: BTreeSet<(String, String)> = logic.iter().map(|change| (change.place.clone(), change.what.clone())).collect();
    let all = tree::changes(&old_tree(old), &tree_of(new), old, new);
    let is_new = |change: &Change| !told.contains(&(change.place.clone(), change.what.clone())) && !is_same_thing(change, &logic);
    let text: Vec<Change> = all.into_iter().filter(is_new).map(|change| Change { steps: Vec::new(), ..change }).collect();
    let is_same_logic = logic_sha256(old) == logic_sha256(new) || old_logic == new_logic;
    let is_same_text = text_sha256(old) == text_sha256(new) || text.is_empty();
    let meaning = meaning::meaning(old, new, &logic, &renamed, (is_same_logic, is_same_text));
    Comparison { old_version: old.version.clone(), new_version: new.version.clone(), renamed, logic, text, meaning }
}

/// Something that came or went is told once, with its words.
fn is_same_thing(change: &Change, logic: &[Change]) -> bool {
    let came_or_went = |what: &str| what.starts_with("is new") || what.starts_with("is gone");
    came_or_went(&change.what) && logic.iter().any(|other| other.place == change.place && came_or_went(&other.what))
}

fn tree_of(module: &Module) -> serde_json::Value {
    let mut tree = serde_json::to_value(module).expect("plain data without odd keys always becomes JSON");
    // What is as usual is not written down; a change from it is told all the same.
    tree["pass"]["hint_cost_permille"] = module.pass.hint_cost_permille.into();
    tree
}

impl Comparison {
    /// The comparison as people read it.
    pub fn to_words(&self) -> String {
        let mut out = String::new();
        if !self.renamed.is_empty() {
            out += "Ids that changed:\n";
            out.extend(self.renamed.iter().map(|id| format!("  {} `{}` is now called `{}`\n", id.kind, id.old, id.new)));
            out.push('\n');
        }
        for (title, changes) in [("What is right and wrong", &self.logic), ("Words and descriptions", &self.text)] {
            if !changes.is_empty() {
                let _ = writeln!(out, "{title}:");
                out.extend(changes.iter().map(|change| format!("  {}: {}\n", change.place, change.what)));
                out.push('\n');
            }
        }
        out + &self.meaning.to_words()
    }
}

#[cfg(test)]
mod tests;
