//! One voice at a time, over everything else: loops are quieter while it speaks.

use crate::sound::decode;
use crate::{Audio, AudioError, DUCKING, UNDER_SPEECH, decibels};
use kira::Tween;
use kira::sound::PlaybackState;
use kira::sound::static_sound::StaticSoundData;
use std::sync::Arc;
use std::time::Duration;

/// Long enough that cutting a word off does not click.
const CUT: Tween =
    Tween { start_time: kira::StartTime::Immediate, duration: Duration::from_millis(40), easing: kira::Easing::Linear };

/// Something to say, decoded: may be made on another thread.
pub struct Speech(StaticSoundData);

impl Speech {
    /// Of a WAV or Ogg Vorbis file. `name`: for errors.
    pub fn decode(name: &str, bytes: Arc<[u8]>) -> Result<Self, AudioError> {
        decode(name, bytes).map(Self)
    }

    pub fn duration_secs(&self) -> f32 {
        self.0.duration().as_secs_f32()
    }
}

impl Audio {
    /// Says this, at a volume of 0 to 1, in place of what is being said.
    pub fn say(&mut self, speech: Speech, volume: f32) {
        self.hush();
        if let Some(device) = &mut self.device {
            self.speech = device.play(speech.0.volume(decibels(volume))).ok();
        }
        self.duck();
    }

    /// Breaks off what is being said.
    pub fn hush(&mut self) {
        if let Some(mut running) = self.speech.take() {
            running.stop(CUT);
        }
        self.duck();
    }

    /// Holds what is being said, or goes on with it.
    pub fn hold_speech(&mut self, is_held: bool) {
        let Some(running) = &mut self.speech else { return };
        match (is_held, running.state()) {
            (true, PlaybackState::Playing) => running.pause(CUT),
            (false, PlaybackState::Paused | PlaybackState::Pausing) => running.resume(CUT),
            _ => {}
        }
        self.duck();
    }

    /// To be called now and then: loops come back once nothing is said any more.
    pub fn settle(&mut self) {
        self.speech.take_if(|running| running.state() == PlaybackState::Stopped);
        self.duck();
    }

    /// True while a voice is heard.
    pub fn is_speaking(&self) -> bool {
        let is_heard = |state| matches!(state, PlaybackState::Playing | PlaybackState::Resuming);
        self.speech.as_ref().is_some_and(|running| is_heard(running.state()))
    }

    pub(crate) fn loop_share(&self) -> f32 {
        if self.is_ducked { UNDER_SPEECH } else { 1.0 }
    }

    fn duck(&mut self) {
        if self.is_speaking() == self.is_ducked {
            return;
        }
        self.is_ducked = !self.is_ducked;
        let share = self.loop_share();
        for (running, volume) in self.loops.values_mut() {
            running.set_volume(decibels(*volume * share), Tween { duration: DUCKING, ..Tween::default() });
        }
    }
}
