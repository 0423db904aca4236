//! Modes 1 and 2: lists of triangles, and other lists of indices.
//!
//! Start at [`triangles`] or [`sequence`].

use super::{ENDS_EARLY, TOO_LONG};

const NOT_SEEN: &str = "its packed triangles refer to one that was not there yet";

/// `count` indices, a multiple of 3.
pub(super) fn triangles(packed: &[u8], count: usize) -> Result<Vec<u32>, &'static str> {
    let rest = packed.strip_prefix(&[0xe1]).ok_or("its packed bytes begin with no known version of triangles")?;
    let (codes, rest) = rest.split_at_checked(count / 3).ok_or(ENDS_EARLY)?;
    let (data, pairs) = rest.split_at(rest.len().checked_sub(16).ok_or(ENDS_EARLY)?);
    let mut state = Triangles { data, next: 0, last: 0, edges: Recent::new((0, 0)), vertices: Recent::new(0) };
    let mut out = Vec::with_capacity(count);
    for code in codes {
        out.extend(state.triangle(*code, pairs)?);
    }
    if state.data.is_empty() { Ok(out) } else { Err(TOO_LONG) }
}

/// `count` indices of anything.
pub(super) fn sequence(packed: &[u8], count: usize) -> Result<Vec<u32>, &'static str> {
    let rest = packed.strip_prefix(&[0xd1]).ok_or("its packed bytes begin with no known version of indices")?;
    let mut data = &rest[..rest.len().checked_sub(4).ok_or(ENDS_EARLY)?];
    // Each takes a byte at least.
    if data.len() < count {
        return Err(ENDS_EARLY);
    }
    let mut last = [0_u32; 2];
    let mut out = Vec::with_capacity(count);
    for _ in 0..count {
        let v = varint(&mut data)?;
        let baseline = &mut last[(v & 1) as usize];
        *baseline = baseline.wrapping_add(unzigzag(v >> 1));
        out.push(*baseline);
    }
    if data.is_empty() { Ok(out) } else { Err(TOO_LONG) }
}

struct Triangles<'a> {
    data: &'a [u8],
    /// The next index that was not used before.
    next: u32,
    /// The last one that was written out.
    last: u32,
    edges: Recent<(u32, u32)>,
    vertices: Recent<u32>,
}

impl Triangles<'_> {
    fn triangle(&mut self, code: u8, pairs: &[u8]) -> Result<[u32; 3], &'static str> {
        let (x, y) = (code >> 4, code & 15);
        if x < 15 {
            let (a, b) = self.edges.get(x)?;
            let c = match y {
                0 => self.fresh(),
                1..13 => self.vertices.get(y)?,
                13 | 14 => {
                    self.last = if y == 13 { self.last.wrapping_sub(1) } else { self.last.wrapping_add(1) };
                    self.last
                }
                _ => self.written()?,
            };
            if !(1..13).contains(&y) {
                self.vertices.push(c);
            }
            self.edges.push((c, b));
            self.edges.push((a, c));
            return Ok([a, b, c]);
        }
        let pair = if y < 14 { pairs[usize::from(y)] } else { self.byte()? };
        if y >= 14 && pair == 0 {
            self.next = 0;
        }
        let (z, w) = (pair >> 4, pair & 15);
        let a = if y == 15 { self.written()? } else { self.fresh() };
        let b = self.either(z)?;
        let c = self.either(w)?;
        self.vertices.push(a);
        for (how, vertex) in [(z, b), (w, c)] {
            if how == 0 || how == 15 {
                self.vertices.push(vertex);
            }
        }
        self.edges.push((b, a));
        self.edges.push((c, b));
        self.edges.push((a, c));
        Ok([a, b, c])
    }

    /// A new one, a recent one, or one that is written out.
    fn either(&mut self, how: u8) -> Result<u32, &'static str> {
        match how {
            0 => Ok(self.fresh()),
            15 => self.written(),
            _ => self.vertices.get(how - 1),
        }
    }

    fn fresh(&mut self) -> u32 {
        let fresh = self.next;
        self.next = fresh.wrapping_add(1);
        fresh
    }

    fn written(&mut self) -> Result<u32, &'static str> {
        self.last = self.last.wrapping_add(unzigzag(varint(&mut self.data)?));
        Ok(self.last)
    }

    fn byte(&mut self) -> Result<u8, &'static str> {
        let (&byte, rest) = self.data.split_first().ok_or(ENDS_EARLY)?;
        self.data = rest;
        Ok(byte)
    }
}

/// The last 16 of something.
struct Recent<T> {
    entries: [T; 16],
    /// Of all that were pushed.
    n_pushed: usize,
}

impl<T: Copy> Recent<T> {
    fn new(unused: T) -> Self {
        Self { entries: [unused; 16], n_pushed: 0 }
    }

    fn push(&mut self, entry: T) {
        self.entries[self.n_pushed % 16] = entry;
        self.n_pushed += 1;
    }

    /// 0 is the latest.
    fn get(&self, back: u8) -> Result<T, &'static str> {
        let at = self.n_pushed.checked_sub(usize::from(back) + 1).ok_or(NOT_SEEN)?;
        Ok(self.entries[at % 16])
    }
}

/// Seven bits a byte, lowest first, at most five bytes.
fn varint(data: &mut &[u8]) -> Result<u32, &'static str> {
    let mut value = 0_u32;
    for at in 0..5 {
        let (&byte, rest) = data.split_first().ok_or(ENDS_EARLY)?;
        *data = rest;
        value |= u32::from(byte & 0x7f) << (7 * at);
        if byte < 0x80 {
            return Ok(value);
        }
    }
    Err("its packed bytes hold a number that does not end")
}

fn unzigzag(v: u32) -> u32 {
    v >> 1 ^ 0_u32.wrapping_sub(v & 1)
}
