//! What is said: captions and the voices that say them, one after the other. Knows no drawing and no device.
//!
//! A line with a voice stays as long as the voice lasts, and as a slow reader needs. With voices, what is new cuts off what was
//! said before, as people stop when something happens; without, a caption that was begun is left to whoever reads it. Lines that
//! stand elsewhere on the screen, such as an instruction, are only read aloud. Start at [`Captions::say`].

use crate::voices::{Voiced, Voices};
use ids::ObjectId;
use stage::Stage;
use std::collections::VecDeque;
use std::path::PathBuf;

/// Reading speed of a slow reader: about 130 words a minute, and never under this many seconds.
const SECS_PER_WORD: f32 = 0.46;
const LEAST_SECS: f32 = 3.0;
/// So many lines may be before a new one. With voices nothing of what happened earlier is among them.
const MOST_READ: usize = 1;
const MOST_VOICED: usize = 2;
/// Between two voices.
const BREATH_SECS: f32 = 0.35;

#[derive(Debug, Clone, PartialEq)]
pub struct Caption {
    pub text: String,
    /// The name of who speaks; none for the program.
    pub speaker: Option<String>,
    /// Who speaks.
    pub by: Option<ObjectId>,
    voice: Option<Voiced>,
    /// False where its words stand elsewhere on the screen.
    is_shown: bool,
    left_secs: f32,
    is_begun: bool,
}

/// What the speakers and faces shall do now.
#[derive(Debug, Clone, PartialEq)]
pub enum Speaking {
    /// Somebody begins to speak, and goes on for so long; with a voice, where there is one.
    Begins { by: Option<ObjectId>, secs: f32, file: Option<PathBuf> },
    /// Whatever was said is broken off.
    Stops,
}

impl Speaking {
    /// Moves the mouths in a room.
    pub fn show(&self, stage: &mut Stage) {
        stage.hush();
        if let Self::Begins { by: Some(by), secs, .. } = self {
            stage.speak(by, *secs);
        }
    }
}

/// The lines to come; the first one is said.
#[derive(Debug, Clone, Default)]
pub struct Captions {
    queue: VecDeque<Caption>,
    last: Option<Caption>,
    voices: Voices,
    is_voiced: bool,
    /// Nothing was said yet since [`Captions::turn`].
    is_new_turn: bool,
    speaking: Vec<Speaking>,
}

impl Captions {
    /// Speaks with these voices from now on.
    pub fn set_voices(&mut self, voices: Voices) {
        self.voices = voices;
    }

    /// Whether voices are wanted. What is said now goes on as it is.
    pub fn set_voiced(&mut self, is_voiced: bool) {
        self.is_voiced = is_voiced;
    }

    /// Something happened: what is said from now on is new. `is_over`: what was said before is about something that is done.
    pub fn turn(&mut self, is_over: bool) {
        self.is_new_turn = true;
        if is_over {
            self.cut();
        }
    }

    /// Somebody says something: a caption.
    pub fn say(&mut self, text: &str, speaker: Option<String>, by: Option<ObjectId>) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.is_new_turn) {
            self.cut();
        }
        let voice = self.voice_of(text, by.as_ref());
        let reading_secs = (n_words(text) * SECS_PER_WORD).max(LEAST_SECS);
        let left_secs = voice.as_ref().map_or(reading_secs, |voice| reading_secs.max(voice.secs + BREATH_SECS));
        // What is new is what matters: a line that waits behind two others has missed its moment.
        while self.queue.len() > if self.is_voiced() { MOST_VOICED } else { MOST_READ } {
            self.queue.pop_front();
        }
        let text = text.to_owned();
        self.queue.push_back(Caption { text, speaker, by, voice, is_shown: true, left_secs, is_begun: false });
    }

    /// Reads aloud what stands on the screen, after what is being said; without a voice nothing happens.
    pub fn read(&mut self, text: &str, by: Option<ObjectId>) {
        let Some(voice) = self.voice_of(text, by.as_ref()) else { return };
        let left_secs = voice.secs + BREATH_SECS;
        let text = text.to_owned();
        self.queue.push_back(Caption {
            text,
            speaker: None,
            by,
            voice: Some(voice),
            is_shown: false,
            left_secs,
            is_begun: false,
        });
    }

    pub fn advance(&mut self, dt_secs: f32) {
        let Some(first) = self.queue.front_mut() else { return };
        if !std::mem::replace(&mut first.is_begun, true) {
            let secs = first.voice.as_ref().map_or_else(|| talking_secs(&first.text), |voice| voice.secs);
            let file = first.voice.as_ref().map(|voice| voice.file.clone());
            self.speaking.push(Speaking::Begins { by: first.by.clone(), secs, file });
            return;
        }
        first.left_secs -= dt_secs;
        if first.left_secs <= 0.0 {
            let over = self.queue.pop_front();
            self.last = over.filter(|over| over.is_shown).or(self.last.take());
        }
    }

    /// What is to be seen now.
    pub fn current(&self) -> Option<&Caption> {
        self.queue.front().filter(|first| first.is_shown)
    }

    /// Nothing is said now.
    pub fn is_quiet(&self) -> bool {
        self.queue.is_empty()
    }

    /// Somebody speaks with a voice, or is about to.
    pub fn is_speaking(&self) -> bool {
        self.queue.iter().any(|line| line.voice.is_some())
    }

    /// R: says the line again, or the last one.
    pub fn again(&mut self) {
        if !self.is_voiced() && !self.queue.is_empty() {
            return;
        }
        let Some(line) = self.current().or(self.last.as_ref()).cloned() else { return };
        self.turn(false);
        self.say(&line.text, line.speaker, line.by);
    }

    /// What the speakers and faces were not told yet, in order.
    pub fn take_speaking(&mut self) -> Vec<Speaking> {
        std::mem::take(&mut self.speaking)
    }

    pub fn clear(&mut self) {
        self.queue.clear();
        self.last = None;
        self.speaking.push(Speaking::Stops);
    }

    /// With voices, breaks off what was said before.
    fn cut(&mut self) {
        if !self.is_voiced() || self.queue.is_empty() {
            return;
        }
        let cut = self.queue.drain(..).rfind(|line| line.is_shown && line.is_begun);
        self.last = cut.or(self.last.take());
        self.speaking.push(Speaking::Stops);
    }

    fn voice_of(&self, text: &str, by: Option<&ObjectId>) -> Option<Voiced> {
        self.voices.of(text, by).filter(|_| self.is_voiced).cloned()
    }

    /// Voices are wanted, and there are some.
    fn is_voiced(&self) -> bool {
        self.is_voiced && !self.voices.is_empty()
    }
}

