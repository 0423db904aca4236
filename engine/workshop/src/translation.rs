//! A module's texts for translators: what is missing, stale or long in each language, files to fill in, and a pseudo-locale.
//!
//! Knows texts by their stable paths only (`authoring` gathers them). Start at [`overview`] or [`extract`].

use authoring::{Sources, Text, is_much_longer, quoted, texts, translations};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The language tag that stands for no language: texts that look foreign and are a third longer, to try a layout.
pub const PSEUDO: &str = "qps-ploc";

/// How one language stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    pub language: String,
    pub n_texts: usize,
    pub n_translated: usize,
    /// Paths of texts that are not translated.
    pub missing: Vec<String>,
    /// Paths of translations whose text has changed since.
    pub stale: Vec<String>,
    /// Paths that the module does not have.
    pub surplus: Vec<String>,
    /// Paths of translations that are much longer than their text.
    pub long: Vec<String>,
}

/// Every language that has a file, in the order of their tags.
pub fn standings(sources: &Sources) -> Vec<Standing> {
    languages(sources).map(|language| standing(sources, language)).collect()
}

fn languages(sources: &Sources) -> impl Iterator<Item = &str> {
    sources.files.keys().filter_map(|path| path.strip_prefix("strings/")?.strip_suffix(".toml"))
}

/// How one language stands; all is missing where it has no file.
pub fn standing(sources: &Sources, language: &str) -> Standing {
    let module = texts(sources);
    let translated: BTreeMap<Vec<String>, Text> =
        translations(sources, language).into_iter().map(|text| (text.path.clone(), text)).collect();
    let mut standing = Standing { language: language.to_owned(), n_texts: module.len(), ..Standing::default() };
    for text in &module {
        let path = text.path.join(".");
        match translated.get(&text.path) {
            None => standing.missing.push(path),
            Some(other) => {
                standing.n_translated += 1;
                if other.from.as_ref().is_some_and(|from| *from != text.toml) {
                    standing.stale.push(path.clone());
                }
                if is_long(text, other) {
                    standing.long.push(path);
                }
            }
        }
    }
    let is_surplus = |path: &&Vec<String>| !module.iter().any(|text| text.path == **path);
    standing.surplus = translated.keys().filter(is_surplus).map(|path| path.join(".")).collect();
    standing
}

fn is_long(text: &Text, translated: &Text) -> bool {
    let length = |text: &Text| text.words.iter().map(|words| words.chars().count()).sum::<usize>();
    is_much_longer(length(translated), length(text))
}

/// All languages as people read it.
pub fn overview(sources: &Sources) -> String {
    let standings = standings(sources);
    let mut out = format!("{} texts in the module itself.\n", texts(sources).len());
    if standings.is_empty() {
        out += "No translation yet. `practicum strings MODULE LANGUAGE --write` makes a file to fill in.\n";
    }
    for standing in standings {
        let Standing { language, n_texts, n_translated, missing, stale, surplus, long } = standing;
        let _ = writeln!(out, "\n{language}: {n_translated} of {n_texts} translated");
        for (what, paths) in [
            ("missing, shown in the module's own language", missing),
            ("stale: the module's text has changed since", stale),
            ("in vain: the module has no such text", surplus),
            ("much longer than the module's text", long),
        ] {
            if !paths.is_empty() {
                let _ = writeln!(out, "  {what}: {}\n    {}", paths.len(), paths.join("\n    "));
            }
        }
    }
    out
}

