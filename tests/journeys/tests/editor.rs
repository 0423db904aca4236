//! An editor at the other end of `practicum lsp`: the protocol spoken to the real program, and Neovim where it is installed.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

use journeys::program::{Practicum, project_root};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A module with a slip in its step, in a folder of its own.
fn folder_with_slip(practicum: &Practicum) -> (PathBuf, String) {
    let folder = practicum.scratch().join("my module");
    practicum.run(["new", "tour", &folder.display().to_string()]).unwrap().succeeded().unwrap();
    let path = folder.join("module.toml");
    let text = fs::read_to_string(&path).unwrap().replacen("{ press = \"book\" }", "{ press = \"bok\" }", 1);
    fs::write(&path, &text).unwrap();
    (path, text)
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display().to_string().replace('\\', "/").replace(' ', "%20"))
}

/// Line and column, from 0, of the byte behind a text.
fn behind(text: &str, what: &str) -> Value {
    let at = text.find(what).unwrap() + what.len();
    let line_start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": text[..at].matches('\n').count(), "character": text[line_start..at].encode_utf16().count() })
}

/// Everything the program answers to these messages, in order.
fn talk(practicum: &Practicum, messages: &[Value]) -> Vec<Value> {
    let mut command = practicum.command(["lsp"]).unwrap();
    let mut program = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = program.stdin.take().unwrap();
    for message in messages {
        let body = message.to_string();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    }
    drop(input);
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut rest = &output.stdout[..];
    let mut answers = Vec::new();
    while let Some(at) = rest.windows(4).position(|window| window == b"\r\n\r\n") {
        let head = String::from_utf8_lossy(&rest[..at]);
        let length: usize = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap().trim().parse().unwrap();
        answers.push(serde_json::from_slice(&rest[at + 4..at + 4 + length]).unwrap());
        rest = &rest[at + 4 + length..];
    }
    answers
}

fn request(id: u32, method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
}

