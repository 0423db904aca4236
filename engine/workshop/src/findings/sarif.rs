//! SARIF 2.1.0, the format in which code review tools take findings (OASIS, docs.oasis-open.org/sarif/sarif/v2.1.0).

use super::{Checked, end_of, path_of};
use authoring::{Check, Diagnostic, Severity, checks};
use serde_json::{Value, json};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// One run of the checks, with every check as a rule.
pub fn sarif(checked: &[Checked<'_>]) -> Value {
    let rules = checks();
    let results: Vec<Value> =
        checked.iter().flat_map(|module| module.diagnostics.iter().map(|found| result(module, found, &rules))).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "practicum",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|check| rule(check)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(check: &Check) -> Value {
    json!({
        "id": check.code,
        "shortDescription": { "text": check.title },
        "fullDescription": { "text": check.manual },
        "defaultConfiguration": { "level": level(check.severity) },
    })
}

fn result(module: &Checked<'_>, found: &Diagnostic, rules: &[&Check]) -> Value {
    let (end_line, end_column) = end_of(module.sources, found);
    let message = if found.advice.is_empty() { found.message.clone() } else { format!("{}. {}", found.message, found.advice) };
    let mut result = json!({
        "ruleId": found.code,
        "level": level(found.severity),
        "message": { "text": message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&path_of(module.path, &found.file)) },
            "region": {
                "startLine": found.line.max(1),
                "startColumn": found.column.max(1),
                "endLine": end_line.max(1),
                "endColumn": end_column.max(1),
            },
        } }],
    });
    if let Some(rule_idx) = rules.iter().position(|check| check.code == found.code) {
        result["ruleIndex"] = json!(rule_idx);
    }
    result
}

fn level(severity: Severity) -> &'static str {
    severity.word()
}

/// A path as a URI reference (RFC 3986): relative stays relative, what starts at the root becomes a file.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let written: String =
        path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    match path {
        _ if has_drive => format!("file:///{}:{}", &written[..1], written.get(4..).unwrap_or("")),
        path if path.starts_with('/') => format!("file://{written}"),
        _ => written,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::checked;
    use super::*;
    use authoring::{SceneIndex, Sources, compile};

    #[test]
    fn results_point_at_their_rule_and_place() {
        let sources = Sources::of_module("format = 1\nid = \"Bell\"\n");
        let found = compile(&sources, &SceneIndex::default()).diagnostics;
        let sarif = sarif(&[checked(&sources, &found)]);
        let run = &sarif["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), found.len());
        for result in results {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            let region = &result["locations"][0]["physicalLocation"]["region"];
            assert!(region["startLine"].as_u64() >= Some(1) && region["endColumn"].as_u64() >= Some(1), "{region}");
        }
        let place = &results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(place, "my%20modules/bell/module.toml");
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("modules/bell/module.toml"), "modules/bell/module.toml");
        assert_eq!(uri("/home/é/x#1"), "file:///home/%C3%A9/x%231");
        assert_eq!(uri("C:/Users/x y"), "file:///C:/Users/x%20y");
    }
}
