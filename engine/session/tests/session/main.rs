//! Behaviour of sessions over small modules built in code. Start at `support`, which builds them.

mod admission;
mod exams;
mod forms;
mod goals;
mod helping;
mod hints;
mod kinds;
mod mistakes;
mod offers;
mod order;
mod properties;
mod snapshots;
mod structure;
mod support;
mod timing;
mod traces;