fn notification(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

fn answer(answers: &[Value], id: u32) -> &Value {
    answers.iter().find(|answer| answer["id"] == id).unwrap_or_else(|| panic!("no answer to {id} in {answers:?}"))
}

#[test]
fn an_editor_is_told_problems_and_helped_as_one_types() {
    let practicum = Practicum::new().unwrap();
    let (path, text) = folder_with_slip(&practicum);
    let document = json!({ "uri": uri(&path) });
    let at = |what: &str| json!({ "textDocument": document, "position": behind(&text, what) });
    let mended = text.replace("\"bok\"", "\"book\"");
    let rename = json!({ "textDocument": document, "position": behind(&mended, "[objects.bo"), "newName": "register" });
    let wrong = json!({ "textDocument": document, "position": behind(&mended, "[objects.bo"), "newName": "The Register" });
    let answers = talk(
        &practicum,
        &[
            request(1, "initialize", json!({ "capabilities": {} })),
            notification("initialized", json!({})),
            notification(
                "textDocument/didOpen",
                json!({ "textDocument": { "uri": uri(&path), "languageId": "toml", "version": 1, "text": text } }),
            ),
            request(2, "textDocument/completion", at("{ press = \"bo")),
            request(3, "textDocument/completion", at("node = \"Gui")),
            request(4, "textDocument/hover", at("guide_s")),
            request(5, "textDocument/definition", at("step  = \"sign")),
            notification(
                "textDocument/didChange",
                json!({ "textDocument": { "uri": uri(&path), "version": 2 }, "contentChanges": [{ "text": mended }] }),
            ),
            request(6, "textDocument/rename", rename),
            request(7, "textDocument/rename", wrong),
            request(8, "textDocument/foldingRange", json!({ "textDocument": document })),
            request(9, "shutdown", Value::Null),
            notification("exit", Value::Null),
        ],
    );
    assert_eq!(answer(&answers, 1)["result"]["capabilities"]["hoverProvider"], true);
    let told: Vec<&Value> = answers.iter().filter(|told| told["method"] == "textDocument/publishDiagnostics").collect();
    let of_module = |told: &&&Value| told["params"]["uri"] == uri(&path);
    let told: Vec<&&Value> = told.iter().filter(of_module).collect();
    let first = &told[0]["params"]["diagnostics"][0];
    assert_eq!((&first["code"], &first["severity"]), (&json!("P020"), &json!(1)));
    assert!(first["message"].as_str().unwrap().contains("Did you mean `book`?"), "{first}");
    assert_eq!(told[1]["params"]["diagnostics"], json!([]), "mended, and told so");

    let labels = |id| -> Vec<String> {
        answer(&answers, id)["result"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    assert!(labels(2).contains(&"book".to_owned()) && labels(2).contains(&"aed_door".to_owned()), "{:?}", labels(2));
    assert!(labels(3).contains(&"Guide".to_owned()) && labels(3).contains(&"BadgeReader".to_owned()), "nodes of the scene");
    assert!(answer(&answers, 4)["result"]["contents"]["value"].as_str().unwrap().contains("What the guide says"));
    let declared = &answer(&answers, 5)["result"]["range"]["start"];
    let step = text.find("id         = \"sign-in\"").unwrap();
    assert_eq!(declared["line"], text[..step].matches('\n').count(), "the step `sign-in`");
    let changes = &answer(&answers, 6)["result"]["changes"][uri(&path)];
    assert_eq!(changes.as_array().unwrap().len(), 3, "the declaration, the goal and the hint: {changes}");
    assert!(answer(&answers, 7)["error"]["message"].as_str().unwrap().contains("is no id"));
    assert!(answer(&answers, 8)["error"].is_object() && answer(&answers, 9)["result"].is_null());
}

#[test]
fn neovim_shows_problems_completes_explains_and_renames() {
    if Command::new("nvim").arg("--version").output().is_err() {
        println!("SKIPPED: Neovim is not installed, so nobody tries the editor itself");
        return;
    }
    let practicum = Practicum::new().unwrap();
    let (path, _) = folder_with_slip(&practicum);
    let report = practicum.scratch().join("report.json");
    let command = practicum.command(["lsp"]).unwrap();
    let program: Vec<String> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    let mut editor = Command::new("nvim");
    editor
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "-S"])
        .arg(project_root().join("tests/journeys/src/editor.lua"))
        .env("PRACTICUM_LSP", serde_json::to_string(&program).unwrap())
        .env("PRACTICUM_MODULE", &path)
        .env("PRACTICUM_REPORT", &report);
    let output = editor.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let report: Value = serde_json::from_str(&fs::read_to_string(&report).unwrap()).unwrap();
    assert!(report["problem"].as_str().unwrap().contains("Did you mean `book`?"), "{report}");
    assert!(report["completions"].as_array().unwrap().contains(&json!("book")), "{report}");
    assert!(report["hover"].as_str().unwrap().contains("What completes it"), "{report}");
    assert!(report["renamed"].as_str().unwrap().contains("[objects.register]"), "{report}");
}

/// Two modules that include one snippet and call one number, beside each other.
fn shared_files(practicum: &Practicum) -> PathBuf {
    let root = practicum.scratch().join("all modules");
    for id in ["one", "two"] {
        let folder = root.join(id);
        practicum.run(["new", "tour", &folder.display().to_string()]).unwrap().succeeded().unwrap();
        let path = folder.join("module.toml");
        let text = fs::read_to_string(&path).unwrap();
        let include = "[[include]]\nsnippet = \"hands\"\nwith = { lever = \"book\" }\n\n[[step]]";
        let text = text.replacen("[[step]]", include, 1).replacen("Welcome.", "Call {fact.phone}.", 1);
        fs::write(&path, text).unwrap();
    }
    fs::create_dir_all(root.join("snippets")).unwrap();
    let snippet = "format = 1\ntitle = \"Hands\"\n\n[parameters]\nlever = \"what is pressed\"\n\n[[step]]\nid = \"rub\"\n\
                   say = \"Press the lever. Call {fact.phone}.\"\ndo = { press = \"{lever}\" }\n\n[[hint]]\nid = \"where\"\nstep = \"rub\"\n\
                   say = \"Beside the door.\"\n";
    fs::write(root.join("snippets/hands.toml"), snippet).unwrap();
    fs::write(root.join("facts.toml"), "phone = \"extension 12\"\n").unwrap();
    root
}

#[test]
fn snippets_and_facts_are_helped_in_and_renamed_in_every_module() {
    let practicum = Practicum::new().unwrap();
    let root = shared_files(&practicum);
    let (snippet, facts) = (root.join("snippets/hands.toml"), root.join("facts.toml"));
    let text = fs::read_to_string(&snippet).unwrap().replace("step = \"rub\"", "step = \"rib\"");
    let open = |path: &Path, text: &str| {
        let document = json!({ "uri": uri(path), "languageId": "toml", "version": 1, "text": text });
        notification("textDocument/didOpen", json!({ "textDocument": document }))
    };
    let facts_text = fs::read_to_string(&facts).unwrap();
    let at =
        |path: &Path, text: &str, what: &str| json!({ "textDocument": { "uri": uri(path) }, "position": behind(text, what) });
    let mut rename = at(&facts, &facts_text, "pho");
    rename["newName"] = json!("front_desk");
    let one = fs::read_to_string(root.join("one/module.toml")).unwrap();
    let answers = talk(
        &practicum,
        &[
            request(1, "initialize", json!({ "capabilities": {} })),
            notification("initialized", json!({})),
            open(&snippet, &text),
            request(2, "textDocument/completion", at(&snippet, &text, "step = \"r")),
            open(&facts, &facts_text),
            request(3, "textDocument/rename", rename),
            request(4, "textDocument/definition", at(&root.join("one/module.toml"), &one, "snippet = \"ha")),
            request(9, "shutdown", Value::Null),
            notification("exit", Value::Null),
        ],
    );
    let of_snippet =
        |told: &&Value| told["method"] == "textDocument/publishDiagnostics" && told["params"]["uri"] == uri(&snippet);
    let told = answers.iter().find(of_snippet).unwrap_or_else(|| panic!("{answers:?}"));
    let codes: Vec<&Value> = told["params"]["diagnostics"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
    assert!(codes.contains(&&json!("P020")), "`rib` is no step: {told}");
    let labels: Vec<&Value> = answer(&answers, 2)["result"].as_array().unwrap().iter().map(|item| &item["label"]).collect();
    assert!(labels.contains(&&json!("rub")), "{labels:?}");
    let changes = answer(&answers, 3)["result"]["changes"].as_object().unwrap();
    let changed: Vec<bool> = [root.join("one/module.toml"), root.join("two/module.toml"), snippet.clone(), facts.clone()]
        .iter()
        .map(|path| changes.contains_key(&uri(path)))
        .collect();
    assert_eq!(changed, [true; 4], "{changes:?}");
    assert_eq!(answer(&answers, 4)["result"]["uri"], uri(&snippet));
}
