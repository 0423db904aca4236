//! Answers to an editor's questions, put into the protocol's types.

use super::places::{File, byte_at, file_of, range_of, uri_of};
use super::{Server, path_in};
use authoring::editor::{CompletionKind, Desk, Stretch};
use authoring::{SceneIndex, Severity, Sources};
use lsp_server::Request;
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionTextEdit, Diagnostic, DiagnosticSeverity,
    GotoDefinitionParams, Hover, HoverContents, HoverParams, Location, MarkupContent, MarkupKind, NumberOrString,
    ReferenceParams, RenameParams, TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::HashMap;

/// A question about a place, with the files around it.
struct Asked {
    file: File,
    sources: Sources,
    scene: SceneIndex,
    text: String,
    at: usize,
}

impl Server {
    /// None for a method that is not answered; an error in words for a person.
    pub(super) fn reply(&mut self, request: &Request) -> Option<Result<Value, String>> {
        Some(match request.method.as_str() {
            "textDocument/completion" => {
                self.with(request, |params: CompletionParams| params.text_document_position, |asked, _| Ok(complete(asked)))
            }
            "textDocument/hover" => {
                self.with(request, |params: HoverParams| params.text_document_position_params, |asked, _| Ok(hover(asked)))
            }
            "textDocument/definition" => self.with(
                request,
                |params: GotoDefinitionParams| params.text_document_position_params,
                |asked, _| {
                    let found = asked.desk().definition(&asked.file.name, asked.at);
                    Ok(found.and_then(|stretch| asked.location(&stretch)).map_or(Value::Null, |location| json!(location)))
                },
            ),
            "textDocument/references" => self.with(
                request,
                |params: ReferenceParams| params.text_document_position,
                |asked, _| {
                    let found = asked.desk().references(&asked.file.name, asked.at);
                    Ok(json!(found.iter().filter_map(|stretch| asked.location(stretch)).collect::<Vec<_>>()))
                },
            ),
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
        let sources = self.sources(&file.folder);
        let scene = self.scene(&sources);
        let text = text_of(&sources, &file.name);
        let at = byte_at(&text, position);
        answer(&Asked { file, sources, scene, text, at }, &request.params)
    }
}

impl Asked {
    fn desk(&self) -> Desk<'_> {
        Desk { sources: &self.sources, scene: &self.scene }
    }

    fn uri(&self, name: &str) -> Option<Uri> {
        uri_of(&path_in(&self.file.folder, name))
    }

    fn location(&self, stretch: &Stretch) -> Option<Location> {
        let text = text_of(&self.sources, &stretch.file);
        Some(Location { uri: self.uri(&stretch.file)?, range: range_of(&text, &stretch.span) })
    }
}

fn complete(asked: &Asked) -> Value {
    let items = asked.desk().complete(&asked.file.name, asked.at).into_iter().map(|found| CompletionItem {
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
    let Some(found) = asked.desk().hover(&asked.file.name, asked.at) else { return Value::Null };
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: found.words });
    json!(Hover { contents, range: Some(range_of(&asked.text, &found.span)) })
}

#[allow(clippy::mutable_key_type, reason = "the protocol's type has addresses as keys; they are never changed")]
fn rename(asked: &Asked, params: &Value) -> Result<Value, String> {
    let new = params.get("newName").and_then(Value::as_str).unwrap_or("");
    let places = asked.desk().rename(&asked.file.name, asked.at, new)?;
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for place in places {
        let Some(Location { uri, range }) = asked.location(&place) else { continue };
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
