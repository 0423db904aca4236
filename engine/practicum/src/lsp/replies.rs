//! Answers to an editor's questions, put into the protocol's types.

use super::Server;
use super::hosts::Host;
use super::places::{File, byte_at, file_of, path_in, range_of, uri_of};
use authoring::editor::{CompletionKind, Desk, Meant, Stretch};
use authoring::{Severity, Sources};
use lsp_server::Request;
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionTextEdit, Diagnostic, DiagnosticSeverity, Hover,
    HoverContents, Location, MarkupContent, MarkupKind, NumberOrString, ReferenceParams, RenameParams,
    TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};

/// A question about a place, with the modules that the file belongs to.
struct Asked {
    file: File,
    hosts: Vec<Host>,
    /// Every module beside them, for what they share.
    all: Vec<Host>,
    text: String,
    at: usize,
}

impl Server {
    /// None for a method that is not answered; an error in words for a person.
    pub(super) fn reply(&mut self, request: &Request) -> Option<Result<Value, String>> {
        let position = |params: TextDocumentPositionParams| params;
        Some(match request.method.as_str() {
            "textDocument/completion" => {
                self.with(request, |params: CompletionParams| params.text_document_position, |asked, _| Ok(complete(asked)))
            }
            "textDocument/hover" => self.with(request, position, |asked, _| Ok(hover(asked))),
            "textDocument/definition" => self.with(request, position, |asked, _| Ok(definition(asked))),
            "textDocument/references" => {
                self.with(request, |params: ReferenceParams| params.text_document_position, |asked, _| Ok(references(asked)))
            }
            "textDocument/rename" => self.with(request, |params: RenameParams| params.text_document_position, rename),
            _ => return None,
        })
    }

    fn with<P: DeserializeOwned>(
        &mut self,
        request: &Request,
        position_of: fn(P) -> TextDocumentPositionParams,
        answer: impl Fn(&Asked, &Value) -> Result<Value, String>,
    ) -> Result<Value, String> {
        let params: P = serde_json::from_value(request.params.clone()).map_err(|why| why.to_string())?;
        let TextDocumentPositionParams { text_document, position } = position_of(params);
        let Some(file) = file_of(&text_document.uri) else { return Ok(Value::Null) };
        let hosts = self.hosts(&file);
        let asks_all = matches!(request.method.as_str(), "textDocument/references" | "textDocument/rename");
        let all = if asks_all { self.all_beside(&file) } else { Vec::new() };
        let text = hosts.first().map(|host| text_of(&host.sources, &file.name)).unwrap_or_default();
        let at = byte_at(&text, position);
        answer(&Asked { file, hosts, all, text, at }, &request.params)
    }
}

impl Asked {
    /// The first answer of a module that the file belongs to.
    fn first<T>(&self, ask: impl Fn(Desk<'_>) -> Option<T>) -> Option<(&Host, T)> {
        self.hosts.iter().find_map(|host| Some((host, ask(desk(host))?)))
    }

    /// Every place of a thing's name: in its module, or in all of them where it is shared.
    fn places(&self, host: &Host, meant: &Meant) -> Vec<Location> {
        let hosts: Vec<&Host> = std::iter::once(host).chain(self.all.iter().filter(|_| meant.is_shared())).collect();
        let mut told = BTreeSet::new();
        let mut found = Vec::new();
        for host in hosts {
            for stretch in desk(host).places_of(meant) {
                if told.insert((path_in(&host.folder, &stretch.file), stretch.span.start)) {
                    found.extend(location(host, &stretch));
                }
            }
        }
        found
    }
}

fn desk(host: &Host) -> Desk<'_> {
    Desk { sources: &host.sources, scene: &host.scene }
}

fn location(host: &Host, stretch: &Stretch) -> Option<Location> {
    let text = text_of(&host.sources, &stretch.file);
    Some(Location { uri: uri_of(&path_in(&host.folder, &stretch.file))?, range: range_of(&text, &stretch.span) })
}

fn complete(asked: &Asked) -> Value {
    let found = asked.first(|desk| Some(desk.complete(&asked.file.name, asked.at)).filter(|found| !found.is_empty()));
    let items = found.map(|(_, found)| found).unwrap_or_default().into_iter().map(|found| CompletionItem {
        label: found.label,
        kind: Some(match found.kind {
            CompletionKind::Key => CompletionItemKind::PROPERTY,
            CompletionKind::Header => CompletionItemKind::STRUCT,
            CompletionKind::Name => CompletionItemKind::REFERENCE,
            CompletionKind::Word => CompletionItemKind::ENUM_MEMBER,
        }),
        detail: (!found.about.is_empty()).then_some(found.about),
        // What is typed so far is of the word that is replaced, so the editor may filter by it.
        filter_text: Some(found.insert.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range: range_of(&asked.text, &found.replaces),
            new_text: found.insert,
        })),
        ..CompletionItem::default()
    });
    json!(items.collect::<Vec<_>>())
}

fn hover(asked: &Asked) -> Value {
    let Some((_, found)) = asked.first(|desk| desk.hover(&asked.file.name, asked.at)) else { return Value::Null };
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: found.words });
    json!(Hover { contents, range: Some(range_of(&asked.text, &found.span)) })
}

fn definition(asked: &Asked) -> Value {
    let found = asked.first(|desk| desk.definition(&asked.file.name, asked.at));
    found.and_then(|(host, stretch)| location(host, &stretch)).map_or(Value::Null, |location| json!(location))
}

fn references(asked: &Asked) -> Value {
    let meant = asked.first(|desk| desk.meant(&asked.file.name, asked.at));
    json!(meant.map(|(host, meant)| asked.places(host, &meant)).unwrap_or_default())
}

#[allow(clippy::mutable_key_type, reason = "the protocol's type has addresses as keys; they are never changed")]
fn rename(asked: &Asked, params: &Value) -> Result<Value, String> {
    let new = params.get("newName").and_then(Value::as_str).unwrap_or("");
    let meant = asked.first(|desk| desk.meant(&asked.file.name, asked.at));
    let (host, meant) = meant.ok_or("there is no name to change here")?;
    desk(host).can_be_called(&meant, new)?;
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for Location { uri, range } in asked.places(host, &meant) {
        changes.entry(uri).or_default().push(TextEdit { range, new_text: new.to_owned() });
    }
    Ok(json!(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }))
}

/// A problem as an editor underlines it.
pub(super) fn diagnostic(found: &authoring::Diagnostic, text: &str) -> Diagnostic {
    Diagnostic {
        range: range_of(text, &found.span),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::HINT,
        }),
        code: Some(NumberOrString::String(found.code.to_owned())),
        source: Some("practicum".to_owned()),
        message: if found.advice.is_empty() { found.message.clone() } else { format!("{}\n{}", found.message, found.advice) },
        ..Diagnostic::default()
    }
}

pub(super) fn text_of(sources: &Sources, name: &str) -> String {
    String::from_utf8_lossy(sources.files.get(name).map_or(&[][..], Vec::as_slice)).into_owned()
}
