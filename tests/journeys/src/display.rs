//! A display.
