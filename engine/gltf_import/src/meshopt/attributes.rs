//! Mode 0: elements of some bytes each, as differences to the element before, a byte of all elements at a time.
//!
//! Version 0 stands in both extensions, version 1 in KHR_meshopt_compression. Start at [`unpack`].

use super::{ENDS_EARLY, TOO_LONG, Unpacked};

/// Elements are packed in groups of so many.
const GROUP: usize = 16;
/// An element of a block takes at most so many bytes in all.
const BLOCK_BYTES: usize = 8192;
const BLOCK_ELEMENTS: usize = 256;

/// How the differences of four neighbouring bytes are made.
#[derive(Clone, Copy)]
enum Channel {
    Bytes,
    Words,
    /// Whole 32 bits, turned to the left by so many before they were stored.
    Xor(u32),
}

/// `count` elements of `stride` bytes, `stride` a multiple of 4 from 4 to 256.
pub(super) fn unpack(packed: &[u8], count: usize, stride: usize) -> Unpacked {
    let (&header, rest) = packed.split_first().ok_or(ENDS_EARLY)?;
    let is_v1 = match header {
        0xa0 => false,
        0xa1 => true,
        _ => return Err("its packed bytes begin with no known version of attributes"),
    };
    let n_channels = stride / 4;
    let (tail_bytes, padded_bytes) =
        if is_v1 { (stride + n_channels, (stride + n_channels).max(24)) } else { (stride, stride.max(32)) };
    let body_bytes = rest.len().checked_sub(padded_bytes).ok_or(ENDS_EARLY)?;
    let (mut body, padded_tail) = rest.split_at(body_bytes);
    let (base, modes) = padded_tail[padded_bytes - tail_bytes..].split_at(stride);
    let channels = if is_v1 {
        modes.iter().map(|mode| Channel::of(*mode)).collect::<Result<Vec<_>, _>>()?
    } else {
        vec![Channel::Bytes; n_channels]
    };

    let mut out = vec![0; count * stride];
    let mut last = base.to_vec();
    let block_elements = (BLOCK_BYTES / stride / GROUP * GROUP).min(BLOCK_ELEMENTS);
    let mut columns = vec![[0_u8; BLOCK_ELEMENTS]; 4];
    for block in out.chunks_mut(block_elements * stride) {
        let n_elements = block.len() / stride;
        let controls = if is_v1 { take(&mut body, n_channels)? } else { &[] };
        for (at, channel) in channels.iter().enumerate() {
            for (byte, column) in columns.iter_mut().enumerate() {
                let control = controls.get(at).map_or(Control::Version0, |bits| Control::of(bits >> (2 * byte)));
                read_column(&mut body, control, column, n_elements)?;
            }
            let mut before: [u8; 4] = last[at * 4..at * 4 + 4].try_into().map_err(|_| ENDS_EARLY)?;
            for (element, bytes) in block.chunks_exact_mut(stride).enumerate() {
                before = channel.next(before, [0, 1, 2, 3].map(|byte: usize| columns[byte][element]));
                bytes[at * 4..at * 4 + 4].copy_from_slice(&before);
            }
            last[at * 4..at * 4 + 4].copy_from_slice(&before);
        }
    }
    if body.is_empty() { Ok(out) } else { Err(TOO_LONG) }
}

/// How one byte of the elements of a block is stored.
#[derive(Clone, Copy)]
enum Control {
    Version0,
    /// Groups of 0, 1, 2 or 4 bits.
    Fine,
    /// Groups of 1, 2, 4 or 8 bits.
    Coarse,
    Zero,
    Literal,
}

impl Control {
    /// From the lowest two bits.
    fn of(bits: u8) -> Self {
        match bits & 3 {
            0 => Self::Fine,
            1 => Self::Coarse,
            2 => Self::Zero,
            _ => Self::Literal,
        }
    }

    /// Bits of a difference in a group with these two header bits.
    fn bits_of(self, header: u8) -> usize {
        let table = match self {
            Self::Version0 => [0, 2, 4, 8],
            Self::Fine => [0, 1, 2, 4],
            Self::Coarse => [1, 2, 4, 8],
            Self::Zero | Self::Literal => [8; 4],
        };
        table[usize::from(header & 3)]
    }
}