/// The file `strings/<language>.toml` with every text of the module: what is translated stays, what is missing stands as a
/// comment to fill in. Every text remembers what it is to be translated from; a stale one keeps its old memory, so that it
/// goes on being told.
pub fn extract(sources: &Sources, language: &str) -> String {
    let translated: BTreeMap<Vec<String>, Text> =
        translations(sources, language).into_iter().map(|text| (text.path.clone(), text)).collect();
    let head = "Texts of this module. Remove the `#` before a key and translate what is in the quotes;\n# leave {fact.name} as it is. \
                `# from` remembers the text that was translated: leave it too.\n";
    let module = texts(sources);
    let surplus: Vec<String> = translated
        .values()
        .filter(|text| !module.iter().any(|known| known.path == text.path))
        .map(|text| format!("#{} = {}\n", text.path.join("."), text.toml))
        .collect();
    let foot =
        if surplus.is_empty() { String::new() } else { format!("\n# The module has these texts no more:\n{}", surplus.concat()) };
    let entries = file(&module, head, |text, key| match translated.get(&text.path) {
        Some(other) => {
            let from = other.from.as_deref().unwrap_or(&text.toml);
            let is_stale = from != text.toml;
            let now = if is_stale { format!("# now: {}\n", text.toml) } else { String::new() };
            format!("{now}# from: {from}\n{key} = {}\n", other.toml)
        }
        None => format!("# from: {}\n#{key} = {}\n", text.toml, text.toml),
    });
    entries + &foot
}

/// A file in which every text is marked, accented and a third longer: what stays plain on the screen is no text of the
/// module, and what is cut off is too long.
pub fn pseudo(sources: &Sources) -> String {
    file(&texts(sources), "Not a language: made to try the layout.\n", |text, key| {
        format!("# from: {}\n{key} = {}\n", text.toml, with_words(text, accented))
    })
}

fn file(texts: &[Text], head: &str, entry: impl Fn(&Text, &str) -> String) -> String {
    let mut out = format!("# {head}");
    for text in texts.iter().filter(|text| text.path.len() == 1) {
        let _ = write!(out, "\n{}", entry(text, &text.path[0]));
    }
    let mut kinds: Vec<&str> = Vec::new();
    for text in texts {
        if let [kind, _] = &text.path[..]
            && !kinds.contains(&kind.as_str())
        {
            kinds.push(kind);
        }
    }
    for kind in kinds {
        let _ = write!(out, "\n[{kind}]\n");
        for text in texts.iter().filter(|text| matches!(&text.path[..], [k, _] if k == kind)) {
            out += &entry(text, &text.path[1]);
        }
    }
    let mut tables: Vec<(&str, &str)> = Vec::new();
    for text in texts {
        if let [kind, id, _] = &text.path[..]
            && !tables.contains(&(kind, id))
        {
            tables.push((kind, id));
        }
    }
    for (kind, id) in tables {
        let _ = write!(out, "\n[{kind}.{id}]\n");
        for text in texts.iter().filter(|text| matches!(&text.path[..], [k, i, _] if k == kind && i == id)) {
            out += &entry(text, &text.path[2]);
        }
    }
    out
}

/// The text as TOML, be it one, a list or the names of states, with every word of it changed.
fn with_words(text: &Text, change: impl Fn(&str) -> String) -> String {
    let mut changed = String::new();
    let mut rest = text.toml.as_str();
    for words in &text.words {
        let written = quoted(words);
        if let Some((before, after)) = rest.split_once(&written) {
            changed += before;
            changed += &quoted(&change(words));
            rest = after;
        }
    }
    changed + rest
}

