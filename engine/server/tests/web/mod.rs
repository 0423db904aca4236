//! What the tests of the server share: a server of their own, and a client that can also send what no browser would.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;
use tempfile::TempDir;

/// A server with a data folder of its own.
pub struct Server {
    pub running: server::Running,
    pub _folder: Option<TempDir>,
}

impl Server {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let running = server::start(&options(server::Database::Folder(folder.path().to_owned()))).unwrap();
        Self { running, _folder: Some(folder) }
    }

    #[allow(dead_code, reason = "not every test program has a database")]
    pub fn on_postgres(address: &str) -> Self {
        let database = server::Database::Postgres { address: address.to_owned(), in_clear: false };
        let folder = tempfile::tempdir().unwrap();
        let signing_key = Some(folder.path().join("signing.key"));
        let running = server::start(&server::Options { signing_key, ..options(database) }).unwrap();
        Self { running, _folder: Some(folder) }
    }

    /// Where its records are.
    #[allow(dead_code, reason = "not every test program looks there")]
    pub fn folder(&self) -> &std::path::Path {
        self._folder.as_ref().unwrap().path()
    }

    pub fn browser(&self) -> Browser {
        Browser { address: self.running.address, cookies: Vec::new(), more: String::new() }
    }

    /// Somebody in front of a browser who has just made the organisation.
    #[allow(dead_code, reason = "the browser's journey does it by keyboard")]
    pub fn administrator(&self) -> Browser {
        let mut browser = self.browser();
        let path = self.running.set_up_path.clone().unwrap();
        let fields = [
            ("organisation", "Harbour Clinic"),
            ("name", "Ingrid Solberg"),
            ("email", "ingrid@clinic.example"),
            ("new-password", PASSWORD),
        ];
        browser.get(&path).must_be(200);
        browser.post(&path, &fields).must_lead_to("/");
        browser
    }
}

pub const PASSWORD: &str = "three green apples";

pub fn options(database: server::Database) -> server::Options {
    let signing_key = match &database {
        server::Database::Folder(folder) => Some(folder.join("signing.key")),
        server::Database::Postgres { .. } => None,
    };
    server::Options {
        address: "127.0.0.1:0".parse().unwrap(),
        database,
        tls: None,
        behind_proxy: None,
        proxy_certificate: None,
        signing_key,
        catalogue: catalogue(),
    }
}

/// Two courses and three modules, as the tests assign them.
pub fn catalogue() -> server::Catalogue {
    let titles = |english: &str, spanish: &str| {
        [("", english), ("es", spanish)]
            .into_iter()
            .filter(|(_, title)| !title.is_empty())
            .map(|(tag, title)| (tag.to_owned(), title.to_owned()))
            .collect()
    };
    let module = |id: &str, english: &str, spanish: &str| server::Module {
        id: ids::ModuleId::new(id).unwrap(),
        titles: titles(english, spanish),
        version: "1.2.0".to_owned(),
        renew_after_days: (id == "autoclave").then_some(365),
    };
    let course = |id: &str, title: &str, modules: &[&str]| server::Course {
        id: ids::Slug::new(id).unwrap(),
        titles: titles(title, ""),
        summary: "What everybody knows.".to_owned(),
        modules: modules.iter().map(|id| ids::ModuleId::new(id).unwrap()).collect(),
    };
    server::Catalogue {
        courses: vec![
            course("new-hire", "New hire", &["first-day", "fire"]),
            course("clinical", "Clinical assistant", &["autoclave"]),
        ],
        modules: vec![
            module("first-day", "Your first day", "Tu primer día"),
            module("fire", "Fire drill", "Simulacro de incendio"),
            module("autoclave", "The autoclave, weekly", "La autoclave, cada semana"),
        ],
    }
}

/// Keeps cookies and sends the token of the last form it saw, as a browser does.
#[derive(Clone)]
pub struct Browser {
    pub address: SocketAddr,
    pub cookies: Vec<(String, String)>,
    /// More header lines, each with its line break.
    pub more: String,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
    /// What follows the head, as it came.
    pub bytes: Vec<u8>,
    path: String,
}

#[allow(dead_code, reason = "each test program uses what it needs")]
impl Browser {
    pub fn get(&mut self, path: &str) -> Answer {
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{}{}Connection: close\r\n\r\n", self.address, self.cookie(), self.more);
        self.send(path, head.as_bytes())
    }

