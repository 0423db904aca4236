//! Sounds by name, from the content folder. Silent where there is no sound device.

use audio::Audio;
use hud::Settings;
use std::path::Path;
use std::sync::Arc;

const ROOM_TONE: &str = "room_tone";
const ROOM_TONE_VOLUME: f32 = 0.35;
const ALARM: &str = "alarm";
/// Loud enough to press, and never so loud that it hurts under headphones.
const ALARM_VOLUME: f32 = 0.6;
const FOOTSTEP_VOLUME: f32 = 0.45;

pub struct Speakers {
    audio: Audio,
    alarm_sounds: bool,
}

impl Speakers {
    /// Loads every sound of a folder. A sound that cannot be read stays silent.
    pub fn open(folder: &Path, settings: &Settings) -> Self {
        let mut audio = Audio::new();
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "ogg")) {
            if let (Some(name), Ok(bytes)) = (path.file_stem(), std::fs::read(&path)) {
                // What cannot be decoded is not played; captions carry everything that matters.
                let _ = audio.load(&name.to_string_lossy(), Arc::from(bytes));
            }
        }
        let mut speakers = Self { audio, alarm_sounds: false };
        speakers.set_volume(settings);
        speakers
    }

    /// No device, no sounds: for runs that nobody hears.
    pub fn set_volume(&mut self, settings: &Settings) {
        self.audio.set_volume(f32::from(settings.sound_percent) / 100.0);
    }

    pub fn play(&mut self, name: &str) {
        let volume = if name.starts_with("footstep") { FOOTSTEP_VOLUME } else { 1.0 };
        // A sound that is not there is no reason to stop: captions carry everything that matters.
        let _ = self.audio.play(name, volume);
    }

    /// The alarm, for as long as it goes on.
    pub fn sound_alarm(&mut self, on: bool) {
        if on != self.alarm_sounds {
            self.alarm_sounds = on;
            let _ = if on { self.audio.play_loop(ALARM, ALARM_VOLUME) } else { self.audio.stop_loop(ALARM) };
        }
    }

    /// The sound of the room, while somebody is in it.
    pub fn enter_room(&mut self) {
        let _ = self.audio.play_loop(ROOM_TONE, ROOM_TONE_VOLUME);
    }

    pub fn leave_room(&mut self) {
        self.audio.stop_loops();
    }
}
