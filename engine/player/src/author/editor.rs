//! Opens a file at a line in the author's own editor.
//!
//! Which editor that is, people have said already: `PRACTICUM_EDITOR`, else `VISUAL`, else `EDITOR`. How a line is named differs
//! from editor to editor, so the well-known ones are known here, and any other can say it with `{file}` and `{line}`. Start at
//! [`open_at`].

use std::io::IsTerminal;
use std::path::Path;
use std::process::{Command, Stdio};

/// Where to go in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot<'s> {
    pub file: &'s Path,
    /// Both from 1.
    pub line: u32,
    pub column: u32,
}

const ASKED: [&str; 3] = ["PRACTICUM_EDITOR", "VISUAL", "EDITOR"];

/// Editors that draw in a terminal and have no window.
const IN_TERMINAL: [&str; 10] = ["vi", "vim", "nvim", "nano", "pico", "hx", "helix", "micro", "kak", "joe"];

/// Opens the file in the editor that is set; says its name. An error is a sentence for the author, with what to do.
pub fn open_at(spot: Spot<'_>) -> Result<String, String> {
    let set = ASKED.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let Some(set) = set else {
        return Err("No editor is known. Set PRACTICUM_EDITOR, VISUAL or EDITOR before you start, such as \
                    PRACTICUM_EDITOR=\"code\", or another with {file} and {line} in it."
            .to_owned());
    };
    let words = command_of(&set, spot);
    let name = name_of(words.first().map_or("", String::as_str));
    if IN_TERMINAL.contains(&name.as_str()) && !std::io::stdin().is_terminal() {
        return Err(format!(
            "`{name}` needs a terminal, and this was not started in one. Start it in a terminal, or set PRACTICUM_EDITOR to an editor \
             with a window of its own."
        ));
    }
    let Some((program, arguments)) = words.split_first() else { return Err(format!("`{set}` names no program.")) };
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null());
    let mut child = command.spawn().map_err(|why| format!("`{program}` cannot be started: {why}."))?;
    // Nobody waits for the editor; only its end is noted, so that nothing of it stays behind.
    let waiting = std::thread::Builder::new().name("editor".to_owned()).spawn(move || drop(child.wait()));
    drop(waiting);
    Ok(name)
}

/// The program with its arguments: as it was set, then the place in the words of that editor.
fn command_of(set: &str, spot: Spot<'_>) -> Vec<String> {
    let Spot { file, line, column } = spot;
    let file = file.display().to_string();
    let mut words = words_of(set);
    if words.iter().any(|word| word.contains("{file}")) {
        let filled = |word: String| {
            word.replace("{file}", &file).replace("{line}", &line.to_string()).replace("{column}", &column.to_string())
        };
        return words.into_iter().map(filled).collect();
    }
    let name = name_of(words.first().map_or("", String::as_str));
    let place: Vec<String> = match name.as_str() {
        "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => {
            vec!["--goto".to_owned(), format!("{file}:{line}:{column}")]
        }
        "subl" | "sublime_text" | "zed" | "hx" | "helix" | "lapce" => vec![format!("{file}:{line}:{column}")],
        "kate" | "kwrite" => vec!["--line".to_owned(), line.to_string(), file],
        "idea" | "pycharm" | "rustrover" | "clion" | "webstorm" => vec!["--line".to_owned(), line.to_string(), file],
        "notepad++" => vec![format!("-n{line}"), file],
        "vi" | "vim" | "nvim" | "gvim" | "nano" | "pico" | "emacs" | "emacsclient" | "gedit" | "micro" | "kak" | "joe"
        | "geany" => {
            vec![format!("+{line}"), file]
        }
        _ => vec![file],
    };
    words.extend(place);
    words
}

/// The name of a program without its folder and ending.
fn name_of(program: &str) -> String {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program).to_lowercase();
    [".exe", ".cmd", ".bat"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name).to_owned()
}

/// Words with quotes around those that hold spaces.
fn words_of(set: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    let mut is_open = false;
    for c in set.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => (quote, is_open) = (Some(c), true),
            (None, c) if c.is_whitespace() => {
                if is_open {
                    words.push(std::mem::take(&mut word));
                }
                is_open = false;
            }
            (_, c) => {
                word.push(c);
                is_open = true;
            }
        }
    }
    words.extend(is_open.then_some(word));
    words
}

/// The line of an id's table or step in a file, from 1; the first line where it has none of its own.
pub fn line_of(text: &str, is_it: impl Fn(&str) -> bool) -> u32 {
    let at = text.lines().position(|line| is_it(line.trim())).unwrap_or(0);
    u32::try_from(at + 1).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(set: &str) -> Vec<String> {
        command_of(set, Spot { file: Path::new("/my modules/tour/module.toml"), line: 12, column: 5 })
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        let file = "/my modules/tour/module.toml";
        assert_eq!(command("code"), ["code", "--goto", &format!("{file}:12:5")]);
        assert_eq!(command("\"C:\\Program Files\\Code\\code.exe\" -n")[1..], ["-n", "--goto", &format!("{file}:12:5")]);
        assert_eq!(command("/usr/bin/nvim"), ["/usr/bin/nvim", "+12", file]);
        assert_eq!(command("subl -w"), ["subl", "-w", &format!("{file}:12:5")]);
        assert_eq!(command("xed --at {line} {file}"), ["xed", "--at", "12", file]);
        assert_eq!(command("unheard-of"), ["unheard-of", file]);
        assert_eq!(command("  ").first().map(String::as_str), Some(file));
    }

    #[test]
    fn a_table_and_a_step_are_found_by_their_line() {
        let text = "id = \"m\"\n\n[objects.bell]\nnode = \"Bell\"\n\n[[step]]\nid  = \"ring\"\n";
        assert_eq!(line_of(text, |line| line == "[objects.bell]"), 3);
        assert_eq!(line_of(text, |line| line.starts_with("id") && line.ends_with("\"ring\"")), 7);
        assert_eq!(line_of(text, |line| line == "[objects.gone]"), 1);
    }
}
