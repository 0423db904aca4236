//! What holds for any module and any attempt. Start at `orders`; `again` plays attempts again and from any point, `elsewhere` on
//! another machine.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is")]

mod again;
mod elsewhere;
mod orders;
