//! The author's part of `practicum bench`: how long a check takes as a module grows, and how many rehearsals fit in a second.

use anyhow::{Context, Result};
use authoring::{SceneIndex, Sources, compile};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;
use workshop::rehearsal::{Plan, rehearse};

/// Measures and prints rows as the rest of the benchmark does.
pub fn measure(quick: bool, out: &mut dyn Write) -> Result<()> {
    let mut row = |name: &str, value: String, target: &str| writeln!(out, "{name:<48} {value:>20} {target:>10}");
    let scene = scene();
    for (n_steps, target) in [(10, ""), (200, "20 ms"), (2_000, "")] {
        let sources = Sources::of_module(line_of_steps(n_steps));
        let n_rounds = if quick { 3 } else { 15 };
        let mut took_ms: Vec<f64> = (0..n_rounds)
            .map(|_| {
                let began = Instant::now();
                std::hint::black_box(compile(&sources, &scene));
                began.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        took_ms.sort_by(f64::total_cmp);
        row(&format!("Check of a module with {n_steps} steps, median"), format!("{:.1} ms", took_ms[n_rounds / 2]), target)?;
    }
    for (n_steps, n_seeds, target) in [(20, 500, "1000"), (200, 50, "")] {
        let compiled = compile(&Sources::of_module(line_of_steps(n_steps)), &scene);
        let module = Arc::new(compiled.module.context("the measured module has errors")?);
        let plan = Plan { n_seeds: if quick { n_seeds / 10 } else { n_seeds }, n_random: 0 };
        let began = Instant::now();
        let report = rehearse(&module, plan);
        let per_second = report.n_runs as f64 / began.elapsed().as_secs_f64();
        row(&format!("Rehearsal: runs of a module with {n_steps} steps"), format!("{per_second:.0} a second"), target)?;
    }
    Ok(())
}

fn scene() -> SceneIndex {
    let nodes = BTreeSet::from(["Bell", "Door", "Cup", "Shelf"].map(str::to_owned));
    SceneIndex { scene: "room".to_owned(), nodes, ..SceneIndex::default() }
}

/// A module with so many steps of four kinds, each with a hint.
fn line_of_steps(n_steps: usize) -> String {
    let mut toml = String::from(
        "format = 1\nid = \"line\"\ntitle = \"A line\"\nkind = \"workflow\"\nversion = \"1\"\nlanguage = \"en\"\nscene = \"room\"\nminutes = 5\n\
         [objects.bell]\nnode = \"Bell\"\nname = \"bell\"\nkind = \"button\"\n\
         [objects.door]\nnode = \"Door\"\nname = \"door\"\nkind = \"door\"\nstates = [\"closed\", \"open\"]\n\
         [objects.cup]\nnode = \"Cup\"\nname = \"cup\"\nkind = \"item\"\n\
         [objects.shelf]\nnode = \"Shelf\"\nname = \"shelf\"\nkind = \"socket\"\n",
    );
    let goals = [
        "{ press = \"bell\" }",
        "{ set = \"door\", to = \"open\" }",
        "{ take = \"cup\" }",
        "{ put = \"cup\", into = \"shelf\" }",
        "{ set = \"door\", to = \"closed\" }",
    ];
    for idx in 0..n_steps {
        let goal = goals[idx % goals.len()];
        let _ = write!(
            toml,
            "[[step]]\nid = \"s{idx}\"\nsay = \"Do the next thing.\"\ndo = {goal}\n[[hint]]\nid = \"h{idx}\"\nstep = \"s{idx}\"\nsay = \"It is near.\"\n"
        );
    }
    toml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measured_module_is_a_good_one() {
        let compiled = compile(&Sources::of_module(line_of_steps(20)), &scene());
        assert_eq!(compiled.diagnostics, []);
        let report = rehearse(&Arc::new(compiled.module.unwrap()), Plan { n_seeds: 1, n_random: 0 });
        assert_eq!(report.problems, Vec::<String>::new());
    }
}
