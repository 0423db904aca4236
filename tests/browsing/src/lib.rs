//! A real browser without a window, steered over a pipe: Chromium's DevTools protocol, which needs no other program.
//!
//! Start at [`Chromium::start`].

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc, reason = "a test that cannot go on has failed")]

use base64::Engine as _;
use serde_json::{Value, json};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug)]
pub struct Chromium {
    program: Child,
    says: File,
    hears: Receiver<Value>,
    session: String,
    n_said: u64,
    /// Told between a question and its answer, and not looked at yet.
    events: Vec<Value>,
    _folder: TempDir,
}

impl Chromium {
    /// None where there is no Chromium.
    pub fn start() -> Option<Self> {
        let program = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| {
            Command::new(name)
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
        })?;
        let folder = tempfile::Builder::new().prefix("practicum-chromium-").tempdir().unwrap();
        let pipe = |name: &str| folder.path().join(name);
        assert!(Command::new("mkfifo").args([pipe("in"), pipe("out")]).status().unwrap().success());
        // The shell opens the pipes as the browser's handles 3 and 4. Without its own sandbox, because tests may run as root.
        let started = "exec \"$0\" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --hide-scrollbars \
                       --force-color-profile=srgb --remote-debugging-pipe --user-data-dir=\"$1/profile\" about:blank 3<\"$1/in\" 4>\"$1/out\"";
        let mut command = Command::new("sh");
        command
            .args(["-c", started, program])
            .arg(folder.path())
            .env("HOME", folder.path())
            .env("XDG_RUNTIME_DIR", folder.path());
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let says = OpenOptions::new().write(true).open(pipe("in")).unwrap();
        let heard = File::open(pipe("out")).unwrap();
        let (tell, hears) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(heard).split(0).map_while(Result::ok) {
                if tell.send(serde_json::from_slice(&message).unwrap()).is_err() {
                    return;
                }
            }
        });
        let mut chromium =
            Self { program: child, says, hears, session: String::new(), n_said: 0, events: Vec::new(), _folder: folder };
        let target = chromium.ask("Target.createTarget", &json!({ "url": "about:blank" }))["targetId"].clone();
        let attached = chromium.ask("Target.attachToTarget", &json!({ "targetId": target, "flatten": true }));
        chromium.session = attached["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page", "Runtime", "Log"] {
            chromium.ask(&format!("{domain}.enable"), &json!({}));
        }
        Some(chromium)
    }

    /// Asks the browser, and waits for the answer.
    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.n_said += 1;
        let mut message = json!({ "id": self.n_said, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.says.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let heard = self.hear();
            if heard["id"] == json!(self.n_said) {
                assert!(heard.get("error").is_none(), "{method}: {heard}");
                return heard["result"].clone();
            }
            self.events.push(heard);
        }
    }

    fn hear(&mut self) -> Value {
        self.hears.recv_timeout(PATIENCE).expect("the browser answers")
    }

    fn wait_for(&mut self, event: &str) {
        loop {
            if let Some(idx) = self.events.iter().position(|heard| heard["method"] == json!(event)) {
                self.events.remove(idx);
                return;
            }
            let heard = self.hear();
            self.events.push(heard);
        }
    }

    /// Does what leads to another page, and waits until that is there.
    pub fn leads_on(&mut self, deed: impl FnOnce(&mut Self)) {
        self.events.retain(|heard| heard["method"] != json!("Page.loadEventFired"));
        deed(self);
        self.wait_for("Page.loadEventFired");
    }

    pub fn open(&mut self, url: &str) {
        self.leads_on(|chromium| {
            let opened = chromium.ask("Page.navigate", &json!({ "url": url }));
            assert!(opened.get("errorText").is_none(), "{url}: {opened}");
        });
    }

    /// Does what makes the browser fetch a file into an empty folder, and gives that file once it is whole.
    pub fn downloads(&mut self, into: &Path, deed: impl FnOnce(&mut Self)) -> PathBuf {
        std::fs::create_dir_all(into).unwrap();
        self.ask("Browser.setDownloadBehavior", &json!({ "behavior": "allow", "downloadPath": into, "eventsEnabled": true }));
        deed(self);
        loop {
            let is_end = |heard: &Value| {
                heard["method"] == json!("Browser.downloadProgress") && heard["params"]["state"] != json!("inProgress")
            };
            if let Some(idx) = self.events.iter().position(is_end) {
                let end = self.events.remove(idx);
                assert_eq!(end["params"]["state"], json!("completed"), "{end}");
                break;
            }
            let heard = self.hear();
            self.events.push(heard);
        }
        let files: Vec<PathBuf> = std::fs::read_dir(into).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "one file comes: {files:?}");
        files[0].clone()
    }

    /// A page that was answered to another client, as this server's own.
    pub fn show(&mut self, body: &str) {
        let frame = self.ask("Page.getFrameTree", &json!({}))["frameTree"]["frame"]["id"].clone();
        self.ask("Page.setDocumentContent", &json!({ "frameId": frame, "html": body }));
        // Its style is there when its letters are.
        self.evaluate("document.fonts.ready.then(() => 0)");
    }

    /// What a script says; the page's own policy does not hold for it.
    pub fn evaluate(&mut self, script: &str) -> Value {
        let params = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let done = self.ask("Runtime.evaluate", &params);
        assert!(done.get("exceptionDetails").is_none(), "{}", done["exceptionDetails"]);
        done["result"]["value"].clone()
    }

    pub fn text(&mut self, script: &str) -> String {
        self.evaluate(script).as_str().unwrap_or_default().to_owned()
    }

    pub fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            "Space" => (32, " "),
            other => panic!("{other} is not known here"),
        };
        let name = if key == "Space" { " " } else { key };
        let down = json!({ "type": if text.is_empty() { "rawKeyDown" } else { "keyDown" }, "key": name, "code": key, "windowsVirtualKeyCode": code, "text": text });
        self.ask("Input.dispatchKeyEvent", &down);
        self.ask("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": name, "code": key, "windowsVirtualKeyCode": code }));
    }

    pub fn type_in(&mut self, text: &str) {
        self.ask("Input.insertText", &json!({ "text": text }));
    }

    /// Tabs on until what is called so has the focus, and shows it.
    pub fn tab_to(&mut self, name: &str) {
        let focused = "(() => { const e = document.activeElement; const l = e.labels && e.labels[0]; \
                       return (l ? l.innerText : e.innerText || '').trim(); })()";
        let mut passed = Vec::new();
        for _ in 0..60 {
            self.press("Tab");
            let found = self.text(focused);
            if found.starts_with(name) {
                let ring = self.text("getComputedStyle(document.activeElement).outlineStyle");
                assert_eq!(ring, "solid", "the focus on `{name}` can be seen");
                return;
            }
            passed.push(found);
        }
        panic!("the keyboard does not reach `{name}`, only {passed:?}");
    }

    /// How wide and high the page may be, and which colours the device asks for.
    pub fn look(&mut self, width: u32, height: u32, scheme: &str) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.ask("Emulation.setDeviceMetricsOverride", &metrics);
        let features =
            json!([{ "name": "prefers-color-scheme", "value": scheme }, { "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.ask("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    pub fn picture(&mut self, path: &Path) {
        let shot = self.ask("Page.captureScreenshot", &json!({ "format": "png" }));
        let bytes = base64::engine::general_purpose::STANDARD.decode(shot["data"].as_str().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// What the browser itself complained about: blocked scripts or styles, missing files.
    pub fn complaints(&mut self) -> Vec<String> {
        let told = self.events.iter().filter(|heard| heard["method"] == json!("Log.entryAdded"));
        let entries: Vec<String> = told.map(|heard| heard["params"]["entry"].to_string()).collect();
        self.events.clear();
        // Pages that refuse are told as errors too.
        let is_page = |entry: &str| entry.contains("status of 422") || entry.contains("/nowhere\"");
        entries.into_iter().filter(|entry| entry.contains("\"error\"") && !is_page(entry)).collect()
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.says.write_all(b"{\"id\":0,\"method\":\"Browser.close\"}\0");
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
