//! Why a request is not done, as a page in the reader's language: what happened, and what to do.
//!
//! What went wrong inside is printed for whoever runs the server, without anything about a person. Start at [`Refusal`].

use crate::words::Words;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use store::central::CentralError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody has signed in, or the session is over.
    SignInFirst,
    /// Signed in, without the role.
    NotYours,
    NotFound,
    WrongMethod,
    /// The form was not one of ours, or of another session.
    ForeignForm,
    BrokenForm,
    TooLarge,
    /// A link that was used, replaced, or is over.
    LinkOver,
    /// The records cannot be written or reached now.
    Unavailable,
    Trouble,
}

impl Refusal {
    pub fn status(self) -> StatusCode {
        match self {
            Self::SignInFirst => StatusCode::UNAUTHORIZED,
            Self::NotYours | Self::ForeignForm => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::BrokenForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::LinkOver => StatusCode::GONE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Trouble => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A title and a sentence.
    pub fn words(self, words: &Words) -> (&str, &str) {
        match self {
            Self::SignInFirst => (words.t("Sign in first"), words.t("Your session is over. Sign in, then open the page again.")),
            Self::NotYours => {
                (words.t("This page is not for your role"), words.t("Nothing was changed. Ask an administrator if you need it."))
            }
            Self::NotFound => {
                (words.t("There is no such page"), words.t("The address may be wrong, or what stood here is gone."))
            }
            Self::WrongMethod => {
                (words.t("This cannot be done here"), words.t("Nothing was changed. Go back, and use the page's buttons."))
            }
            Self::ForeignForm => (
                words.t("The form is out of date"),
                words.t(
                    "Nothing was changed. You signed in or out meanwhile, or the form came from elsewhere. Open the page again.",
                ),
            ),
            Self::BrokenForm => {
                (words.t("The form cannot be read"), words.t("Nothing was changed. Open the page again, and fill it in anew."))
            }
            Self::TooLarge => (words.t("That is too much at once"), words.t("Nothing was changed. Send less.")),
            Self::LinkOver => (
                words.t("This link is over"),
                words.t("It was used, replaced by a newer one, or its time is over. Ask whoever gave it to you for a new one."),
            ),
            Self::Unavailable => (
                words.t("The records cannot be reached now"),
                words.t("What was saved before is kept, your last change is not. Try again in a few minutes."),
            ),
            Self::Trouble => (
                words.t("Something went wrong here"),
                words.t("What was saved before is kept. Whoever runs this server finds the reason in its output."),
            ),
        }
    }
}

impl From<CentralError> for Refusal {
    fn from(error: CentralError) -> Self {
        match error {
            CentralError::UnknownPerson
            | CentralError::UnknownGroup
            | CentralError::UnknownAssignment
            | CentralError::UnknownLine
            | CentralError::UnknownDevice
            | CentralError::Revoked => Self::NotFound,
            CentralError::OutOfReach => Self::NotYours,
            CentralError::LinkOver => Self::LinkOver,
            CentralError::Inactive => Self::SignInFirst,
            CentralError::EmailTaken
            | CentralError::LastAdministrator
            | CentralError::EmailNeeded
            | CentralError::GroupTaken
            | CentralError::LeavesFirst
            | CentralError::UploadOver
            | CentralError::PreviewOver
            | CentralError::BadText { .. } => Self::BrokenForm,
            CentralError::DiskFull
            | CentralError::ReadOnly
            | CentralError::Busy
            | CentralError::Disk(_)
            | CentralError::Unreachable(_) => {
                eprintln!("practicum: {error}");
                Self::Unavailable
            }
            _ => {
                eprintln!("practicum: {error}");
                Self::Trouble
            }
        }
    }
}

/// Only the mark: `admission::meet` makes the page, because it knows the reader.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What stands beside a field that the records refuse; none for what is no matter of a form.
pub fn sentence(error: &CentralError, words: &Words) -> Option<String> {
    Some(match error {
        CentralError::EmailTaken => words.t("Somebody here has this e-mail address already.").to_owned(),
        CentralError::LastAdministrator => {
            words.t("Nobody else could administer then. Give somebody else this role first, and let them sign in.").to_owned()
        }
        CentralError::GroupTaken => words.t("A group is called so already.").to_owned(),
        CentralError::LeavesFirst => words.t("The last day comes before the first.").to_owned(),
        CentralError::EmailNeeded => words.t("Who signs in needs an e-mail address. Add one first.").to_owned(),
        CentralError::BadText { field, why } => {
            let field = match *field {
                "name" => words.t("The name"),
                "e-mail" => words.t("The e-mail address"),
                "job title" => words.t("The job title"),
                "group" => words.t("The group's name"),
                "reason" => words.t("The reason"),
                "note" => words.t("The note"),
                "PC" => words.t("The PC's name"),
                _ => words.t("The organisation's name"),
            };
            let why = match *why {
                "is empty" => words.t("is missing"),
                "is longer than 120 characters" => words.t("is longer than 120 characters"),
                "holds characters that are none of a name" => words.t("holds characters that cannot stand there"),
                _ => words.t("is none; write it such as anna@clinic.example"),
            };
            words.fill("{field} {why}.", &[("field", &field), ("why", &why)])
        }
        _ => return None,
    })
}
