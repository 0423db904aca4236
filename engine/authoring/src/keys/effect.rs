//! Keys of effects.

use super::{Key, Names, Shape, Table, Verbs, may, needed};
use curriculum::Dimension;

const TIME: Shape = Shape::Amount(Some(Dimension::Time));
const OBJECT: Shape = Shape::Name(Names::Object);
const VARIABLE: Shape = Shape::Name(Names::Variable);
const TIMER: Shape = Shape::Name(Names::Timer);
const SHARE: Shape = Shape::Amount(Some(Dimension::Share));
const ON_OFF: Shape = Shape::Word(&["on", "off"]);
const BY: Key = may("by", OBJECT, "Who does it; the guide unless given.");
const OVER: Key = may("over", TIME, "It takes so long; at once unless given.");

const SAY: &[Key] = &[needed("say", Shape::Text, "A caption."), BY];
const SOUND: &[Key] = &[needed("sound", Shape::Name(Names::Sound), "A sound of `content/sounds/`.")];
const CHANGE: &[Key] = &[
    needed("change", OBJECT, "Change this object..."),
    needed("to", Shape::StateOrAmount, "...to a state, or what it shows to an amount."),
    may("over", TIME, "The number moves for so long; at once unless given."),
];
const PLACE: &[Key] = &[needed("place", OBJECT, "Put this item..."), needed("into", OBJECT, "...into this socket or zone.")];
const SHOW: &[Key] = &[needed("show", OBJECT, "Show this.")];
const HIDE: &[Key] = &[needed("hide", OBJECT, "Hide this.")];
const THROUGH_WALLS: Key =
    may("through_walls", Shape::YesNo, "Whether it is seen through whatever stands before it; true unless given.");
const HIGHLIGHT: &[Key] = &[needed("highlight", OBJECT, "Light this up until it is unmarked."), THROUGH_WALLS];
const OUTLINE: &[Key] = &[needed("outline", OBJECT, "Draw a line around this until it is unmarked."), THROUGH_WALLS];
const POINTER: &[Key] = &[needed("pointer", OBJECT, "Show an arrow at this until it is unmarked.")];
const GHOST_HAND: &[Key] = &[needed("ghost_hand", OBJECT, "Show a hand that does it, until this is unmarked.")];
const LABEL: &[Key] =
    &[needed("label", OBJECT, "Write the name of this beside it, with a line to it, until it is unmarked."), THROUGH_WALLS];
const X_RAY: &[Key] = &[
    needed("x_ray", OBJECT, "Show this through what is around it, until it is unmarked; that becomes as clear as glass,"),
    may("through", OBJECT, "...or only this, such as a housing."),
];
const SECTION: &[Key] = &[
    needed("section", OBJECT, "Cut this open, to show what is inside..."),
    needed("from", Shape::Word(&["front", "back", "left", "right", "top", "bottom"]), "...from this side of its own..."),
    needed("by", SHARE, "...by this share of its size; `0 %` makes it whole again, and so does `unmark`."),
    OVER,
];
const EXPLODE: &[Key] = &[
    needed("explode", OBJECT, "Move the parts of this away from their middle..."),
    needed("by", SHARE, "...by this share of well apart; `0 %` puts them together again."),
    may("axis", Shape::Word(&["x", "y", "z"]), "Only along this axis of its own; each where it lies unless given."),
    OVER,
];
const UNMARK: &[Key] = &[needed("unmark", OBJECT, "Let this be as it was.")];
const PLAY: &[Key] = &[needed("play", Shape::Name(Names::Clip), "An animation of the scene or a clip of `[clips]`, once.")];
const STOP: &[Key] = &[needed("stop", Shape::Name(Names::Clip), "Stop this animation, or these particles.")];
const MOVE: &[Key] = &[
    needed("move", OBJECT, "Move this..."),
    may(
        "by",
        Shape::List(&Shape::Amount(Some(Dimension::Length))),
        "...by so much along the scene's axes: right, up, towards you, such as [\"0 m\", \"0.2 m\", \"0 m\"],",
    ),
    may("to", OBJECT, "...or to where this is."),
    OVER,
];
const ROTATE: &[Key] = &[
    needed("rotate", OBJECT, "Turn this further..."),
    needed("by", Shape::Amount(Some(Dimension::Angle)), "...by this angle, counter-clockwise..."),
    may("axis", Shape::Word(&["x", "y", "z"]), "...around this axis of its own; `y`, upwards, unless given."),
    OVER,
];
const SCALE: &[Key] = &[
    needed("scale", OBJECT, "Make this larger or smaller..."),
    needed("to", Shape::Amount(Some(Dimension::Share)), "...to this share of the size it was made in."),
    OVER,
];
const ATTACH: &[Key] =
    &[needed("attach", OBJECT, "Fix this..."), needed("to", OBJECT, "...to this, so that it goes where this one goes.")];
