//! Icons as strokes on a 24 grid, hidden from screen readers: a word always stands beside them.

use maud::{Markup, html};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Home,
    People,
    Log,
    Account,
    Leave,
    Warning,
    Tick,
    Search,
    Add,
    Lock,
    Overview,
    Course,
    Assign,
    Training,
    Down,
    Device,
    Seal,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
            Self::People => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 4.3a3.5 3.5 0 0 1 0 6.4M17.5 14.5c2.2.8 3.5 2.900 3.500 5.500"
            }
            Self::Log => "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7",
            Self::Account => {
                "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.500 20.500c0-4 3.300-6.500 7.500-6.500s7.500 2.500 7.500 6.500"
            }
            Self::Leave => "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
            Self::Warning => "M12 4L2.500 20h19zM12 10v4.500M12 17.300v.2",
            Self::Tick => "M5 12.500l4.500 4.500L19 7.500",
            Self::Search => "M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13M15.500 15.500L21 21",
            Self::Add => "M12 5v14M5 12h14",
            Self::Overview => "M4 20h16M7 20v-7M12 20V5M17 20V9",
            Self::Course => "M5 4h12a2 2 0 0 1 2 2v14H7a2 2 0 0 1-2-2zM5 18a2 2 0 0 1 2-2h12",
            Self::Assign => "M8 5H6v15h12V5h-2M9 3h6v4H9zM9 12h6M9 16h4",
            Self::Training => "M12 15a5 5 0 1 0 0-10 5 5 0 0 0 0 10M9 14l-1.500 7 4.500-2.500 4.500 2.500-1.500-7",
            Self::Down => "M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 20h14",
            Self::Seal => "M12 3l7 3v5c0 4.500-3 7.500-7 9.500-4-2-7-5-7-9.500V6zM8.500 12l2.500 2.500 4.500-5",
            Self::Device => "M3 5h18v11H3zM12 16v4M8 20h8",
            Self::Lock => "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
        }
    }

    pub fn draw(self) -> Markup {
        html! {
            svg.icon viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false" { path d=(self.path()) {} }
        }
    }
}
