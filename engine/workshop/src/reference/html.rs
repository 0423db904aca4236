//! The frame of a page of the reference: plain HTML, one style sheet, one small script for the search, nothing from elsewhere.

/// A whole page.
pub(super) fn page(title: &str, navigation: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} - Practicum reference</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n\
         <script src=\"search.js\" defer></script>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#content\">Skip to the content</a>\n\
         <header>\n<a class=\"home\" href=\"index.html\">Practicum reference</a>\n\
         <form role=\"search\" action=\"words.html\"><label for=\"search\">Search</label>\
         <input id=\"search\" type=\"search\" autocomplete=\"off\" placeholder=\"key, verb or check ( / )\">\
         <span id=\"told\" class=\"told\" role=\"status\"></span><ul id=\"found\" hidden></ul></form>\n\
         <a class=\"to-pages\" href=\"#pages\">All pages</a>\n</header>\n\
         <main id=\"content\" tabindex=\"-1\">\n<h1>{title}</h1>\n{body}</main>\n<nav id=\"pages\" aria-label=\"Pages\">\n{navigation}</nav>\n\
         </body>\n</html>\n"
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
    format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(toml.trim_end()))
}

pub(super) const STYLE: &str = "\
:root { color-scheme: light dark; --ink: #1d2a32; --paper: #fff; --soft: #eef4f6; --line: #b9c8cf; --accent: #0b5a6b; --quiet: #4a5c66; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eef1; --paper: #12191d; --soft: #1c262c; --line: #3c4d56; --accent: #7fd0e2; --quiet: #a9bac2; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 17px/1.55 Inter, 'Segoe UI', Helvetica, Arial, sans-serif;
  display: grid; grid-template: auto 1fr / 16rem minmax(0, 1fr); grid-template-areas: 'head head' 'pages content'; min-height: 100vh; }
header { grid-area: head; position: sticky; top: 0; z-index: 1; display: flex; gap: 1rem 2rem; align-items: center; padding: .6rem 1.5rem;
  background: var(--soft); border-bottom: 1px solid var(--line); }
.home { font-weight: 600; text-decoration: none; flex: 0 0 13rem; }
.to-pages { display: none; }
form { position: relative; display: flex; gap: .6rem; align-items: center; flex: 1 1 20rem; max-width: 40rem; margin: 0; }
input { flex: 1; min-width: 0; font: inherit; padding: .3rem .7rem; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; }
input::placeholder { color: var(--quiet); opacity: 1; }
.told { color: var(--quiet); font-size: .85rem; flex: 0 0 4.5rem; }
#found { position: absolute; top: 100%; left: 0; right: 0; max-height: 70vh; overflow: auto; margin: .3rem 0 0; padding: .4rem; list-style: none;
  background: var(--paper); border: 1px solid var(--line); border-radius: 6px; box-shadow: 0 8px 24px rgb(0 0 0 / .18); }
#found[hidden] { display: none; }
#found li { padding: .3rem .5rem; }
#found small { display: block; color: var(--quiet); }
nav { grid-area: pages; padding: 1.2rem 1.5rem; background: var(--soft); font-size: .95rem; }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; }
nav li { margin: .1rem 0; }
nav h2 { font-size: .85rem; margin: 1.1rem 0 .2rem; color: var(--quiet); }
nav a { text-decoration: none; }
nav a:hover, nav a:focus-visible { text-decoration: underline; }
main { grid-area: content; min-width: 0; max-width: 64rem; padding: 1.5rem 2rem 4rem; }
main:focus { outline: none; }
h1 { margin-top: 0; line-height: 1.2; }
h2 { margin-top: 2.2rem; }
h3 { margin-top: 1.8rem; }
a { color: var(--accent); }
a:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th[scope=row] { white-space: nowrap; font-weight: normal; }
pre { background: var(--soft); padding: .8rem 1rem; overflow-x: auto; border-radius: 6px; }
code { font: .92em/1.5 'JetBrains Mono', Consolas, monospace; font-variant-ligatures: none; }
th[scope=row] code { font-weight: 600; }
nav a[aria-current] { font-weight: 600; color: var(--ink); }
pre:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
dl.words dt { margin-top: .8rem; }
dl.words dd { margin: .1rem 0 .1rem 1.5rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; z-index: 2; }
@media (max-width: 52rem) {
  body { grid-template: auto auto auto / minmax(0, 1fr); grid-template-areas: 'head' 'content' 'pages'; }
  header { flex-wrap: wrap; padding: .5rem 1rem; gap: .4rem 1rem; }
  .home { flex: 1 1 auto; }
  .to-pages { display: inline; }
  form { flex: 1 0 100%; order: 3; }
  label[for=search] { position: absolute; left: -99rem; }
  .told:empty { display: none; }
  html { scroll-padding-top: 6.5rem; }
  main { padding: 1.2rem 1rem 3rem; }
  nav { padding: 1.2rem 1rem 3rem; }
  nav li { padding: .25rem 0; }
  table, thead, tbody, tr, th, td { display: block; border: 0; padding: 0; }
  thead { position: absolute; left: -99rem; }
  tr { padding: .7rem 0; border-bottom: 1px solid var(--line); }
  th[scope=row] { white-space: normal; }
}
@media print { header, nav, .skip { display: none; } body { display: block; } }
";
