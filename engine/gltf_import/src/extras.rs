//! What the artist wrote beside a thing: plain values only.

use crate::ImportError;
use crate::findings::Findings;
use crate::json::At;
use scene::{Extra, Extras};
use serde_json::Value;

/// The `extras` of this object; none when absent.
pub(crate) fn read(at: &At, findings: &mut Findings) -> Result<Extras, ImportError> {
    let mut extras = Extras::new();
    let Some(written) = at.get("extras") else { return Ok(extras) };
    let Some(entries) = written.value.as_object() else {
        findings.add(&written, "only extras by name are read; these were left out");
        return Ok(extras);
    };
    for (name, value) in entries {
        match plain(value) {
            Some(value) => {
                extras.insert(name.clone(), value);
            }
            None if value.is_null() => {}
            None => findings.add(
                &written,
                format!("`{name}` is neither true, false, a number, a text nor a list of numbers; it was left out"),
            ),
        }
    }
    Ok(extras)
}

fn plain(value: &Value) -> Option<Extra> {
    Some(match value {
        Value::Bool(flag) => Extra::Flag(*flag),
        Value::Number(number) => Extra::Number(number.as_f64()?),
        Value::String(text) => Extra::Text(text.clone()),
        Value::Array(values) => Extra::List(values.iter().map(Value::as_f64).collect::<Option<_>>()?),
        Value::Null | Value::Object(_) => return None,
    })
}