/// Accents on the vowels, brackets around, dots for length; placeholders stay.
fn accented(text: &str) -> String {
    let (plain, foreign) = ("aceinouyACEINOUY", "àçéîñôüýÀÇÉÎÑÔÜÝ");
    let mut in_placeholder = false;
    let marked: String = text
        .chars()
        .map(|c| {
            in_placeholder = (in_placeholder || c == '{') && c != '}';
            let at = plain.chars().position(|known| known == c && !in_placeholder);
            at.and_then(|at| foreign.chars().nth(at)).unwrap_or(c)
        })
        .collect();
    format!("[{marked}{}]", "·".repeat(text.chars().count() / 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> Sources {
        let module = "title = \"Bell\"\n[objects.bell]\nname = \"bell\"\n[[step]]\nid = \"ring\"\nsay = \"Press the {fact.x} bell.\"\n\
                      [[mistake]]\nid = \"no\"\nsay = \"No.\"\ncould_have = [\"a\", \"b \\\"c\\\"\"]\n";
        Sources::of_module(module)
    }

    #[test]
    fn an_extracted_file_has_every_text_and_translates_none() {
        let file = extract(&sources(), "es");
        assert!(file.contains("[step.ring]\n# from: \"Press the {fact.x} bell.\"\n#say = \"Press"), "{file}");
        let with = sources().with("strings/es.toml", file);
        let standing = standing(&with, "es");
        assert_eq!((standing.n_texts, standing.n_translated, standing.missing.len()), (5, 0, 5));
    }

    #[test]
    fn filling_in_is_kept_when_it_is_extracted_again_and_a_changed_text_is_stale() {
        let filled = extract(&sources(), "es")
            .replace("#say = \"No.\"", "say = \"¡No!\"")
            .replace("#name = \"bell\"", "name = \"timbre\"");
        let again = extract(&sources().with("strings/es.toml", filled.clone()), "es");
        assert_eq!(again, filled);
        let module = String::from_utf8(sources().files["module.toml"].clone()).unwrap().replace("\"No.\"", "\"Never.\"");
        let changed = Sources::of_module(module).with("strings/es.toml", filled);
        let found = standing(&changed, "es");
        assert_eq!((found.stale, found.n_translated), (vec!["mistake.no.say".to_owned()], 2));
        assert!(extract(&changed, "es").contains("# now: \"Never.\"\n# from: \"No.\"\nsay = \"¡No!\""));
        assert!(overview(&changed).contains("stale: the module's text has changed since: 1\n    mistake.no.say"));
    }

    #[test]
    fn what_the_module_has_no_more_is_kept_as_a_remark() {
        let with = sources().with("strings/es.toml", "[step.gone]\nsay = \"Adiós.\"\n");
        assert_eq!(standing(&with, "es").surplus, ["step.gone.say"]);
        assert!(extract(&with, "es").ends_with("# The module has these texts no more:\n#step.gone.say = \"Adiós.\"\n"));
    }

    #[test]
    fn what_may_be_typed_states_and_fields_are_there_to_fill_in() {
        let module = "title = \"Desk\"\n[objects.door]\nname = \"door\"\nstates = [\"closed\", \"half_open\"]\n\
                      [cards.phone]\nask = \"Which?\"\naccept = [\"2400\", \"extension 2400\"]\n\
                      [[field]]\nid = \"room\"\ncard = \"phone\"\nlabel = \"Room\"\naccept = \"4 min\"\n\
                      [pages.plan]\ntitle = \"Plan\"\nrows = [[\"a\", \"b\"], [\"c\", \"d\"]]\n";
        let sources = Sources::of_module(module);
        let file = extract(&sources, "es");
        for line in [
            "[objects.door]\n# from: \"door\"\n#name = \"door\"\n# from: { half_open = \"half open\" }\n#state_names = {",
            "#accept = [\"2400\", \"extension 2400\"]",
            "[field.room]\n# from: \"Room\"\n#label = \"Room\"\n\n",
        ] {
            assert!(file.contains(line), "{line}\n{file}");
        }
        let filled =
            file.replace("#state_names = { half_open = \"half open\" }", "state_names = { half_open = \"entreabierta\" }");
        let standing_of = |file: &str| standing(&sources.clone().with("strings/es.toml", file), "es");
        assert_eq!((standing_of(&filled).n_translated, standing_of(&filled).stale), (1, vec![]));
        let older = filled.replace("# from: { half_open = \"half open\" }", "# from: { half_open = \"ajar\" }");
        assert_eq!(standing_of(&older).stale, ["objects.door.state_names"]);
        let with = sources.clone().with("strings/qps-ploc.toml", pseudo(&sources));
        let found = standing(&with, PSEUDO);
        assert_eq!((found.missing, found.stale, found.surplus), (vec![], vec![], vec![]), "{}", pseudo(&sources));
        assert!(pseudo(&sources).contains("state_names = { half_open = \"[hàlf") && pseudo(&sources).contains("], [\"["));
    }

    #[test]
    fn a_pseudo_locale_translates_everything_and_keeps_placeholders() {
        let with = sources().with("strings/qps-ploc.toml", pseudo(&sources()));
        let found = standing(&with, PSEUDO);
        assert_eq!((found.missing.len(), found.stale.len(), found.long.len()), (0, 0, 0), "{found:?}");
        assert!(pseudo(&sources()).contains("[Préss thé {fact.x} béll."));
    }
}
