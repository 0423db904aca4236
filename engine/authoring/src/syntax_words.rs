//! What a TOML parser says, in an author's words. A message that is not known here is passed on as it is.

/// The beginning of a parser's message, what it means, and what to do.
const WORDS: [(&str, &str, &str); 17] = [
    ("key with no value", "this key has no value", "Write `key = value`, or `#` before a remark."),
    (
        "invalid unquoted key",
        "this cannot be a key",
        "Keys hold letters, digits, `-` and `_`. A remark begins with `#`; a key is followed by `=`.",
    ),
    (
        "string values must be quoted",
        "this text has no quotes",
        "Put it in straight double quotes, as in \"text\"; curly quotes of a word processor do not count.",
    ),
    ("missing opening quote", "this text lacks its first quote", "Put it in straight double quotes, as in \"text\"."),
    ("invalid basic string", "this text is not closed", "Close it with `\"` on the same line."),
    ("missing escaped value", "a backslash means something special in quotes", "Write `\\\\` for a backslash, or leave it out."),
    ("unexpected leading zero", "a number does not begin with 0", "Leave out the 0."),
    ("unquoted keys cannot be empty", "a name is missing here", "Write a name after the dot, or remove the dot."),
    (
        "duplicate key",
        "this is there already",
        "Remove one of the two. A second step, hint or answer begins with its own `[[step]]`, `[[hint]]` or `[[answer]]`.",
    ),
    ("unexpected key or value", "this belongs on a line of its own", "Put one `key = value` on each line."),
    ("extra `=`", "there is one `=` too many", "Remove it."),
    ("missing comma between array elements", "a comma is missing between two entries of this list", "Put a comma between them."),
    ("missing comma between key-value pairs", "a comma is missing in these braces", "Put a comma between the parts."),
    ("missing value", "the value is missing", "Write one after the `=`."),
    ("unclosed table", "this header is not closed", "Close it with `]`, or `]]` for `[[step]]` and the like."),
    ("unclosed array table", "this header is not closed", "Close it with `]]`."),
    ("invalid comment character", "this remark holds an invisible character", "Type the remark again instead of pasting it."),
];

/// The message and the advice for what the parser said.
pub(crate) fn plain(message: &str) -> (String, &'static str) {
    let known = WORDS.iter().find(|(begins, ..)| message.starts_with(begins));
    known.map_or_else(
        || (format!("this is not TOML: {message}"), "Check quotes, brackets and `=` here and just before."),
        |(_, means, advice)| (format!("this is not TOML: {means}"), advice),
    )
}

/// What is said in place of everything that follows from a bracket that nobody closed.
pub(crate) fn unclosed(message: &str) -> Option<(&'static str, &'static str)> {
    match message {
        message if message.starts_with("unclosed array,") => Some((
            "this is not TOML: a list that begins above is not closed before this line",
            "Close it with `]`. What follows is read once it is closed.",
        )),
        message if message.starts_with("unclosed inline table") => Some((
            "this is not TOML: braces that begin above are not closed before this line",
            "Close them with `}` on the same line. What follows is read once they are closed.",
        )),
        _ => None,
    }
}
