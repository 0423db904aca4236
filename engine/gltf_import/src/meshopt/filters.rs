//! What is done to elements once they are unpacked; in place, sizes stay.
//!
//! Values that the specification leaves open become something finite. Lengths are multiples of an element's.

/// Unit vectors folded onto an octahedron: X, Y, one, and a fourth number that stays. `stride` is 4 or 8.
pub(super) fn octahedral(bytes: &mut [u8], stride: usize) {
    if stride == 4 {
        for element in bytes.as_chunks_mut::<4>().0 {
            let [x, y, one, _] = element.map(|byte| f32::from(byte.cast_signed()));
            let unit = unfolded(x, y, one).map(|value| ((value * 127.0).round() as i8).cast_unsigned());
            element[..3].copy_from_slice(&unit);
        }
    } else {
        for element in bytes.as_chunks_mut::<8>().0 {
            let [x, y, one, w] = words(element);
            let unit = unfolded(x.into(), y.into(), one.into()).map(|value| (value * 32767.0).round() as i16);
            write(element, [unit[0], unit[1], unit[2], w]);
        }
    }
}

fn unfolded(x: f32, y: f32, one: f32) -> [f32; 3] {
    let (x, y) = (x / one, y / one);
    let z = 1.0 - x.abs() - y.abs();
    let below = z.min(0.0);
    let (x, y) = (x - below.copysign(x), y - below.copysign(y));
    let length = (x * x + y * y + z * z).sqrt();
    [x / length, y / length, z / length]
}

/// Rotations without their largest component.
pub(super) fn quaternion(bytes: &mut [u8]) {
    for element in bytes.as_chunks_mut::<8>().0 {
        let [x, y, z, rest] = words(element);
        let scale = std::f32::consts::FRAC_1_SQRT_2 / f32::from(rest | 3);
        let [x, y, z] = [x, y, z].map(|value| f32::from(value) * scale);
        let w = (1.0 - x * x - y * y - z * z).max(0.0).sqrt();
        let largest = usize::from(rest.cast_unsigned() & 3);
        let mut out = [0; 4];
        for (turn, value) in [w, x, y, z].into_iter().enumerate() {
            out[(largest + turn) % 4] = (value * 32767.0).round() as i16;
        }
        write(element, out);
    }
}

/// Floats as 8 bits of exponent above 24 bits of a whole number.
pub(super) fn exponential(bytes: &mut [u8]) {
    for element in bytes.as_chunks_mut::<4>().0 {
        let bits = i32::from_le_bytes(*element);
        // Powers of two up to 127 either way are exact, and what lies below them is not used.
        let power = f64::from(bits >> 24).exp2();
        let value = (power * f64::from(bits << 8 >> 8)) as f32;
        *element = value.to_le_bytes();
    }
}

/// Colours as luma, orange and green chroma, and alpha whose highest bit tells the scale. `stride` is 4 or 8.
pub(super) fn color(bytes: &mut [u8], stride: usize) {
    if stride == 4 {
        for element in bytes.as_chunks_mut::<4>().0 {
            let [y, co, cg, a] = *element;
            let chroma = |value: u8| i32::from(value.cast_signed());
            *element = unmixed(y.into(), chroma(co), chroma(cg), a.into(), 255.0).map(|value| value as u8);
        }
    } else {
        for element in bytes.as_chunks_mut::<8>().0 {
            let [y, co, cg, a] = words(element);
            let whole = |value: i16| value.cast_unsigned();
            let rgba = unmixed(whole(y).into(), co.into(), cg.into(), whole(a).into(), 65535.0);
            write(element, rgba.map(|value| (value as u16).cast_signed()));
        }
    }
}

/// From 0 to `max`.
fn unmixed(y: i32, co: i32, cg: i32, a: u32, max: f32) -> [f32; 4] {
    let scale = (2_u32 << a.max(1).ilog2()) - 1;
    let alpha = a & (scale >> 1);
    let alpha = alpha << 1 | (alpha & 1);
    let factor = max / scale as f32;
    [(y + co - cg) as f32, (y + cg) as f32, (y - co - cg) as f32, alpha as f32]
        .map(|value| (value * factor).round().clamp(0.0, max))
}

fn words(element: &[u8; 8]) -> [i16; 4] {
    let [a, b, c, d, e, f, g, h] = *element;
    [[a, b], [c, d], [e, f], [g, h]].map(i16::from_le_bytes)
}

fn write(element: &mut [u8; 8], values: [i16; 4]) {
    for (at, value) in values.into_iter().enumerate() {
        element[2 * at..2 * at + 2].copy_from_slice(&value.to_le_bytes());
    }
}