const DETACH: &[Key] = &[needed("detach", OBJECT, "Let this go from what it is fixed to.")];
const WRITE: &[Key] =
    &[needed("write", Shape::Text, "What is to be read..."), needed("on", OBJECT, "...on this sign or screen.")];
const PICTURE: &[Key] = &[
    needed("picture", Shape::Name(Names::Picture), "Show this picture of the module..."),
    needed("on", OBJECT, "...on this sign or screen, or laid on the floor of this zone."),
];
const LIGHT: &[Key] = &[needed("light", OBJECT, "This lamp or screen..."), needed("is", ON_OFF, "...goes on or off.")];
const ALARM: &[Key] = &[needed("alarm", ON_OFF, "An alarm sounds, or stops.")];
const FOG: &[Key] = &[
    needed(
        "fog",
        Shape::Word(&["mist", "smoke", "dust", "off"]),
        "Fill the place with this, so that one sees less far, or clear it again...",
    ),
    may("visibility", Shape::Amount(Some(Dimension::Length)), "...as thick as lets one see so far; `6 m` unless given."),
    OVER,
];
const WALK_TO: &[Key] = &[needed("walk_to", OBJECT, "The guide walks there."), BY];
const FACE: &[Key] = &[needed("face", OBJECT, "The guide turns to it; `trainee` is allowed."), BY];
const POINT_AT: &[Key] = &[needed("point_at", OBJECT, "The guide points at it."), BY];
const GESTURE: &[Key] =
    &[needed("gesture", Shape::Word(&["wave", "nod", "shake_head", "beckon", "stop"]), "The guide makes this gesture."), BY];
const TELEPORT: &[Key] = &[needed("teleport", OBJECT, "The trainee stands in this zone at once.")];
const TURN_TRAINEE: &[Key] = &[needed("turn_trainee", OBJECT, "The trainee looks at this.")];
const SET_VARIABLE: &[Key] =
    &[needed("set_variable", VARIABLE, "Set this variable..."), needed("to", WHOLE, "...to this number.")];
const ADD: &[Key] = &[needed("add", WHOLE, "Add so many, or fewer than none..."), needed("to", VARIABLE, "...to this variable.")];
const ADD_TO_SCORE: &[Key] =
    &[needed("add_to_score", Shape::Amount(Some(Dimension::Share)), "Add so much of the whole score, or take it off.")];
const START_TIMER: &[Key] = &[needed("start_timer", TIMER, "Start this timer anew.")];
const STOP_TIMER: &[Key] = &[needed("stop_timer", TIMER, "Stop this timer; it does not run out then.")];
const SHOW_PAGE: &[Key] = &[needed("show_page", Shape::Name(Names::Page), "Show this page until it is put away.")];
const FINISH: &[Key] = &[needed(
    "finish",
    Shape::Word(&["scored", "failed"]),
    "End the attempt now: by the score of what was done, or not passed whatever the score.",
)];

const WHOLE: Shape = Shape::Whole(-1_000_000, 1_000_000);

const fn effect(keys: &'static [Key]) -> Table {
    Table { title: "an effect", keys }
}

pub static EFFECTS: Verbs = Verbs {
    title: "an effect",
    tables: &[
        effect(SAY),
        effect(SOUND),
        effect(CHANGE),
        effect(PLACE),
        effect(SHOW),
        effect(HIDE),
        effect(HIGHLIGHT),
        effect(OUTLINE),
        effect(POINTER),
        effect(GHOST_HAND),
        effect(LABEL),
        effect(X_RAY),
        effect(SECTION),
        effect(EXPLODE),
        effect(UNMARK),
        effect(PLAY),
        effect(STOP),
        effect(MOVE),
        effect(ROTATE),
        effect(SCALE),
        effect(ATTACH),
        effect(DETACH),
        effect(WRITE),
        effect(PICTURE),
        effect(LIGHT),
        effect(ALARM),
        effect(FOG),
        effect(WALK_TO),
        effect(FACE),
        effect(POINT_AT),
        effect(GESTURE),
        effect(TELEPORT),
        effect(TURN_TRAINEE),
        effect(SET_VARIABLE),
        effect(ADD),
        effect(ADD_TO_SCORE),
        effect(START_TIMER),
        effect(STOP_TIMER),
        effect(SHOW_PAGE),
        effect(FINISH),
    ],
};