/// How long somebody takes to say it without a voice.
fn talking_secs(text: &str) -> f32 {
    0.6 + 0.35 * n_words(text)
}

/// How many words there are to read; scripts without spaces have about three letters to a word.
fn n_words(text: &str) -> f32 {
    let is_unspaced = |letter: &char| matches!(u32::from(*letter), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF);
    text.split_whitespace().count() as f32 + text.chars().filter(is_unspaced).count() as f32 / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voiced(lines: &[(&str, f32)]) -> Captions {
        let mut captions = Captions::default();
        captions.set_voices(Voices::saying(lines));
        captions.set_voiced(true);
        captions
    }

    /// Files that begin to be heard, and `.` where a voice is broken off.
    fn heard(captions: &mut Captions, secs: f32) -> Vec<String> {
        let mut heard = Vec::new();
        for _ in 0..(secs * 60.0) as u32 {
            captions.advance(1.0 / 60.0);
            heard.extend(captions.take_speaking().into_iter().filter_map(|speaking| match speaking {
                Speaking::Begins { file, .. } => file.map(|file| file.display().to_string()),
                Speaking::Stops => Some(".".to_owned()),
            }));
        }
        heard
    }

    #[test]
    fn a_caption_stays_as_long_as_a_slow_reader_needs_and_can_be_said_again() {
        let mut captions = Captions::default();
        captions.say("Always sign in at reception, even on day one.", Some("Mateo".to_owned()), None);
        captions.advance(0.0);
        captions.advance(3.0);
        assert!(captions.current().is_some());
        captions.advance(2.0);
        assert!(captions.current().is_none());
        captions.again();
        assert_eq!(captions.current().unwrap().speaker.as_deref(), Some("Mateo"));
    }

    #[test]
    fn a_new_line_never_waits_behind_two_others() {
        let mut captions = Captions::default();
        for line in ["one", "two", "three"] {
            captions.say(line, None, None);
        }
        assert_eq!(captions.current().unwrap().text, "two");
    }

    #[test]
    fn a_caption_stays_as_long_as_its_voice_and_the_next_voice_waits() {
        let mut captions = voiced(&[("Slowly.", 6.0), ("Go.", 1.0)]);
        captions.turn(true);
        captions.say("Slowly.", None, None);
        captions.read("Go.", None);
        assert_eq!(heard(&mut captions, 6.0), ["Slowly.ogg"]);
        assert_eq!(captions.current().unwrap().text, "Slowly.");
        assert_eq!(heard(&mut captions, 1.0), ["Go.ogg"]);
        assert!(captions.current().is_none() && captions.is_speaking(), "what is only read aloud is no caption");
        assert!(heard(&mut captions, 3.0).is_empty() && captions.is_quiet());
    }

    #[test]
    fn what_happens_breaks_a_voice_off_but_leaves_readers_their_caption() {
        for (is_voiced, then) in [(true, "Two."), (false, "One.")] {
            let mut captions = voiced(&[("One.", 3.0), ("Two.", 1.0)]);
            captions.set_voiced(is_voiced);
            captions.say("One.", None, None);
            let begun = heard(&mut captions, 0.5);
            captions.turn(true);
            captions.say("Two.", None, None);
            assert_eq!(captions.current().unwrap().text, then);
            let after = heard(&mut captions, 0.5);
            assert_eq!(
                (begun.join(" "), after.join(" ")),
                if is_voiced { ("One.ogg".into(), ". Two.ogg".into()) } else { <_>::default() }
            );
        }
    }

    #[test]
    fn lines_of_one_moment_are_said_one_after_the_other() {
        let mut captions = voiced(&[("One.", 1.0), ("Two.", 1.0)]);
        captions.turn(true);
        captions.say("One.", None, None);
        captions.say("Two.", None, None);
        assert_eq!(heard(&mut captions, 7.0), ["One.ogg", "Two.ogg"]);
        captions.again();
        assert_eq!(heard(&mut captions, 1.0), ["Two.ogg"]);
    }

    #[test]
    fn without_voices_nothing_is_asked_for_and_nothing_is_read_aloud() {
        let mut captions = voiced(&[("One.", 1.0)]);
        captions.set_voiced(false);
        captions.say("One.", None, None);
        captions.read("One.", None);
        assert!(heard(&mut captions, 8.0).is_empty() && captions.is_quiet());
        captions.set_voiced(true);
        captions.read("Nobody recorded this.", None);
        assert!(captions.is_quiet());
    }
}
