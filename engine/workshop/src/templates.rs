//! The modules that an author starts from. Knows their texts only; whether they can be played is for the tests to say.

/// A module to start from.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    pub name: &'static str,
    /// What it is for, in a line.
    pub about: &'static str,
    toml: &'static str,
    /// What lies beside its module: names and bytes.
    pub files: &'static [(&'static str, &'static [u8])],
}

/// Every template, as `practicum new --list` shows them.
pub static TEMPLATES: [Template; 8] = [
    Template {
        name: "tour",
        about: "show a place: walk, press, look, open",
        toml: include_str!("../templates/tour.toml"),
        files: &[],
    },
    Template {
        name: "photo",
        about: "your own place without 3D: a 360° picture and a photo with marked places",
        toml: include_str!("../templates/photo.toml"),
        files: &[
            ("reception.jpg", include_bytes!("../templates/reception.jpg")),
            ("wall.jpg", include_bytes!("../templates/wall.jpg")),
        ],
    },
    Template {
        name: "find-the-hazard",
        about: "find what is wrong in a place, then put it right",
        toml: include_str!("../templates/find-the-hazard.toml"),
        files: &[],
    },
    Template {
        name: "lockout",
        about: "stop, isolate, tag, read zero, try, open; opening too early is critical",
        toml: include_str!("../templates/lockout.toml"),
        files: &[],
    },
    Template {
        name: "disinfect",
        about: "hands, surfaces in any order, contact time, hands",
        toml: include_str!("../templates/disinfect.toml"),
        files: &[],
    },
    Template {
        name: "phone-script",
        about: "a difficult call, answer by answer",
        toml: include_str!("../templates/phone-script.toml"),
        files: &[],
    },
    Template {
        name: "inbox-triage",
        about: "messages on a screen: look behind them, mark what gives them away, report",
        toml: include_str!("../templates/inbox-triage.toml"),
        files: &[],
    },
    Template {
        name: "evacuation",
        about: "alarm, people, way out, against the clock",
        toml: include_str!("../templates/evacuation.toml"),
        files: &[],
    },
];

/// The template of a name.
pub fn template(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

impl Template {
    /// The scene it plays in.
    pub fn scene(&self) -> &'static str {
        let line = self.toml.lines().find_map(|line| line.strip_prefix("scene"));
        line.and_then(|line| line.split('"').nth(1)).unwrap_or_default()
    }

    /// The text of its `module.toml`, with an id.
    pub fn module_toml(&self, id: &str) -> String {
        self.toml.replacen("TEMPLATE_ID", id, 1)
    }
}

/// A module id made of a folder's name; the template's name where nothing of it can stand in an id.
pub fn id_for(folder: &str, template: &Template) -> String {
    let plain: String = folder.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let id: String = words.join("-").trim_start_matches(|c: char| !c.is_ascii_lowercase()).chars().take(64).collect();
    let id = id.trim_end_matches('-').to_owned();
    if ids::Slug::new(&id).is_ok() { id } else { template.name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_holds_one_place_for_its_id() {
        for template in &TEMPLATES {
            assert_eq!(template.toml.matches("TEMPLATE_ID").count(), 1, "{}", template.name);
            assert!(template.module_toml("my-own").contains("id       = \"my-own\"") || template.name == "evacuation");
        }
    }

    #[test]
    fn folders_of_any_name_give_an_id() {
        let tour = &TEMPLATES[0];
        assert_eq!(id_for("My First Tour!", tour), "my-first-tour");
        assert_eq!(id_for("2024 Übung", tour), "bung");
        assert_eq!(id_for("東京", tour), "tour");
        assert_eq!(id_for(&"x".repeat(300), tour).len(), 64);
    }
}
