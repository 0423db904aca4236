//! Sounds by name: loaded from bytes, played once or in loops, on whatever device there is, or on none.
//!
//! A machine without a sound device is normal: everything works there, only silently, and [`Audio::status`] says why. Does not know
//! files, what a sound means, or when it should be heard. Start at [`Audio`].

mod sound;
mod speech;

pub use sound::{AudioError, LONGEST_SECS};
pub use speech::Speech;

use kira::sound::PlaybackState;
use kira::sound::static_sound::{StaticSoundData, StaticSoundHandle};
use kira::{AudioManager, AudioManagerSettings, Decibels, DefaultBackend, Tween};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How much quieter loops are while somebody speaks, as amplitude.
const UNDER_SPEECH: f32 = 0.4;
/// How long loops take to become quieter, and louder again.
const DUCKING: Duration = Duration::from_millis(250);

/// All sounds and the device they are heard on.
pub struct Audio {
    device: Option<AudioManager<DefaultBackend>>,
    status: Status,
    sounds: BTreeMap<String, StaticSoundData>,
    /// By name: one loop of each sound at most, each with its volume.
    loops: BTreeMap<String, (StaticSoundHandle, f32)>,
    /// One voice at a time.
    speech: Option<StaticSoundHandle>,
    is_ducked: bool,
    volume: f32,
    is_muted: bool,
}

/// Whether anything can be heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    Audible,
    /// With the reason, for a person to read.
    Silent {
        why: String,
    },
}

impl Audio {
    /// Opens the system's usual device; without one, stays silent. May take some tenths of a second.
    pub fn new() -> Self {
        if !may_have_a_device() {
            return Self::on(None, Status::Silent { why: "this computer has no sound device".into() });
        }
        match AudioManager::new(AudioManagerSettings::default()) {
            Ok(device) => Self::on(Some(device), Status::Audible),
            Err(error) => Self::on(None, Status::Silent { why: format!("no sound device could be opened: {error}") }),
        }
    }

    /// Opens no device: for runs that nobody listens to.
    pub fn silent() -> Self {
        Self::on(None, Status::Silent { why: "sound was not asked for".into() })
    }

    fn on(device: Option<AudioManager<DefaultBackend>>, status: Status) -> Self {
        Self {
            device,
            status,
            sounds: BTreeMap::new(),
            loops: BTreeMap::new(),
            speech: None,
            is_ducked: false,
            volume: 1.0,
            is_muted: false,
        }
    }

    /// Settled when this was made; say it once.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// Decodes a WAV or Ogg Vorbis file and keeps it under this name, in place of an earlier one.
    pub fn load(&mut self, name: &str, bytes: Arc<[u8]>) -> Result<(), AudioError> {
        let sound = sound::decode(name, bytes)?;
        self.sounds.insert(name.to_string(), sound);
        Ok(())
    }

    /// How long a loaded sound is: for captions.
    pub fn duration_secs(&self, name: &str) -> Option<f32> {
        self.sounds.get(name).map(|sound| sound.duration().as_secs_f32())
    }

    /// Plays a sound once, at a volume of 0 to 1. When very many play at once, it is left out.
    pub fn play(&mut self, name: &str, volume: f32) -> Result<(), AudioError> {
        let sound = self.find(name)?.volume(decibels(volume));
        if let Some(device) = &mut self.device {
            // The only error is that too many play already.
            let _ = device.play(sound);
        }
        Ok(())
    }

    /// Plays a sound over and over, at a volume of 0 to 1. If it already does, only its volume changes.
    pub fn play_loop(&mut self, name: &str, volume: f32) -> Result<(), AudioError> {
        self.play_loop_rising(name, volume, Duration::ZERO)
    }

    /// The same, growing from silence to its volume over a time when it begins: what is loud startles nobody.
    pub fn play_loop_rising(&mut self, name: &str, volume: f32, over: Duration) -> Result<(), AudioError> {
        let heard = volume * self.loop_share();
        let sound = self.find(name)?.volume(decibels(heard)).loop_region(..);
        let sound = if over.is_zero() { sound } else { sound.fade_in_tween(Tween { duration: over, ..Tween::default() }) };
        let Some(device) = &mut self.device else { return Ok(()) };
        match self.loops.get_mut(name).filter(|(running, _)| running.state() != PlaybackState::Stopped) {
            Some((running, kept)) => {
                *kept = volume;
                running.set_volume(decibels(heard), Tween::default());
            }
            None => {
                if let Ok(running) = device.play(sound) {
                    self.loops.insert(name.to_string(), (running, volume));
                }
            }
        }
        Ok(())
    }

    /// Ends the loop of one sound, if it plays.
    pub fn stop_loop(&mut self, name: &str) -> Result<(), AudioError> {
        self.find(name)?;
        if let Some((mut running, _)) = self.loops.remove(name) {
            running.stop(Tween::default());
        }
        Ok(())
    }

    /// Ends all loops. Sounds played once run out.
    pub fn stop_loops(&mut self) {
        for (running, _) in self.loops.values_mut() {
            running.stop(Tween::default());
        }
        self.loops.clear();
    }

    /// Of everything, 0 to 1.
    pub fn volume(&self) -> f32 {
        self.volume
    }

    pub fn set_volume(&mut self, volume: f32) {
        self.volume = if volume.is_finite() { volume.clamp(0.0, 1.0) } else { self.volume };
        self.pass_on_volume();
    }

    pub fn is_muted(&self) -> bool {
        self.is_muted
    }

    /// Keeps the volume for when sound comes back.
    pub fn set_muted(&mut self, is_muted: bool) {
        self.is_muted = is_muted;
        self.pass_on_volume();
    }

    fn pass_on_volume(&mut self) {
        let volume = if self.is_muted { 0.0 } else { self.volume };
        if let Some(device) = &mut self.device {
            device.main_track().set_volume(decibels(volume), Tween::default());
        }
    }

    fn find(&self, name: &str) -> Result<&StaticSoundData, AudioError> {
        self.sounds.get(name).ok_or_else(|| AudioError::Unknown { name: name.into() })
    }
}

impl Default for Audio {
    fn default() -> Self {
        Self::new()
    }
}

/// From a volume as a slider has it, 0 to 1, as amplitude. Anything else is taken for its nearest end.
/// Without this look, opening a device on a Linux machine that has none prints eight lines nobody can act on.
fn may_have_a_device() -> bool {
    if !cfg!(target_os = "linux") || Path::new("/dev/snd").exists() || std::env::var_os("PULSE_SERVER").is_some() {
        return true;
    }
    let sockets = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    sockets.is_some_and(|folder| ["pulse/native", "pipewire-0"].iter().any(|socket| folder.join(socket).exists()))
}

fn decibels(volume: f32) -> Decibels {
    if volume > 0.0 { Decibels((20.0 * volume.min(1.0).log10()).max(Decibels::SILENCE.0)) } else { Decibels::SILENCE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volume_becomes_decibels() {
        assert_eq!(decibels(1.0), Decibels::IDENTITY);
        assert!((decibels(0.5).0 + 6.02).abs() < 0.01);
        for silent in [0.0, -1.0, f32::NAN, 1e-30] {
            assert_eq!(decibels(silent), Decibels::SILENCE);
        }
        assert_eq!(decibels(f32::INFINITY), Decibels::IDENTITY);
    }
}
