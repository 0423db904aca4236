//! hud
