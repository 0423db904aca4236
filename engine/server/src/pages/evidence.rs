//! Evidence: the key and the newest checkpoint, to keep outside the house, and packs that verify without this server.

use super::frame::{self, Place};
use super::icons::Icon;
use super::parts::{self, Field};
use crate::admission::{AuditReader, Guest};
use crate::app::App;
use crate::dates::{date_time, machine, now_ms, today};
use crate::evidence::{self, Asked, NoPack};
use crate::forms::{Posted, again};
use crate::refusal::Refusal;
use crate::sending::{Sending, file_on_its_way};
use crate::words::Words;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use record::Day;
use store::central::{CentralError, KeptCheckpoint};

/// What somebody typed, and why it gives no pack.
struct Wrong {
    from: String,
    to: String,
    held: String,
    why: NoPack,
}

pub async fn show(_: AuditReader, guest: Guest, State(app): State<App>) -> Result<Response, Refusal> {
    page(&guest, &app, None).await
}

/// The newest checkpoint as a file, over everything that came until now.
pub async fn checkpoint(_: AuditReader, State(app): State<App>) -> Result<Response, Refusal> {
    let signer = app.signer.clone();
    let kept = app.ask(move |central| {
        signer.seal(central)?;
        central.last_checkpoint()
    });
    let kept = kept.await?.ok_or(Refusal::NotFound)?;
    let named = "attachment; filename=\"checkpoint.txt\"";
    let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (axum::http::header::CONTENT_DISPOSITION, named)];
    Ok((headers, kept.note).into_response())
}

/// Sends a pack while it is made.
pub async fn pack(
    AuditReader(visitor): AuditReader,
    guest: Guest,
    State(app): State<App>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let given = |name: &str| posted.text(name).trim().to_owned();
    let (from, to, held) = (given("from"), given("to"), given("held"));
    let (Ok(first), Ok(last)) = (Day::parse(&from), Day::parse(&to)) else {
        return Ok(again(page(&guest, &app, Some(&Wrong { from, to, held, why: NoPack::Days })).await?));
    };
    if app.signer.key().is_none() {
        return Err(Refusal::NotFound);
    }
    let asked = Asked { from: first, to: last, held: held.clone() };
    let (by, signer) = (visitor.person, app.signer.clone());
    let planned = app.ask(move |central| {
        let key = signer.key().ok_or_else(|| CentralError::Damaged("there is no key to sign with".to_owned()))?;
        signer.seal(central)?;
        let planned = evidence::plan(central, key, &asked, now_ms())?;
        if planned.is_ok() {
            central.write_pack_taken(by, &format!("{first},{last}"), now_ms())?;
        }
        Ok(planned)
    });
    let plan = match planned.await? {
        Ok(plan) => plan,
        Err(why) => return Ok(again(page(&guest, &app, Some(&Wrong { from, to, held, why })).await?)),
    };
    let (central, signer) = (app.central(), app.signer.clone());
    let name = format!("evidence-{first}-to-{last}.zip");
    Ok(file_on_its_way(&name, "application/zip", move |out: Sending| match signer.key() {
        Some(key) => evidence::write(&central, key, &plan, out),
        None => Err(std::io::Error::other("there is no key to sign with")),
    }))
}

async fn page(guest: &Guest, app: &App, wrong: Option<&Wrong>) -> Result<Response, Refusal> {
    let words = guest.words;
    let (key, kept) = app.ask(|central| Ok((central.signing_key(None, now_ms())?, central.last_checkpoint()?))).await?;
    let inside = html! {
        div.head { div {
            h1 { (words.t("Evidence")) }
            p.under { (words.t("Proof that what was received has not been changed since, for people who need not trust this server.")) }
        } }
        @match &key {
            Some(key) => (key_card(words, key)),
            None => (parts::warning(words.t("This server has no key to sign with: see --signing-key."))),
        }
        @if key.is_some() {
            (checkpoint_card(words, kept.as_ref()))
            @if app.signer.key().is_some() { (pack_card(guest, kept.as_ref(), wrong)) }
            @else { (parts::warning(words.t("Packs are made by the server that has the key. This one does not have it."))) }
        }
    };
    Ok(frame::page(guest, Place::Evidence, words.t("Evidence"), &inside))
}

