//! Objects: the named things, places and people of a module.

use crate::{Quantity, Unit};
use ids::{ObjectId, StateId};
use serde::{Deserialize, Serialize};

/// A named thing in the scene that a goal, a mistake or an effect refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    pub id: ObjectId,
    /// The scene node it is. Its whole subtree belongs to the object, except where another object claims a deeper node.
    pub node: String,
    /// As a trainee reads it: "badge reader".
    pub name: String,
    pub kind: ObjectKind,
    pub states: Vec<StateId>,
    /// How states are called that have a name of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub state_names: Vec<(StateId, String)>,
    pub start: Start,
    /// What a gauge can show, or what something can be set to: lowest and highest, in one unit.
    pub range: Option<(Quantity, Quantity)>,
    /// Said when it is acted on and nothing else is due; may be empty.
    pub about: String,
    /// What a label says where a card opens at it; empty where the program's own word does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verb: String,
}

/// What an object is, hence which gestures it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// Can be looked at and inspected.
    Thing,
    /// Can be taken, carried and put.
    Item,
    /// Holds one item.
    Socket,
    /// Answers a press (and a hold).
    Button,
    /// Has states that a press cycles through.
    Switch,
    /// Opens and closes (also drawers and lids).
    Door,
    /// Turns: keys, valves, knobs.
    Knob,
    /// Slides along: rails, levers, plungers.
    Slider,
    /// Shows a number.
    Gauge,
    /// A place on the floor to stand in.
    Zone,
    Person,
}

/// States that the program has words of its own for, in every language it speaks.
pub fn is_usual_state(state: &str) -> bool {
    matches!(state, "open" | "opened" | "closed" | "shut" | "on" | "off" | "locked" | "unlocked")
}

/// How an object stands when an attempt begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// As modelled in the scene.
    AsModelled,
    State(StateId),
    /// An item lying in a socket.
    In(ObjectId),
    /// A gauge showing a number, or something set to one.
    Shows(Quantity),
    /// A knob's angle in thousandths of a degree.
    Angle(i64),
}

impl Object {
    /// How a state is called where the author gave it a name.
    pub fn state_name(&self, state: &StateId) -> Option<&str> {
        self.state_names.iter().find(|(named, _)| named == state).map(|(_, name)| name.as_str())
    }

    /// The unit of what it shows or is set to.
    pub fn unit(&self) -> Option<Unit> {
        self.range.map(|(low, _)| low.unit)
    }
}
