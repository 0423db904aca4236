//! Sounds by name, from the content folder, and voices from their files. Silent where there is no sound device.

use crate::captions::Speaking;
use audio::{Audio, Speech, Status};
use hud::Settings;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

const ROOM_TONE: &str = "room_tone";
const ROOM_TONE_VOLUME: f32 = 0.35;
const ALARM: &str = "alarm";
/// Loud enough to press, and never so loud that it hurts under headphones, whatever the settings say.
const ALARM_VOLUME: f32 = 0.6;
/// It grows, so that it startles nobody.
const ALARM_RISES: Duration = Duration::from_secs(3);
const FOOTSTEP_VOLUME: f32 = 0.45;

pub struct Speakers {
    audio: Audio,
    alarm_sounds: bool,
    alarm_volume: f32,
    voice_volume: f32,
    /// A voice that is still being read and decoded, on a thread of its own.
    coming: Option<Receiver<Speech>>,
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
        let mut speakers = Self { audio, alarm_sounds: false, alarm_volume: 0.0, voice_volume: 0.0, coming: None };
        speakers.set_volume(settings);
        speakers
    }

    /// There is a device; without one nobody waits for voices.
    pub fn are_heard(&self) -> bool {
        *self.audio.status() == Status::Audible
    }

    /// Takes over how loud everything shall be.
    pub fn set_volume(&mut self, settings: &Settings) {
        let share = |percent: u8| f32::from(percent) / 100.0;
        self.audio.set_volume(share(settings.sound_percent));
        self.voice_volume = share(settings.voice_percent);
        self.alarm_volume = ALARM_VOLUME * share(settings.alarm_percent);
        if self.alarm_sounds {
            let _ = self.audio.play_loop(ALARM, self.alarm_volume);
        }
    }

    pub fn play(&mut self, name: &str) {
        let (volume, name) = match name {
            // The same sound as the alarm's, once: it may not be louder.
            ALARM => (self.alarm_volume, ALARM),
            name if name.starts_with("footstep") => (FOOTSTEP_VOLUME, name),
            name => (1.0, name),
        };
        // A sound that is not there is no reason to stop: captions carry everything that matters.
        let _ = self.audio.play(name, volume);
    }

    /// The alarm, for as long as it goes on.
    pub fn sound_alarm(&mut self, on: bool) {
        if on != self.alarm_sounds {
            self.alarm_sounds = on;
            let _ = match on {
                true => self.audio.play_loop_rising(ALARM, self.alarm_volume, ALARM_RISES),
                false => self.audio.stop_loop(ALARM),
            };
        }
    }

    /// Says what somebody begins to say, or breaks it off.
    pub fn speak(&mut self, speaking: &Speaking) {
        self.coming = None;
        self.audio.hush();
        let Speaking::Begins { file: Some(file), .. } = speaking else { return };
        let file = file.clone();
        let (decoded, coming) = channel();
        // Reading and decoding takes longer than a frame may. A voice that cannot be read stays silent: its words are shown.
        std::thread::spawn(move || {
            let speech = std::fs::read(&file).ok().and_then(|bytes| Speech::decode("voice", Arc::from(bytes)).ok());
            if let Some(speech) = speech {
                // Nobody waits for it any more where it cannot be sent.
                let _ = decoded.send(speech);
            }
        });
        self.coming = Some(coming);
    }

    /// Once a frame. `is_heard`: nothing covers the room; otherwise who speaks is held until then.
    pub fn settle(&mut self, is_heard: bool) {
        if let Some(coming) = self.coming.take_if(|_| is_heard) {
            match coming.try_recv() {
                Ok(speech) => self.audio.say(speech, self.voice_volume),
                Err(TryRecvError::Empty) => self.coming = Some(coming),
                Err(TryRecvError::Disconnected) => {}
            }
        }
        self.audio.hold_speech(!is_heard);
        self.audio.settle();
    }

    /// The sound of the room, while somebody is in it.
    pub fn enter_room(&mut self) {
        let _ = self.audio.play_loop(ROOM_TONE, ROOM_TONE_VOLUME);
    }

    pub fn leave_room(&mut self) {
        self.coming = None;
        self.audio.hush();
        self.audio.stop_loops();
    }
}
