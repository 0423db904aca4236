//! Fog as people write it, in a scene's extras and on the command line: `C8D2D8,25` or `C8D2D8,25,3`.

use render::Fog;

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

#[cfg(test)]
mod tests {
    use super::*;

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