fn key_card(words: &Words, key: &str) -> Markup {
    html! {
        section.card.stack {
            h2 { (words.t("The public key")) }
            p { (words.t("With this line anybody can check what this server signed. Give it to auditors before they need it, and print it where it cannot be exchanged.")) }
            div.field {
                label for="key" { (words.t("Public key")) }
                input.wide id="key" type="text" readonly value=(key);
            }
            div.buttons {
                button type="button" hidden data-copies="key" data-tells="key-copied" data-done=(words.t("Copied.")) { (words.t("Copy")) }
                span id="key-copied" role="status" {}
            }
        }
    }
}

fn checkpoint_card(words: &Words, kept: Option<&KeptCheckpoint>) -> Markup {
    html! {
        section.card.stack {
            h2 { (words.t("The newest checkpoint")) }
            p { (words.t("One hash over everything that was received, signed. Keep one outside the house now and then: nothing that it covers can be changed, removed or reordered afterwards without showing.")) }
            @if let Some(kept) = kept {
                dl.facts {
                    dt { (words.t("Made")) }
                    dd { time datetime=(machine(kept.at_ms)) { (date_time(words, kept.at_ms)) } }
                    dt { (words.t("Lines of the register")) }
                    dd { (kept.tree.n_leaves()) }
                    dt { (words.t("Hash")) }
                    dd { code.long { (kept.tree.root()) } }
                }
            } @else { p.empty { (words.t("There is none yet. One is made every minute in which something came.")) } }
            p { a.button href="/evidence/checkpoint.txt" { (Icon::Down.draw()) span { (words.t("Take the newest checkpoint")) } } }
        }
    }
}

fn pack_card(guest: &Guest, kept: Option<&KeptCheckpoint>, wrong: Option<&Wrong>) -> Markup {
    let words = guest.words;
    let today = today();
    let (from, to) = (today.plus_days(-30).to_string(), today.to_string());
    let (from, to) = wrong.map_or((from.as_str(), to.as_str()), |wrong| (&wrong.from, &wrong.to));
    let error = wrong.map(|wrong| match wrong.why {
        NoPack::Days => words.t("Give two days, the last not before the first."),
        NoPack::Held => words.t("This is no checkpoint of these records, or it was changed."),
        NoPack::Nothing => words.t("Nothing was received on these days."),
    });
    let is_held = wrong.is_some_and(|wrong| wrong.why == NoPack::Held);
    let what = Field {
        name: "from",
        label: words.t("From"),
        kind: "date",
        value: from,
        error: error.filter(|_| !is_held),
        ..Field::default()
    };
    html! {
        section.card.narrow.stack {
            h2 { (words.t("An evidence pack")) }
            p { (words.t("Everything that this server received on these days, by its clock: whole attempts, the logs of the PCs, and what was said about them. It is a ZIP file, signed, and checked on any machine with:")) }
            p { code.long { "practicum verify PACK.zip --key KEY --held CHECKPOINT.txt" } }
            @if kept.is_none() { p { (words.t("Nothing has been received yet.")) } }
            (parts::form(guest, "/evidence/pack", "stack", &html! {
                (what.draw())
                (Field { name: "to", label: words.t("To"), kind: "date", value: to, ..Field::default() }.draw())
                div.field.wrong[is_held] {
                    label for="held" { (words.t("A checkpoint that the auditor holds")) }
                    textarea id="held" name="held" rows="6" spellcheck="false" aria-invalid=[is_held.then_some("true")]
                        aria-describedby=(if is_held { "held-help held-error" } else { "held-help" }) { (wrong.map_or("", |wrong| &wrong.held)) }
                    p.help id="held-help" { (words.t("Not needed. With it, the pack also shows that nothing was changed between that checkpoint and its first day.")) }
                    @if let Some(error) = error.filter(|_| is_held) { p.error id="held-error" { (Icon::Warning.draw()) span { (error) } } }
                }
                button.primary type="submit" { (words.t("Make the pack")) }
                p.help { (words.t("It holds who did what. Names in the records stay sealed; the table beside them has the names that this organisation gives. That you took it is written down.")) }
            }))
        }
    }
}
