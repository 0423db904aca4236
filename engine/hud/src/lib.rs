//! Every screen of the window, drawn with egui: plain views in, actions out.
//!
//! Knows no window, no GPU, no file and no clock: pictures come as texture ids, dates as words, time as seconds, and what
//! must outlive a frame (text being typed, a chosen answer) lies in small state structs that the caller owns. Before the
//! first frame call [`theme::install`], and [`theme::apply`] whenever the [`Settings`] change. Each screen then fills the
//! `Ui` it is given. Start at [`play()`] for the screen that is seen most, and at [`theme`] for every colour and size.

mod author;
mod debrief;
mod exam;
mod facts;
mod home;
mod icons;
mod keys;
pub mod language;
mod loading;
mod message;
mod mistake;
mod pause;
mod picker;
mod play;
mod rehearsal;
mod replay_strip;
mod review;
mod settings;
pub mod theme;
mod viewer;
mod widgets;
mod words;

pub use author::{
    AuthorAction, AuthorLabel, AuthorObject, AuthorProblem, AuthorState, AuthorStep, AuthorStepStatus, AuthorView, author,
};
pub use debrief::{
    DebriefAction, DebriefMistake, DebriefReplay, DebriefState, DebriefStep, DebriefView, Next, StepResult, debrief,
};
pub use exam::{
    Colleague, ExamAction, ExamRefusal, ExamView, OwnPinAction, OwnPinView, PinText, Proof, ProofState, ProofView, SignOffAction,
    SignOffState, SignOffView, exam, own_pin, sign_off,
};
pub use facts::facts;
pub use home::{
    Certificate, Completed, ContinueCard, Due, HomeAction, HomeState, HomeView, PersonBadge, Saved, Standing, UpNext,
    WaitingSignOff, home, mode_name,
};
pub use icons::{Icon, logo, paint_icon};
pub use keys::{KeyNames, keys_page};
pub use loading::{LoadingView, loading};
pub use message::{MessageAction, MessageView, Severity, message};
pub use mistake::{MistakeAction, MistakeState, mistake};
pub use pause::{PauseAction, PauseState, PauseView, SettingsPage, pause};
pub use picker::{PersonTile, PickerAction, PickerState, PickerView, picker};
pub use play::{
    AtLabel, CaptionView, CarriedView, EdgePointer, LabelView, LoupeView, NamePlaces, NameView, PinView, PlayAction, PlayState,
    PlayView, Side, ToastView, WalkHint, play, play_takes_keys,
};
pub use play::{InPictures, PlaceView, ShownPicture, SignView};
pub use rehearsal::rehearsal;
pub use replay_strip::{ReplayMark, ReplayMarkKind};
pub use review::{ReviewAction, ReviewView, review};
pub use settings::{Contrast, Picture, PointerMode, Settings};
pub use viewer::{CutFrom, Inside, ViewerState, ViewerView, viewer};
pub use words::capitalised;
