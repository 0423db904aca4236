//! Settles a shader's switches before anything compiles it: `override NAME` becomes a constant, and blocks under `if NAME {` go or
//! stay. Drivers would find the same, but spend most of their time and memory on what is never run.
//!
//! Understands only what our shaders use: conditions of switches joined with `&&`, `!`, or compared with a whole number, on a
//! line of their own, closed by a brace of the same indent. Anything else stays as it is, and is still right.

/// Values by switch; switches are 0 or 1, counts any whole number.
pub(crate) type Switches<'a> = &'a [(&'a str, u32)];

pub(crate) fn folded(source: &str, switches: Switches) -> String {
    let mut out = String::with_capacity(source.len());
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if let Some(constant) = settled_override(line, switches) {
            push(&mut out, &constant);
        } else if let Some(value) = condition(line, switches) {
            fold_if(line, value, &mut lines, switches, &mut out);
        } else {
            push(&mut out, line);
        }
    }
    out
}

/// Copies the branch that is taken, in braces of its own, and drops the other.
fn fold_if<'a>(head: &str, value: bool, lines: &mut impl Iterator<Item = &'a str>, switches: Switches, out: &mut String) {
    let indent = &head[..head.len() - head.trim_start().len()];
    let (close, otherwise) = (format!("{indent}}}"), format!("{indent}}} else {{"));
    let mut branches = [String::new(), String::new()];
    let mut is_else = 0;
    for line in lines {
        if line == close {
            break;
        }
        if line == otherwise {
            is_else = 1;
        } else {
            push(&mut branches[is_else], line);
        }
    }
    let taken = &branches[usize::from(!value)];
    if !taken.is_empty() {
        push(out, &format!("{indent}{{"));
        out.push_str(&folded(taken, switches));
        push(out, &close);
    }
}

fn settled_override(line: &str, switches: Switches) -> Option<String> {
    let (name, default) = line.strip_prefix("override ")?.strip_suffix(';')?.split_once(" = ")?;
    let value = value_of(name, switches)?;
    Some(match default {
        "true" | "false" => format!("const {name} = {};", value != 0),
        _ => format!("const {name} = {value}u;"),
    })
}

/// What an `if` line comes to, if it is about switches only.
fn condition(line: &str, switches: Switches) -> Option<bool> {
    let condition = line.trim_start().strip_prefix("if ")?.strip_suffix(" {")?;
    condition.split(" && ").map(|term| settled(term, switches)).try_fold(true, |all, term| Some(all && term?))
}

fn settled(term: &str, switches: Switches) -> Option<bool> {
    if let Some((name, low)) = term.split_once(" > ") {
        return Some(value_of(name, switches)? > low.strip_suffix('u')?.parse().ok()?);
    }
    if let Some((name, value)) = term.split_once(" == ") {
        return Some(value_of(name, switches)? == value.strip_suffix('u')?.parse::<u32>().ok()?);
    }
    match term.strip_prefix('!') {
        Some(name) => Some(value_of(name, switches)? == 0),
        None => Some(value_of(term, switches)? != 0),
    }
}

fn value_of(name: &str, switches: Switches) -> Option<u32> {
    switches.iter().find(|(switch, _)| *switch == name).map(|(_, value)| *value)
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "override A = false;
override N = 0u;
fn f() {
    if A {
        if N > 1u {
            two();
        }
        if N == 0u {
            none();
        }
    } else {
        other();
    }
    if x > 1u {
        stays();
    }
}
";

    #[test]
    fn branches_never_taken_are_gone() {
        let on = folded(SOURCE, &[("A", 1), ("N", 2)]);
        assert!(on.contains("two()") && !on.contains("other()") && !on.contains("none()") && on.contains("stays()"));
        assert!(on.contains("const A = true;") && on.contains("const N = 2u;"));
        let off = folded(SOURCE, &[("A", 0), ("N", 2)]);
        assert!(!off.contains("two()") && off.contains("other()"));
    }

    #[test]
    fn unknown_switches_stay() {
        assert_eq!(folded(SOURCE, &[]), SOURCE);
    }
}
