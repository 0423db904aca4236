//! Where a screen of the window leads.

use crate::screens::Screen;
use curriculum::Mode;
use hud::language::t;
use ids::{AttemptId, ModuleId};
use store::Person;

/// Where a screen leads.
pub(crate) enum Go {
    Home,
    Picker,
    Person(Person),
    Start {
        module: ModuleId,
        mode: Mode,
    },
    Continue(AttemptId),
    Debrief(AttemptId),
    /// An attempt again, from a moment on.
    Review(AttemptId, u64),
    /// The practical part of a passed exam is signed.
    SignOff(AttemptId),
    OwnPin,
    Screen(Box<Screen>),
    Exit,
}

impl Go {
    /// To what went wrong, and what is safe.
    pub(crate) fn problem(title: &str, why: &anyhow::Error) -> Self {
        Self::Screen(Box::new(Screen::problem(title, &format!("{why:#}"), t("What was saved stays saved."))))
    }
}
