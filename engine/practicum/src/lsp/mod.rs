//! `practicum lsp`: an author's editor asks, over standard input and output, in the Language Server Protocol.
//!
//! Speaks the protocol only: what to complete, explain and rename is `authoring::editor`'s, what is wrong is `check`'s.
//! Start at [`serve`]. Files as they stand in the editor go before those on disk; nothing is ever written.

mod places;
mod replies;

use anyhow::{Context, Result};
use authoring::{SceneIndex, Sources};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::{
    CompletionOptions, Diagnostic, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    HoverProviderCapability, OneOf, PublishDiagnosticsParams, RenameOptions, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, Uri,
};
use places::{File, file_of, uri_of};
use player::library::{read_sources, scene_index, with_pictures};
use player::places::{Wanted, find_home};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Serves one editor until it says goodbye.
pub fn serve(wanted: Wanted) -> Result<()> {
    let content = find_home(wanted.or_from_environment().home)?.join("content");
    let (connection, threads) = Connection::stdio();
    let capabilities = serde_json::to_value(capabilities()).context("capabilities always become JSON")?;
    connection.initialize(capabilities).context("the editor did not begin as the protocol says")?;
    let mut server = Server { content, open: BTreeMap::new(), scenes: BTreeMap::new(), told: BTreeMap::new() };
    for message in &connection.receiver {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request)? {
                    break;
                }
                connection.sender.send(Message::Response(server.answer(request)))?;
            }
            Message::Notification(notification) => {
                for told in server.hear(notification) {
                    connection.sender.send(Message::Notification(told))?;
                }
            }
            Message::Response(_) => {}
        }
    }
    drop(connection);
    Ok(threads.join()?)
}

fn capabilities() -> ServerCapabilities {
    let on = |letters: &[&str]| Some(letters.iter().map(|letter| (*letter).to_owned()).collect());
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: on(&["\"", "{", "[", " ", "."]),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: None,
            work_done_progress_options: Default::default(),
        })),
        ..ServerCapabilities::default()
    }
}

struct Server {
    content: PathBuf,
    /// Texts as they stand in the editor, by path.
    open: BTreeMap<PathBuf, String>,
    scenes: BTreeMap<String, SceneIndex>,
    /// Of each module's folder, the files that have diagnostics in the editor now.
    told: BTreeMap<PathBuf, BTreeSet<String>>,
}

impl Server {
    fn answer(&mut self, request: Request) -> Response {
        let id = request.id.clone();
        match self.reply(&request) {
            Some(Ok(value)) => Response { id, result: Some(value), error: None },
            Some(Err(why)) => Response::new_err(id, ErrorCode::RequestFailed as i32, why),
            None => Response::new_err(id, ErrorCode::MethodNotFound as i32, format!("`{}` is not answered here", request.method)),
        }
    }

    /// Takes in what the editor tells; answers with the diagnostics that are new because of it.
    fn hear(&mut self, notification: Notification) -> Vec<Notification> {
        let uri = match notification.method.as_str() {
            "textDocument/didOpen" => {
                serde_json::from_value(notification.params).ok().map(|params: DidOpenTextDocumentParams| {
                    self.put(&params.text_document.uri, Some(params.text_document.text));
                    params.text_document.uri
                })
            }
            "textDocument/didChange" => {
                serde_json::from_value(notification.params).ok().and_then(|params: DidChangeTextDocumentParams| {
                    let text = params.content_changes.into_iter().next_back()?.text;
                    self.put(&params.text_document.uri, Some(text));
                    Some(params.text_document.uri)
                })
            }
            "textDocument/didClose" => {
                serde_json::from_value(notification.params).ok().map(|params: DidCloseTextDocumentParams| {
                    self.put(&params.text_document.uri, None);
                    params.text_document.uri
                })
            }
            _ => None,
        };
        uri.and_then(|uri| file_of(&uri)).map(|file| self.diagnose(&file)).unwrap_or_default()
    }

    fn put(&mut self, uri: &Uri, text: Option<String>) {
        let Some(file) = file_of(uri) else { return };
        match text {
            Some(text) => drop(self.open.insert(file.path(), text)),
            None => drop(self.open.remove(&file.path())),
        }
    }

    /// Checks the whole module, and tells every file's problems, also that there are none any more.
    fn diagnose(&mut self, file: &File) -> Vec<Notification> {
        let sources = self.sources(&file.folder);
        let scene = self.scene(&sources);
        let compiled = authoring::compile(&sources, &scene);
        let mut by_file: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for name in self.told.remove(&file.folder).unwrap_or_default().into_iter().chain([file.name.clone()]) {
            by_file.entry(name).or_default();
        }
        for found in &compiled.diagnostics {
            let text = replies::text_of(&sources, &found.file);
            by_file.entry(found.file.clone()).or_default().push(replies::diagnostic(found, &text));
        }
        self.told.insert(file.folder.clone(), by_file.keys().cloned().collect());
        let told = by_file.into_iter().filter_map(|(name, diagnostics)| {
            let uri = uri_of(&path_in(&file.folder, &name))?;
            let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
            Some(Notification::new("textDocument/publishDiagnostics".to_owned(), params))
        });
        told.collect()
    }

    /// The module's files on disk, with what the editor has of them.
    fn sources(&self, folder: &Path) -> Sources {
        let mut sources = read_sources(folder).unwrap_or_default();
        for (path, text) in &self.open {
            if let Some(file) = places::file_at(path).filter(|file| file.folder == folder) {
                sources = sources.with(&file.name, text.as_bytes());
            }
        }
        // What the editor has may name other pictures than the file on disk.
        with_pictures(sources, folder)
    }

    fn scene(&mut self, sources: &Sources) -> SceneIndex {
        let Some(scene) = authoring::scene_of(sources).map(|scene| scene.to_string()) else { return SceneIndex::default() };
        let content = &self.content;
        self.scenes.entry(scene.clone()).or_insert_with(|| scene_index(content, &scene).unwrap_or_default()).clone()
    }
}

/// A file of a module on disk. Facts may lie above the module's folder.
fn path_in(folder: &Path, name: &str) -> PathBuf {
    let inside = folder.join(name);
    match folder.parent() {
        Some(above) if name == "facts.toml" && !inside.is_file() => above.join(name),
        _ => inside,
    }
}
