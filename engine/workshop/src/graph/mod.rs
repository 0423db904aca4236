//! The flow of a module as a picture: steps in layers, what must come before what, what may be done in any order, where it
//! branches, and what may happen besides.
//!
//! Start at [`svg`]. `flow` makes nodes and edges of a module (with `deciding`, the one place that knows its structure),
//! `layers` lays them out, `draw` writes SVG.

mod deciding;
mod draw;
mod flow;
mod layers;

use curriculum::Module;

/// The module's flow as an SVG picture with its own background, readable on screen and on paper.
pub fn svg(module: &Module) -> String {
    let flow = flow::flow_of(module);
    let layout = layers::lay_out(&flow);
    draw::draw(&module.title, &flow, &layout)
}

#[cfg(test)]
mod tests;
