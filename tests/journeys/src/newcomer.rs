//! Somebody new at the program: adds their name, comes to the home screen, chooses a PIN. The rehearsal of the controls is marked as done.
//!
//! Start at [`says_who_they_are`].

use crate::display::Window;
use crate::eyes::LONGEST;
use crate::program::Practicum;
use crate::record::Record;
use anyhow::Result;
use rusqlite::Connection;

/// Somebody adds their name; the rehearsal of the controls that follows is marked as done.
pub fn says_who_they_are(practicum: &Practicum, mut window: Window<'_>) -> Result<()> {
    window.thing("Welcome. What is your name?")?;
    window.rests()?;
    window.types("Nadia Okafor")?;
    window.rests()?;
    window.keys(&["Return"])?;
    let person = window.wait("the person on record", LONGEST, |_| Ok(Record::open(&practicum.database())?.people()?.pop()))?;
    drop(window);
    let db = Connection::open(practicum.database())?;
    let key = format!("rehearsed.{person}");
    db.execute("INSERT OR REPLACE INTO settings (key, value_json) VALUES (?1, 'true')", [key])?;
    Ok(())
}

/// The one who trains here has the focus.
pub fn to_the_home_screen(window: &mut Window<'_>) -> Result<()> {
    window.control("Nadia Okafor")?;
    window.rests()?;
    window.keys(&["Return"])?;
    window.control("Help and keys")?;
    window.rests()?;
    Ok(())
}

/// Chooses a PIN on the first exam's page, and says it again.
pub fn chooses_a_pin(window: &mut Window<'_>, pin: &str) -> Result<()> {
    for field in ["Choose a PIN", "The same PIN again"] {
        let field = window.control(field)?;
        window.shows(field.place)?;
        window.clicks(field.place.middle())?;
        window.rests()?;
        window.types(pin)?;
        window.rests()?;
    }
    Ok(())
}
