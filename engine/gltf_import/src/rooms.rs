//! The light of rooms, which lies beside a scene as JSON: content/README.md has an example. As doubted as any other file.

use crate::json::At;
use crate::{ImportError, Limits, container};
use glam::{UVec3, Vec3, Vec3Swizzles};
use scene::{Aabb, Irradiance, Room, Window};

const N_ROOMS_MAX: usize = 256;
const N_PROBES_MAX: usize = 65_536;

/// Reads the rooms of a scene; their pictures are only named. An error says where in the file what is wrong.
pub fn rooms(bytes: &[u8], limits: &Limits) -> Result<Vec<Room>, ImportError> {
    let (json, _) = container::open(bytes, limits)?;
    At::root(&json)?.objects("rooms", N_ROOMS_MAX)?.iter().map(room).collect()
}

fn room(at: &At) -> Result<Room, ImportError> {
    let bounds = Aabb { min: corner(at, "min")?, max: corner(at, "max")? };
    if !bounds.size().cmpgt(Vec3::splat(1e-3)).all() {
        return at.fail("must be a box: each number of `max` above that of `min`");
    }
    let n_probes = n_probes(at)?;
    let probes = at.list("irradiance", N_PROBES_MAX)?;
    let wanted = n_probes.element_product() as usize;
    if probes.len() != wanted {
        return at.fail(format!("has {} entries of `irradiance`, but `probes_along` says {wanted}", probes.len()));
    }
    let Some(radiance) = at.text("radiance")? else { return at.fail("has no `radiance`, the name of a picture") };
    Ok(Room {
        name: at.name()?,
        bounds,
        eye: corner(at, "eye")?,
        radiance: radiance.to_owned(),
        n_probes,
        probes: probes.iter().map(probe).collect::<Result<_, _>>()?,
        window: at.object("window")?.as_ref().map(window).transpose()?,
    })
}

fn corner(at: &At, key: &str) -> Result<Vec3, ImportError> {
    let numbers = at.numbers::<3>(key)?;
    numbers.map_or_else(|| at.fail(format!("has no `{key}`")), |numbers| Ok(Vec3::from(numbers)))
}

fn window(at: &At) -> Result<Window, ImportError> {
    let bounds = Aabb { min: corner(at, "min")?, max: corner(at, "max")? };
    let size = bounds.size();
    if !(size.y > 0.0 && size.xz().min_element() == 0.0 && size.xz().max_element() > 0.0) {
        return at.fail("must be an upright rectangle: as thick as nothing along x or along z");
    }
    match at.number("radiance")? {
        Some(radiance) if radiance >= 0.0 => Ok(Window { bounds, radiance }),
        _ => at.fail("has no `radiance` of 0 or more"),
    }
}

fn n_probes(at: &At) -> Result<UVec3, ImportError> {
    let along = at.list("probes_along", 3)?.iter().map(At::whole).collect::<Result<Vec<_>, _>>()?;
    let product = along.iter().try_fold(1_usize, |product, n| product.checked_mul(*n));
    match along[..] {
        [x, y, z] if product.is_some_and(|product| (1..=N_PROBES_MAX).contains(&product)) => {
            Ok(UVec3::new(x as u32, y as u32, z as u32))
        }
        _ => at.fail(format!("`probes_along` must be three whole numbers above 0, together at most {N_PROBES_MAX} probes")),
    }
}

/// Nothing where no light is.
fn probe(at: &At) -> Result<Option<Irradiance>, ImportError> {
    if at.value.is_null() {
        return Ok(None);
    }
    let numbers = at.value.as_array().filter(|numbers| numbers.len() == 27);
    let finite = |value: &serde_json::Value| value.as_f64().map(|number| number as f32).filter(|number| number.is_finite());
    let numbers: Option<Vec<f32>> = numbers.and_then(|numbers| numbers.iter().map(finite).collect());
    match numbers {
        Some(numbers) => Ok(Some(std::array::from_fn(|i| Vec3::from_slice(&numbers[3 * i..])))),
        None => at.fail("must be 27 finite numbers, or null"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{ "rooms": [{ "name": "hall", "min": [0, 0, 0], "max": [2, 3, 4], "eye": [1, 1.5, 2], "radiance": "hall.png",
        "window": { "min": [-0.1, 1, 2], "max": [-0.1, 2, 3], "radiance": 5.5 },
        "probes_along": [2, 1, 1], "irradiance": [null, [1,1,1, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,0, 0,0,2]] }] }"#;

    const WINDOW: &str = r#""window": { "min": [-0.1, 1, 2], "max": [-0.1, 2, 3], "radiance": 5.5 },"#;

    fn read(text: &str) -> Result<Vec<Room>, ImportError> {
        rooms(text.as_bytes(), &Limits::default())
    }

    #[test]
    fn a_room_is_read_as_written() {
        let rooms = read(GOOD).unwrap();
        assert_eq!((rooms[0].name.as_str(), rooms[0].radiance.as_str()), ("hall", "hall.png"));
        assert_eq!(rooms[0].bounds.max, Vec3::new(2.0, 3.0, 4.0));
        assert_eq!(rooms[0].probes[0], None);
        assert_eq!(rooms[0].probes[1].unwrap()[8], Vec3::new(0.0, 0.0, 2.0));
        let window = rooms[0].window.unwrap();
        assert_eq!((window.bounds.max, window.radiance), (Vec3::new(-0.1, 2.0, 3.0), 5.5));
        let plain = read(&GOOD.replace(WINDOW, "")).unwrap();
        assert_eq!(plain[0].window, None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (good, bad, told) in [
            ("[2, 3, 4]", "[2, 0, 4]", "/rooms/0: must be a box"),
            ("[2, 3, 4]", "[2, 3]", "/rooms/0/max: must be a list of 3 finite numbers"),
            ("[2, 1, 1]", "[2, 1, 4000000000]", "/rooms/0: `probes_along` must be three whole numbers"),
            ("[2, 1, 1]", "[2, 0, 1]", "/rooms/0: `probes_along` must be three whole numbers"),
            ("[2, 1, 1]", "[3, 1, 1]", "/rooms/0: has 2 entries of `irradiance`, but `probes_along` says 3"),
            ("[null, [1,1,1", "[null, [1,1", "/rooms/0/irradiance/1: must be 27 finite numbers"),
            ("\"radiance\": \"hall.png\",", "", "/rooms/0: has no `radiance`"),
            ("\"eye\": [1, 1.5, 2],", "", "/rooms/0: has no `eye`"),
            ("[-0.1, 2, 3]", "[0.1, 2, 3]", "/rooms/0/window: must be an upright rectangle"),
            ("[-0.1, 2, 3]", "[-0.1, 2, 2]", "/rooms/0/window: must be an upright rectangle"),
            ("[-0.1, 2, 3]", "[-0.1, 1, 3]", "/rooms/0/window: must be an upright rectangle"),
            ("5.5", "-1", "/rooms/0/window: has no `radiance` of 0 or more"),
            (WINDOW, "\"window\": 3,", "/rooms/0/window: "),
        ] {
            let error = read(&GOOD.replace(good, bad)).unwrap_err().to_string();
            assert!(error.starts_with(told), "{bad}: {error}");
        }
    }

    #[test]
    fn bytes_of_any_kind_are_survived() {
        for bytes in [&b""[..], b"{", b"[]", b"{\"rooms\": 3}", b"{\"rooms\": [3]}", b"\xff\xfe"] {
            assert!(rooms(bytes, &Limits::default()).is_err());
        }
    }
}
