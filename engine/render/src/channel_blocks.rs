//! Blocks of 4 by 4 numbers in 8 bytes, as graphics cards read them: BC4, and EAC with 11 bits. A BC5 or EAC RG block is two of them.
//!
//! Knows no texture. Start at [`bc4`].

/// By table, how far its eight numbers stand from the middle (Khronos Data Format 1.3, table "Intensity modifiers for alpha").
const EAC_STEPS: [[i32; 8]; 16] = [
    [-3, -6, -9, -15, 2, 5, 8, 14],
    [-3, -7, -10, -13, 2, 6, 9, 12],
    [-2, -5, -8, -13, 1, 4, 7, 12],
    [-2, -4, -6, -13, 1, 3, 5, 12],
    [-3, -6, -8, -12, 2, 5, 7, 11],
    [-3, -7, -9, -11, 2, 6, 8, 10],
    [-4, -7, -8, -11, 3, 6, 7, 10],
    [-3, -5, -8, -11, 2, 4, 7, 10],
    [-2, -6, -8, -10, 1, 5, 7, 9],
    [-2, -5, -8, -10, 1, 4, 7, 9],
    [-2, -4, -8, -10, 1, 3, 7, 9],
    [-2, -5, -7, -10, 1, 4, 6, 9],
    [-3, -4, -7, -10, 2, 3, 6, 9],
    [-1, -2, -3, -10, 0, 1, 2, 9],
    [-4, -6, -8, -9, 3, 5, 7, 8],
    [-3, -5, -7, -9, 2, 4, 6, 8],
];

/// The least and the greatest of them, and for each the nearest of eight numbers from one to the other.
pub(crate) fn bc4(numbers: &[u8; 16]) -> [u8; 8] {
    let (least, greatest) = ends(numbers);
    let range = u32::from(greatest - least);
    let mut codes = 0_u64;
    for (i, number) in numbers.iter().enumerate() {
        let steps = (u32::from(number - least) * 14 + range).checked_div(2 * range).unwrap_or(7);
        // Seven steps up stands first, none second, and between them those from six down to one.
        let code = match steps {
            7 => 0,
            0 => 1,
            between => 8 - between,
        };
        codes |= u64::from(code) << (3 * i);
    }
    let codes = codes.to_le_bytes();
    [greatest, least, codes[0], codes[1], codes[2], codes[3], codes[4], codes[5]]
}

/// Of the tables and multipliers whose eight numbers reach from the least to the greatest, the one that comes nearest.
pub(crate) fn eac(numbers: &[u8; 16]) -> [u8; 8] {
    let (least, greatest) = ends(numbers);
    // 11 bits, as the card makes them of a byte: `base * 8 + 4 + step * multiplier * 8`.
    let wanted = numbers.map(|number| (i32::from(number) * 2047 + 127) / 255);
    let range = (i32::from(greatest) - i32::from(least)).max(1);
    let fitted = |(table, steps): (usize, &[i32; 8])| {
        let reach = steps[7] - steps[3];
        let multiplier = ((range + reach - 1) / reach).clamp(1, 15);
        // The middle of a table lies half a step below its base.
        let base = ((i32::from(least) + i32::from(greatest) + 1 + multiplier) / 2).clamp(0, 255);
        let mut codes = 0_u64;
        let mut error = 0_i32;
        for (i, wanted) in wanted.iter().enumerate() {
            let away = |step: i32| (base * 8 + 4 + step * multiplier * 8).clamp(0, 2047).abs_diff(*wanted) as i32;
            let (code, away) = (0_u64..).zip(steps.map(away)).min_by_key(|(_, away)| *away).unwrap_or_default();
            // Numbers run down the columns, the first in the highest bits.
            codes |= code << (45 - 3 * (i % 4 * 4 + i / 4));
            error += away * away;
        }
        (error, (base as u64) << 56 | (multiplier as u64) << 52 | (table as u64) << 48 | codes)
    };
    let nearest = EAC_STEPS.iter().enumerate().map(fitted).min_by_key(|(error, _)| *error);
    nearest.map_or(0, |(_, block)| block).to_be_bytes()
}

fn ends(numbers: &[u8; 16]) -> (u8, u8) {
    numbers.iter().fold((u8::MAX, 0), |(least, greatest), number| (least.min(*number), greatest.max(*number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a card reads it (Khronos Data Format 1.3, "BC4"), to the nearest byte.
    fn from_bc4(block: [u8; 8]) -> [i32; 16] {
        let [first, second] = [block[0], block[1]].map(i32::from);
        let codes = u64::from_le_bytes(block) >> 16;
        std::array::from_fn(|i| match (codes >> (3 * i) & 7) as i32 {
            0 => first,
            1 => second,
            code if first > second => ((8 - code) * first + (code - 1) * second) / 7,
            6 => 0,
            7 => 255,
            code => ((6 - code) * first + (code - 1) * second) / 5,
        })
    }

    /// As a card reads it (Khronos Data Format 1.3, "Unsigned R11 EAC"), to the nearest byte.
    fn from_eac(block: [u8; 8]) -> [i32; 16] {
        let block = u64::from_be_bytes(block);
        let (base, multiplier) = ((block >> 56) as i32, (block >> 52 & 15) as i32);
        let steps = EAC_STEPS[(block >> 48 & 15) as usize];
        std::array::from_fn(|i| {
            let step = steps[(block >> (45 - 3 * (i % 4 * 4 + i / 4)) & 7) as usize];
            let eleven = (base * 8 + 4 + step * if multiplier > 0 { multiplier * 8 } else { 1 }).clamp(0, 2047);
            (eleven * 255 + 1023) / 2047
        })
    }

    fn furthest(numbers: &[u8; 16], read: [i32; 16]) -> i32 {
        numbers.iter().zip(read).map(|(number, read)| (i32::from(*number) - read).abs()).max().unwrap_or_default()
    }

    #[test]
    fn even_numbers_come_out_as_they_are() {
        for number in 0..=255 {
            assert_eq!(furthest(&[number; 16], from_bc4(bc4(&[number; 16]))), 0, "{number}");
            assert!(furthest(&[number; 16], from_eac(eac(&[number; 16]))) <= 1, "{number}: {:?}", from_eac(eac(&[number; 16])));
        }
    }

    #[test]
    fn a_ramp_comes_out_as_near_as_eight_numbers_allow() {
        for (from, step) in [(0, 17), (0, 1), (100, 3), (240, 1), (13, 9)] {
            let across: [u8; 16] = std::array::from_fn(|i| from + step * i as u8);
            let down: [u8; 16] = std::array::from_fn(|i| from + step * (i % 4 * 4 + i / 4) as u8);
            for numbers in [across, down] {
                let range = 15 * i32::from(step);
                assert!(furthest(&numbers, from_bc4(bc4(&numbers))) <= range / 14 + 1, "BC4 of {from} in steps of {step}");
                assert!(furthest(&numbers, from_eac(eac(&numbers))) <= range / 8 + 2, "EAC of {from} in steps of {step}");
            }
        }
    }

    #[test]
    fn black_and_white_stay() {
        let checks: [u8; 16] = std::array::from_fn(|i| if (i + i / 4) % 2 == 0 { 0 } else { 255 });
        assert_eq!(furthest(&checks, from_bc4(bc4(&checks))), 0);
        assert!(furthest(&checks, from_eac(eac(&checks))) <= 2, "{:?}", from_eac(eac(&checks)));
    }
}
