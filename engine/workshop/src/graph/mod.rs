//! The flow of a module as a picture: steps in layers, what must come before what, and what may be done in any order.
//!
//! Start at [`svg`]. `flow` makes nodes and edges of a module (the one place that knows its structure), `layers` lays them
//! out, `draw` writes SVG.

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
