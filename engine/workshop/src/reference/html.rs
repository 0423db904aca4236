//! The frame of a page of the reference: plain HTML and one style sheet, no script, nothing from elsewhere.

/// A whole page.
pub(super) fn page(title: &str, navigation: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} - Practicum reference</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#content\">Skip to the content</a>\n<nav aria-label=\"Pages\">\n{navigation}</nav>\n\
         <main id=\"content\">\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text in which `this` stands in backticks.
pub(super) fn prose(text: &str) -> String {
    let mut out = String::new();
    for (idx, part) in text.split('`').enumerate() {
        let part = escape(part);
        out += &if idx % 2 == 1 { format!("<code>{part}</code>") } else { part };
    }
    out
}

pub(super) fn code(toml: &str) -> String {
    format!("<pre><code>{}</code></pre>\n", escape(toml.trim_end()))
}

pub(super) const STYLE: &str = "\
:root { color-scheme: light dark; --ink: #1d2a32; --paper: #fff; --soft: #eef4f6; --line: #b9c8cf; --accent: #0b5a6b; }\n\
@media (prefers-color-scheme: dark) { :root { --ink: #e6eef1; --paper: #12191d; --soft: #1c262c; --line: #3c4d56; --accent: #7fd0e2; } }\n\
* { box-sizing: border-box; }\n\
body { margin: 0; color: var(--ink); background: var(--paper); font: 17px/1.55 Inter, 'Segoe UI', Helvetica, Arial, sans-serif; display: flex; flex-wrap: wrap; }\n\
nav { flex: 0 0 15rem; padding: 1.5rem; background: var(--soft); }\n\
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; }\nnav li { margin: .15rem 0; }\nnav h2 { font-size: .85rem; margin: .8rem 0 .2rem; }\n\
main { flex: 1 1 30rem; min-width: 0; max-width: 62rem; padding: 1.5rem 2rem 4rem; }\n\
h1 { margin-top: 0; line-height: 1.2; }\nh2 { margin-top: 2.2rem; }\n\
a { color: var(--accent); }\na:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }\n\
table { border-collapse: collapse; width: 100%; }\ncaption { text-align: left; font-weight: 600; padding: .3rem 0; }\n\
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); }\n\
pre { background: var(--soft); padding: .8rem 1rem; overflow-x: auto; border-radius: 6px; }\n\
code { font: .92em/1.5 'JetBrains Mono', Consolas, monospace; }\n\
.skip { position: absolute; left: -99rem; }\n.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }\n";
