//! Where the trainee stood and looked, coarsely: only for showing an attempt again. No rule of play looks at it.

/// A place and a direction of view, in integers so that its bytes are the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standpoint {
    /// World x, y, z of the feet, millimetres.
    pub at_mm: [i32; 3],
    /// About +Y, thousandths of a radian; 0 looks along -Z.
    pub yaw_mrad: i32,
    /// Up is positive, thousandths of a radian.
    pub pitch_mrad: i32,
}

impl Standpoint {
    /// The line it adds to a trace: `5200 pose 1150 0 1750 523 -50`.
    pub fn line(&self, at_ms: u64) -> String {
        let Self { at_mm: [x, y, z], yaw_mrad, pitch_mrad } = self;
        format!("{at_ms} pose {x} {y} {z} {yaw_mrad} {pitch_mrad}\n")
    }

    /// Reads a line without its line feed. None: it is no line of a pose, or not five whole numbers follow.
    pub(crate) fn read(line: &str) -> Option<(u64, Self)> {
        let (at_ms, rest) = line.split_once(" pose ")?;
        let numbers: Option<Vec<i32>> = rest.split(' ').map(|word| word.parse().ok()).collect();
        let [x, y, z, yaw_mrad, pitch_mrad] = numbers?[..] else { return None };
        Some((at_ms.parse().ok()?, Self { at_mm: [x, y, z], yaw_mrad, pitch_mrad }))
    }
}
