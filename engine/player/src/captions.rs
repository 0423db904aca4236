//! Captions: who says what, for as long as it takes to read. Knows no drawing.

use std::collections::VecDeque;

/// Reading speed of a slow reader: about 130 words a minute, and never under this many seconds.
const SECS_PER_WORD: f32 = 0.46;
const LEAST_SECS: f32 = 3.0;

#[derive(Debug, Clone, PartialEq)]
pub struct Caption {
    pub text: String,
    /// Who speaks; none for the program.
    pub speaker: Option<String>,
    left_secs: f32,
}

/// The captions to come; the first one is shown.
#[derive(Debug, Clone, Default)]
pub struct Captions {
    queue: VecDeque<Caption>,
    last: Option<Caption>,
}

impl Captions {
    pub fn say(&mut self, text: &str, speaker: Option<String>) {
        if text.is_empty() {
            return;
        }
        let left_secs = (n_words(text) * SECS_PER_WORD).max(LEAST_SECS);
        // What is new is what matters: a line that waits behind two others has missed its moment.
        while self.queue.len() > 1 {
            self.queue.pop_front();
        }
        self.queue.push_back(Caption { text: text.to_owned(), speaker, left_secs });
    }

    pub fn advance(&mut self, dt_secs: f32) {
        let Some(first) = self.queue.front_mut() else { return };
        first.left_secs -= dt_secs;
        if first.left_secs <= 0.0 {
            self.last = self.queue.pop_front();
        }
    }

    pub fn current(&self) -> Option<&Caption> {
        self.queue.front()
    }

    /// R: says the last line again.
    pub fn again(&mut self) {
        if self.queue.is_empty()
            && let Some(last) = self.last.clone()
        {
            self.say(&last.text, last.speaker);
        }
    }

    pub fn clear(&mut self) {
        self.queue.clear();
        self.last = None;
    }
}

/// How many words there are to read; scripts without spaces have about three letters to a word.
fn n_words(text: &str) -> f32 {
    let is_unspaced = |letter: &char| matches!(u32::from(*letter), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF);
    text.split_whitespace().count() as f32 + text.chars().filter(is_unspaced).count() as f32 / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_stays_as_long_as_a_slow_reader_needs_and_can_be_said_again() {
        let mut captions = Captions::default();
        captions.say("Always sign in at reception, even on day one.", Some("Mateo".to_owned()));
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
            captions.say(line, None);
        }
        assert_eq!(captions.current().unwrap().text, "two");
    }
}
