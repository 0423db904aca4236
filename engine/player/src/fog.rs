//! Fog as people write it, in a scene's extras and on the command line: `C8D2D8,25` or `C8D2D8,25,3`; and what fog that effects let in
//! looks like and is called.

use curriculum::{FogKind, Quantity, Unit};
use hud::language::{decimal, fill, t};
use render::Fog;
use stage::FogNow;

/// Its colour as six digits, from how far a twentieth of the light comes through, metres, and if it lies low, in which height it thins
/// out to a third. An error says what is wrong.
pub fn fog_of(text: &str) -> Result<Fog, String> {
    let wrong = || {
        format!("`{text}` is no fog: write its colour, how far one sees in metres, and if it lies low, how high, as C8D2D8,25,3")
    };
    let mut parts = text.split(',').map(str::trim);
    let digits = parts.next().unwrap_or_default().trim_start_matches('#');
    let is_color = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_color).ok_or_else(wrong)?;
    let [_, red, green, blue] = number.to_be_bytes();
    let metres = |part: &str| part.parse().ok().filter(|metres| (0.1..=100_000.0).contains(metres)).ok_or_else(wrong);
    let visibility_m = metres(parts.next().ok_or_else(wrong)?)?;
    let thins_out_m = parts.next().map(metres).transpose()?;
    if parts.next().is_some() {
        return Err(wrong());
    }
    Ok(Fog { srgb: [red, green, blue], visibility_m, thins_out_m })
}

/// What the stage says of fog, as it is drawn.
pub(crate) fn drawn(now: FogNow) -> Fog {
    let (before, share) = now.before.unwrap_or((now.kind, 0.0));
    let mixed = |to: u8, from: u8| (f32::from(to) + (f32::from(from) - f32::from(to)) * share).round() as u8;
    let [to, from] = [now.kind, before].map(colour);
    let srgb = [mixed(to[0], from[0]), mixed(to[1], from[1]), mixed(to[2], from[2])];
    Fog { srgb, visibility_m: now.visibility_m, thins_out_m: None }
}

fn colour(kind: FogKind) -> [u8; 3] {
    match kind {
        FogKind::Mist => [0xc8, 0xd2, 0xd8],
        FogKind::Smoke => [0x7c, 0x79, 0x76],
        FogKind::Dust => [0xc0, 0xae, 0x92],
    }
}

/// What a sign says for as long as it is there.
pub(crate) fn sign(fog: curriculum::Fog) -> String {
    let metres = i64::try_from(fog.visibility_mm).unwrap_or(i64::MAX);
    let far = Quantity { milli: metres, unit: Unit::Metre }.to_string().replace('.', &decimal().to_string());
    match fog.kind {
        FogKind::Mist => fill("Mist: you see about {far} far", &[("far", &far)]),
        FogKind::Smoke => fill("Smoke: you see about {far} far", &[("far", &far)]),
        FogKind::Dust => fill("Dust: you see about {far} far", &[("far", &far)]),
    }
}

/// What is told when it comes in, and when it is gone.
pub(crate) fn told(fog: Option<curriculum::Fog>, before: Option<curriculum::Fog>) -> &'static str {
    match (fog.map(|fog| fog.kind), before.map(|before| before.kind)) {
        (Some(FogKind::Mist), _) => t("Mist comes in"),
        (Some(FogKind::Smoke), _) => t("Smoke comes in"),
        (Some(FogKind::Dust), _) => t("Dust comes in"),
        (None, Some(FogKind::Mist)) => t("The mist clears"),
        (None, Some(FogKind::Dust)) => t("The dust settles"),
        (None, _) => t("The smoke clears"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fog_that_turns_into_another_changes_its_colour_on_the_way() {
        let now = |before| FogNow { kind: FogKind::Mist, before, visibility_m: 8.0 };
        assert_eq!(drawn(now(None)).srgb, colour(FogKind::Mist));
        assert_eq!(drawn(now(Some((FogKind::Smoke, 1.0)))).srgb, colour(FogKind::Smoke));
        assert_eq!(drawn(now(Some((FogKind::Smoke, 0.5)))).srgb, [0xa2, 0xa6, 0xa7]);
    }

    #[test]
    fn a_sign_says_what_it_is_and_how_far_one_sees() {
        let smoke = curriculum::Fog { kind: FogKind::Smoke, visibility_mm: 2_500 };
        assert_eq!(sign(smoke), "Smoke: you see about 2.5 m far");
        assert_eq!((told(Some(smoke), None), told(None, Some(smoke))), ("Smoke comes in", "The smoke clears"));
    }

    #[test]
    fn fog_is_read_and_what_is_none_is_told() {
        let low = Fog { srgb: [0xC8, 0xD2, 0xD8], visibility_m: 25.0, thins_out_m: Some(3.0) };
        assert_eq!(fog_of("C8D2D8,25,3"), Ok(low));
        assert_eq!(fog_of("#c8d2d8, 25"), Ok(Fog { thins_out_m: None, ..low }));
        for wrong in ["", "C8D2D8", "C8D2D8,0", "C8D2D8,-4", "C8D2D8,NaN", "+8D2D8,5", "grey,5", "C8D2D8,5,inf", "C8D2D8,5,1,1"] {
            assert!(fog_of(wrong).is_err_and(|why| why.contains("C8D2D8,25,3")), "{wrong}");
        }
    }
}
