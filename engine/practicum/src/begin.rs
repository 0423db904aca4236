//! `practicum new` and `practicum scenes`: what an author starts with.

use crate::writing::{put, write_file};
use anyhow::{Context, Result, bail, ensure};
use curriculum::PICTURES;
use player::library::scene_index;
use player::outline::{Outline, outline, outlines};
use player::places::{Wanted, find_home};
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use workshop::templates::{TEMPLATES, id_for, template};

const ABOUT_PICTURES: &str = "\
A place without 3D: photos and 360° pictures of your own, in the module's folder, with marked places.

  scene = \"pictures\"

  [pictures.pump]                     a .jpg or .png of at most 16 MB and 8,192 pixels a side
  file  = \"pump.jpg\"
  shows = \"The pump with its valve.\"  for who cannot see it
  kind  = \"panorama\"                all the way round, twice as wide as high; left out for a photo

  [marks.valve]                       a place in it: from the left, from the top
  in   = \"pump\"
  at   = \"40 % 62 %\"
  size = \"8 % 10 %\"

  [objects.valve]                     what it is, for the steps
  node = \"valve\"
  name = \"valve\"
  kind = \"switch\"

`practicum new photo FOLDER` makes a module of this kind to change; `practicum play --author FOLDER` shows the marks and copies
the lines for any place that you point at.
";

/// Prints the templates.
pub fn list_templates() -> Result<()> {
    let mut words = String::from("Templates for `practicum new TEMPLATE FOLDER`:\n\n");
    for template in &TEMPLATES {
        let _ = writeln!(words, "  {:<16} {}", template.name, template.about);
    }
    words += "\n`photo` plays in its own pictures, the others in the scene harbour-clinic. `practicum scenes` lists the scenes there are.\n";
    Ok(put(&words)?)
}

/// Somebody wants to begin and does not know how: the templates, and a line to type.
pub fn ask_for_both(template: Option<&str>) -> Result<ExitCode> {
    let known = template.filter(|name| workshop::templates::template(name).is_some());
    match (template, known) {
        (Some(_), Some(name)) => eprintln!("Say where, too: practicum new {name} my-{name}"),
        (Some(name), None) => eprintln!("There is no template `{name}`.\n"),
        (None, _) => eprintln!("Say which template, and where: practicum new tour my-tour\n"),
    }
    if known.is_none() {
        list_templates()?;
    }
    Ok(ExitCode::from(2))
}

/// Writes a template's module into a folder, which must not hold a module yet.
pub fn new_module(name: &str, folder: &Path) -> Result<()> {
    let Some(template) = template(name) else {
        let names: Vec<&str> = TEMPLATES.iter().map(|template| template.name).collect();
        bail!("there is no template `{name}`; there are: {}", names.join(", "));
    };
    let path = folder.join("module.toml");
    ensure!(!path.exists(), "{} is there already, and was left alone. Name another folder", path.display());
    let whole = std::path::absolute(folder).with_context(|| format!("{} names no folder", folder.display()))?;
    let id = id_for(&whole.file_name().map(|name| name.to_string_lossy()).unwrap_or_default(), template);
    if let Some((name, _)) = template.files.iter().find(|(name, _)| folder.join(name).exists()) {
        bail!("{} is there already, and was left alone. Name another folder", folder.join(name).display());
    }
    write_file(&path, template.module_toml(&id).as_bytes())?;
    for (name, bytes) in template.files {
        write_file(&folder.join(name), bytes)?;
    }
    let shown = folder.display().to_string();
    let shown = if shown.contains(' ') { format!("\"{shown}\"") } else { shown };
    put(&format!(
        "Made {} with the id `{id}`.\n\n\
         Open it in any text editor. Then:\n  \
         practicum check {shown}            every problem at once, with line and advice\n  \
         practicum play --author {shown}    see it in the window while you write: what you save comes in\n  \
         practicum rehearse {shown}         can everything in it be reached, finished and caught?\n  \
         practicum watch {shown}            it plays itself, with a sheet of pictures\n  \
         practicum play {shown}             play it as a trainee does\n\n\
         What you may write: practicum doc reference   (then open reference/index.html)\n\
         What there is:      practicum scenes {scene}\n",
        path.display(),
        scene = template.scene()
    ))?;
    Ok(())
}

/// Prints the scenes there are, or what is in one.
pub fn scenes(wanted: Wanted, scene: Option<&str>) -> Result<()> {
    let content = find_home(wanted.or_from_environment().home)?.join("content");
    if scene == Some(PICTURES) {
        return Ok(put(ABOUT_PICTURES)?);
    }
    let Some(scene) = scene else {
        let mut words = String::new();
        for found in outlines(&content)? {
            let _ = writeln!(
                words,
                "{:<20} {} things and places, {} animations; pictures: {}",
                found.scene,
                found.n_nodes(),
                found.animations.len(),
                paths(&content, &found)
            );
        }
        let _ = writeln!(words, "{PICTURES:<20} photos and 360° pictures of your own, in the module's folder");
        words += "\n`practicum scenes NAME` lists what is in one.\n";
        return Ok(put(&words)?);
    };
    let known: Vec<String> = outlines(&content)?.into_iter().map(|found| found.scene).collect();
    ensure!(known.iter().any(|known| known == scene), "there is no scene `{scene}`; there are: {}", known.join(", "));
    let found = outline(&content, scene)?;
    let mut words = format!("The scene {}. Write `node = \"...\"` in an object with one of these names.\n", found.scene);
    for (kind, names) in &found.nodes {
        let _ = write!(words, "\n{}\n{}", kind_words(kind), columns(names));
    }
    let _ = write!(words, "\nAnimations, for `play`\n{}", columns(&found.animations));
    let sounds: Vec<String> = scene_index(&content, scene)?.sounds.into_iter().collect();
    let _ = write!(words, "\nSounds, for `sound`\n{}", columns(&sounds));
    let _ = writeln!(words, "\nPictures of it: {}", paths(&content, &found));
    Ok(put(&words)?)
}

/// `kind = "zone": places to stand`, with each of several kinds in quotes.
fn kind_words(kind: &str) -> String {
    let (kinds, what) = kind.split_once(": ").unwrap_or((kind, ""));
    let quoted: Vec<String> = kinds.split(", ").map(|kind| format!("\"{kind}\"")).collect();
    format!("kind = {}: {what}", quoted.join(" or "))
}

fn paths(content: &Path, found: &Outline) -> String {
    let path = |name: &String| content.join(&found.scene).join(name).display().to_string();
    if found.pictures.is_empty() { "none".to_owned() } else { found.pictures.iter().map(path).collect::<Vec<_>>().join(", ") }
}

/// Names side by side, at most 100 characters a line.
fn columns(names: &[String]) -> String {
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0) + 2;
    let per_line = (98 / width).max(1);
    let line = |names: &[String]| {
        let cells: String = names.iter().map(|name| format!("{name:<width$}")).collect();
        format!("  {}\n", cells.trim_end())
    };
    names.chunks(per_line).map(line).collect()
}