    /// Sends a form, with the token of a page that this browser may see.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token();
        let all: Vec<(&str, &str)> = fields.iter().copied().chain([("form", token.as_str())]).collect();
        self.post_as_it_is(path, &form(&all))
    }

    pub fn post_as_it_is(&mut self, path: &str, body: &[u8]) -> Answer {
        self.post_of_kind(path, "application/x-www-form-urlencoded", body)
    }

    pub fn post_of_kind(&mut self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\n{}{}Content-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.address,
            self.cookie(),
            self.more,
            body.len()
        );
        self.send(path, &[head.as_bytes(), body].concat())
    }

    /// Sends a form with a file, as `multipart/form-data`.
    pub fn post_parts(&mut self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--next\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        body.extend(
            b"--next\r\nContent-Disposition: form-data; name=\"list\"; filename=\"people.csv\"\r\nContent-Type: text/csv\r\n\r\n",
        );
        body.extend(file);
        body.extend(b"\r\n--next--\r\n");
        self.post_of_kind(path, "multipart/form-data; boundary=next", &body)
    }

    /// Sends a list of people, and answers the page that says what it would do.
    pub fn send_list(&mut self, list: &[u8]) -> Answer {
        let token = self.token();
        self.post_parts("/people/import", &[("form", &token)], list)
    }

    /// Adds a group, and answers its id.
    pub fn add_group(&mut self, name: &str) -> String {
        let added = self.post("/groups", &[("name", name)]);
        added.header("location").strip_prefix("/groups/").unwrap().split('?').next().unwrap().to_owned()
    }

    /// Looks and assigns, due within 14 days where `fields` say nothing else, and answers the assignment's id.
    pub fn assign(&mut self, subject: &str, fields: &[(&str, &str)]) -> String {
        let mut all = vec![("subject", subject), ("grace", "0"), ("again", "none")];
        if !fields.iter().any(|(name, _)| *name == "due") {
            all.extend([("due", "within"), ("due-within", "14")]);
        }
        all.extend(fields);
        let page = self.post("/assignments/new", &[all.as_slice(), &[("do", "look")]].concat());
        let seen = page.must_be(200).between("name=\"seen\" value=\"", "\"").to_owned();
        let made = self.post("/assignments/new", &[all.as_slice(), &[("do", "assign"), ("seen", &seen)]].concat());
        made.must_be(303);
        made.header("location").strip_prefix("/assignments/").unwrap().split('?').next().unwrap().to_owned()
    }

    /// The token that stands in this visitor's forms.
    pub fn token(&mut self) -> String {
        let page = self.get("/account");
        let page = if page.status == 200 { page } else { self.get("/sign-in") };
        page.between("name=\"form\" value=\"", "\"").to_owned()
    }

    pub fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.get("/sign-in");
        self.post("/sign-in", &[("email", email), ("password", password)])
    }

    pub fn cookie(&self) -> String {
        let all: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if all.is_empty() { String::new() } else { format!("Cookie: {}\r\n", all.join("; ")) }
    }

    pub fn send(&mut self, path: &str, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        // A server that has read enough may close before all is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let starts = answer.windows(4).position(|end| end == b"\r\n\r\n").map_or(answer.len(), |at| at + 4);
        let bytes = answer[starts..].to_vec();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        for line in head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")) {
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(found, _)| found != name);
            if !line.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        Answer { status, head: head.to_owned(), body: body.to_owned(), bytes, path: path.to_owned() }
    }

    /// Adds somebody with a password, and answers their id.
    pub fn add(&mut self, name: &str, email: &str, roles: &[&str]) -> String {
        let added = self.post("/people/new", &[("name", name), ("email", email), ("job-title", "Nurse")]);
        let id = added.header("location").strip_prefix("/people/").unwrap().split('?').next().unwrap().to_owned();
        let given: Vec<_> = roles.iter().map(|role| ("role", *role)).collect();
        self.post(&format!("/people/{id}/roles"), &given).must_lead_to(&format!("/people/{id}?done=saved"));
        let page = self.post(&format!("/people/{id}/link"), &[]);
        let link = page.between("/password/", "\"").to_owned();
        let mut fresh = Self { cookies: Vec::new(), ..self.clone() };
        fresh.get(&format!("/password/{link}")).must_be(200);
        fresh.post(&format!("/password/{link}"), &[("new-password", PASSWORD)]).must_lead_to("/");
        id
    }
}

#[allow(dead_code, reason = "each test program uses what it needs")]
impl Answer {
    #[track_caller]
    pub fn must_be(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}: {}\n{}", self.path, self.head, self.body);
        self
    }

    #[track_caller]
    pub fn must_lead_to(&self, path: &str) {
        self.must_be(303);
        assert_eq!(self.header("location"), path);
    }

    #[track_caller]
    pub fn must_say(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{} does not say `{text}`:\n{}", self.path, self.body);
        self
    }

    /// A file that was sent in parts (RFC 9112, section 7.1); none where it was cut off.
    pub fn file(&self) -> Option<Vec<u8>> {
        assert_eq!(self.header("transfer-encoding"), "chunked");
        let (mut left, mut file) = (self.bytes.as_slice(), Vec::new());
        loop {
            let end = left.windows(2).position(|end| end == b"\r\n")?;
            let n_bytes = usize::from_str_radix(std::str::from_utf8(&left[..end]).ok()?, 16).ok()?;
            if n_bytes == 0 {
                return Some(file);
            }
            file.extend(left.get(end + 2..end + 2 + n_bytes)?);
            left = left.get(end + 2 + n_bytes + 2..)?;
        }
    }

    pub fn header(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(start.as_str())).unwrap_or_default()
    }

    #[track_caller]
    pub fn between(&self, before: &str, after: &str) -> &str {
        let rest = self.body.split_once(before);
        let (_, rest) = rest.unwrap_or_else(|| panic!("{} holds no `{before}`:\n{}", self.path, self.body));
        rest.split(after).next().unwrap()
    }
}

pub fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes()
}

/// Pairs a PC of this id with a code from the page, and answers its token.
#[allow(dead_code, reason = "each test program uses what it needs")]
pub fn pair(keeper: &mut Browser, device: &str) -> String {
    let page = keeper.post("/devices/code", &[("name", "Front desk")]);
    page.must_be(200);
    let line = page.between("value=\"practicum pair ", "\"").to_owned();
    let secret = line.split(' ').nth(1).unwrap().replace('-', "")[..8].to_owned();
    let token = store::central::Token::draw().unwrap().as_str().to_owned();
    let asked = format!("{{\"format\":1,\"secret\":\"{secret}\",\"device\":\"{device}\",\"token\":\"{token}\"}}");
    keeper.post_of_kind("/api/v1/pair", "application/json", asked.as_bytes()).must_be(200).must_say("Front desk");
    token
}
