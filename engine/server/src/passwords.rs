//! Which passwords are refused: short ones, and those somebody would try first. No rule says which signs one must hold.
//!
//! Pure. Start at [`weakness`].

use crate::words::Words;

pub const LEAST_CHARACTERS: usize = 12;
/// Long enough for any sentence, short enough that hashing it costs what hashing a short one does.
pub const MOST_CHARACTERS: usize = 200;

/// What people choose when they are asked for a password. Ours, from the habits that every study of leaks names: words for
/// secrets, runs on the keyboard, greetings, seasons, the place and the product.
const COMMON: [&str; 46] = [
    "password",
    "passwort",
    "contrasena",
    "contraseña",
    "clave",
    "secret",
    "secreto",
    "letmein",
    "welcome",
    "bienvenido",
    "admin",
    "administrator",
    "administrador",
    "login",
    "qwerty",
    "qwertz",
    "azerty",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
    "qazwsx",
    "iloveyou",
    "teamo",
    "tequiero",
    "princess",
    "dragon",
    "monkey",
    "football",
    "futbol",
    "baseball",
    "sunshine",
    "master",
    "superman",
    "batman",
    "hello",
    "hola",
    "summer",
    "winter",
    "spring",
    "autumn",
    "verano",
    "invierno",
    "practicum",
    "training",
    "changeme",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    Short,
    Long,
    Common,
    LikeName,
}

/// Why `password` is refused; `about` are the person's name and address and the organisation.
pub fn weakness(password: &str, about: &[&str]) -> Option<Weakness> {
    let n_characters = password.chars().count();
    if n_characters < LEAST_CHARACTERS {
        return Some(Weakness::Short);
    }
    if n_characters > MOST_CHARACTERS {
        return Some(Weakness::Long);
    }
    let plain = plain(password);
    let names = about.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).map(self::plain);
    let names: Vec<String> = names.filter(|name| name.chars().count() >= 3).collect();
    let without_names = left_over(&plain, names.iter().map(String::as_str));
    if without_names.len() < plain.len() && without_names.chars().count() < 6 {
        return Some(Weakness::LikeName);
    }
    let left = left_over(&plain, COMMON.into_iter());
    let is_common = left.len() < plain.len() && left.chars().count() < 6;
    (is_common || n_different(&plain) < 5 || is_run(&password.to_lowercase()) || is_repeated(&plain)).then_some(Weakness::Common)
}

/// Small letters, with the signs that stand for letters read as these, and without what only fills up.
fn plain(text: &str) -> String {
    let letter = |c: char| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    };
    text.to_lowercase().chars().filter(|c| !c.is_whitespace()).map(letter).collect()
}

/// What remains when each of `parts` is taken out.
fn left_over<'a>(text: &str, parts: impl Iterator<Item = &'a str>) -> String {
    let mut left = text.to_owned();
    let mut parts: Vec<&str> = parts.collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    for part in parts {
        left = left.replace(part, "");
    }
    // Figures and signs at the ends add little: `password2026!`.
    left.chars().filter(|c| c.is_alphabetic()).collect()
}

fn n_different(text: &str) -> usize {
    let mut all: Vec<char> = text.chars().collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// Each sign one after the sign before: `abcdefghijkl`.
fn is_run(text: &str) -> bool {
    let all: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let n_steps = all.windows(2).filter(|pair| (pair[1] - pair[0]).abs() == 1).count();
    n_steps * 4 >= all.len() * 3
}

/// A short part again and again: `tree tree tree`.
fn is_repeated(text: &str) -> bool {
    let all: Vec<char> = text.chars().collect();
    (1..=all.len() / 3).any(|period| all.iter().zip(all.iter().skip(period)).all(|(a, b)| a == b))
}

impl Weakness {
    pub fn sentence(self, words: &Words) -> String {
        match self {
            Self::Short => {
                words.fill("Use at least {n} characters: three or four words are easy to remember.", &[("n", &LEAST_CHARACTERS)])
            }
            Self::Long => words.fill("Use at most {n} characters.", &[("n", &MOST_CHARACTERS)]),
            Self::Common => words.t("Many people choose this one. Use words that do not belong together.").to_owned(),
            Self::LikeName => words.t("This is too much like your name, your address or your organisation.").to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ABOUT: [&str; 3] = ["Ingrid Solberg", "ingrid@harbour.example", "Harbour Clinic"];

    #[test]
    fn what_somebody_would_try_first_is_refused() {
        let refused = [
            ("short", Weakness::Short),
            ("elevenchars", Weakness::Short),
            ("password1234", Weakness::Common),
            ("P@ssw0rd2026!", Weakness::Common),
            ("qwertyqwerty", Weakness::Common),
            ("Contraseña 2026", Weakness::Common),
            ("aaaaaaaaaaaaaa", Weakness::Common),
            ("abcdefghijklm", Weakness::Common),
            ("123456789012", Weakness::Common),
            ("tree tree tree tree", Weakness::Common),
            ("IngridSolberg1", Weakness::LikeName),
            ("harbourclinic26", Weakness::LikeName),
        ];
        for (password, weak) in refused {
            assert_eq!(weakness(password, &ABOUT), Some(weak), "{password}");
        }
        for good in
            ["three green apples", "correct horse battery", "llueve sobre mi tejado", "x9#kQ2!vLp0z", "冬の朝に白い鳥が三羽とぶ"]
        {
            assert_eq!(weakness(good, &ABOUT), None, "{good}");
        }
        assert_eq!(weakness(&"word and more ".repeat(20), &[]), Some(Weakness::Long));
    }

    proptest! {
        #[test]
        fn any_text_gets_an_answer_and_four_unlike_words_are_taken(text in "\\PC{0,240}", about in "\\PC{0,40}") {
            weakness(&text, &[&about]);
            prop_assert_eq!(weakness("velvet orbit canyon mustard", &[]), None);
        }
    }
}