/// The stored differences of one byte of so many elements. What the last group holds beyond them has no meaning.
fn read_column(
    body: &mut &[u8],
    control: Control,
    column: &mut [u8; BLOCK_ELEMENTS],
    n_elements: usize,
) -> Result<(), &'static str> {
    match control {
        Control::Zero => column.fill(0),
        Control::Literal => column[..n_elements].copy_from_slice(take(body, n_elements)?),
        Control::Version0 | Control::Fine | Control::Coarse => {
            let column = &mut column[..n_elements.next_multiple_of(GROUP)];
            let headers = take(body, (column.len() / GROUP).div_ceil(4))?;
            for (at, group) in column.as_chunks_mut::<GROUP>().0.iter_mut().enumerate() {
                read_group(body, control.bits_of(headers[at / 4] >> (2 * (at % 4))), group)?;
            }
        }
    }
    Ok(())
}

fn read_group(body: &mut &[u8], n_bits: usize, group: &mut [u8; GROUP]) -> Result<(), &'static str> {
    match n_bits {
        0 => group.fill(0),
        8 => group.copy_from_slice(take(body, GROUP)?),
        _ => {
            let packed = take(body, GROUP * n_bits / 8)?;
            let sentinel = (1_u8 << n_bits) - 1;
            let per_byte = 8 / n_bits;
            for (at, value) in group.iter_mut().enumerate() {
                // One bit each runs upwards in its byte, more run downwards.
                let place = if n_bits == 1 { at % 8 } else { 8 - n_bits * (at % per_byte + 1) };
                let bits = packed[at / per_byte] >> place & sentinel;
                *value = if bits == sentinel { take(body, 1)?[0] } else { bits };
            }
        }
    }
    Ok(())
}

impl Channel {
    fn of(mode: u8) -> Result<Self, &'static str> {
        match (mode & 15, mode >> 4) {
            (0, 0) => Ok(Self::Bytes),
            (1, 0) => Ok(Self::Words),
            (2, turned) => Ok(Self::Xor(turned.into())),
            _ => Err("its packed bytes name an unknown kind of difference"),
        }
    }

    /// The four bytes after `before`.
    fn next(self, before: [u8; 4], stored: [u8; 4]) -> [u8; 4] {
        match self {
            Self::Bytes => {
                let step = |byte: usize| {
                    let v = stored[byte];
                    before[byte].wrapping_add(v >> 1 ^ 0_u8.wrapping_sub(v & 1))
                };
                [0, 1, 2, 3].map(step)
            }
            Self::Words => {
                let word = |bytes: [u8; 4], at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
                let step = |at: usize| {
                    let v = word(stored, at);
                    word(before, at).wrapping_add(v >> 1 ^ 0_u16.wrapping_sub(v & 1)).to_le_bytes()
                };
                let ([a, b], [c, d]) = (step(0), step(2));
                [a, b, c, d]
            }
            Self::Xor(turned) => (u32::from_le_bytes(before) ^ u32::from_le_bytes(stored).rotate_right(turned)).to_le_bytes(),
        }
    }
}

fn take<'a>(bytes: &mut &'a [u8], n: usize) -> Result<&'a [u8], &'static str> {
    let (taken, rest) = bytes.split_at_checked(n).ok_or(ENDS_EARLY)?;
    *bytes = rest;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_bit_differences_are_read_as_the_specification_shows() {
        let mut body: &[u8] = &[0x17, 0x5f, 0xf0, 0xbc, 0x77, 0xa9, 0x21, 0x00, 0x34, 0xb5];
        let mut group = [0; GROUP];
        read_group(&mut body, 4, &mut group).unwrap_or_else(|what| panic!("{what}"));
        let found = group.map(|v| Channel::Bytes.next([0; 4], [v, 0, 0, 0])[0].cast_signed());
        assert_eq!(found, [-1, -4, -3, 26, -91, 0, -6, 6, -4, -4, 5, -5, 1, -1, 0, 0]);
        assert!(body.is_empty());
    }
}
