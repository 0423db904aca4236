//! Leaves out of a shader what its entry points never call. wgpu reads and checks all of it otherwise, and a software GPU translates all
//! of it and keeps what that left behind, a megabyte for a surface.
//!
//! Understands only how our shaders are written: a function begins at the start of a line and ends with a brace there. Start at
//! [`reached`].

use std::collections::BTreeSet;

/// The source with those functions only that these call, or that what these call calls.
pub(crate) fn reached(source: &str, entry_points: &[&str]) -> String {
    let pieces = pieces(source);
    let mut wanted: BTreeSet<&str> = entry_points.iter().copied().collect();
    let mut kept = vec![false; pieces.len()];
    loop {
        let found =
            pieces.iter().zip(&kept).position(|(piece, kept)| !kept && piece.function.is_none_or(|name| wanted.contains(name)));
        let Some(found) = found else { break };
        kept[found] = true;
        wanted.extend(words(pieces[found].text));
    }
    pieces.iter().zip(kept).filter(|(_, kept)| *kept).map(|(piece, _)| piece.text).collect()
}

/// A function with its attributes, or what stands between two.
struct Piece<'a> {
    function: Option<&'a str>,
    text: &'a str,
}

fn pieces(source: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut begins, mut at) = (Vec::new(), 0, 0);
    // Of the function that goes on.
    let mut function = None;
    for line in source.split_inclusive('\n') {
        let ends = at + line.len();
        if function.is_none() && (line.starts_with('@') && !line.starts_with("@group") || line.starts_with("fn ")) {
            pieces.push(Piece { function: None, text: &source[begins..at] });
            (begins, function) = (at, Some(""));
        }
        if let Some(after) = line.strip_prefix("fn ") {
            function = after.split('(').next();
        }
        if function.is_some() && line.trim_end() == "}" {
            pieces.push(Piece { function, text: &source[begins..ends] });
            (begins, function) = (ends, None);
        }
        at = ends;
    }
    pieces.push(Piece { function: None, text: &source[begins..] });
    pieces
}

/// All but those of comments.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let code = text.lines().filter_map(|line| line.split("//").next());
    code.flat_map(|code| code.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "const A = 1;

@group(0) @binding(0) var t: texture_2d<f32>;

@vertex
fn vs_one(
    a: f32,
) -> f32 {
    return near(a);
}

// Calls far.
@fragment
fn fs_other() -> f32 {
    return far(1.0);
}

fn near(a: f32) -> f32 {
    if a > 0.0 {
        return nearer(a);
    }
    return a;
}

fn far(a: f32) -> f32 {
    return nearer(a);
}

fn nearer(a: f32) -> f32 {
    return a;
}
";

    #[test]
    fn what_is_never_called_is_left_out() {
        let one = reached(SOURCE, &["vs_one"]);
        assert!(one.starts_with("const A = 1;\n\n@group(0)") && one.contains("fn near(") && one.contains("fn nearer("));
        assert!(!one.contains("fn far(") && !one.contains("@fragment"), "{one}");
        assert!(one.contains("@vertex\nfn vs_one("));
    }

    #[test]
    fn all_stays_when_all_is_called() {
        assert_eq!(reached(SOURCE, &["vs_one", "fs_other"]), SOURCE);
    }
}
