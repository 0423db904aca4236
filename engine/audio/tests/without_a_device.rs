//! Everything works where nothing can be heard.

use audio::{Audio, AudioError, LONGEST_SECS, Status};
use proptest::prelude::*;
use std::sync::Arc;

/// A WAV file of 16 bit samples.
fn wav(sample_rate: u32, n_channels: u16, n_frames: u32) -> Vec<u8> {
    let data_bytes = n_frames * u32::from(n_channels) * 2;
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + data_bytes).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    bytes.extend(n_channels.to_le_bytes());
    bytes.extend(sample_rate.to_le_bytes());
    bytes.extend((sample_rate * u32::from(n_channels) * 2).to_le_bytes());
    bytes.extend((n_channels * 2).to_le_bytes());
    bytes.extend(b"\x10\0data");
    bytes.extend(data_bytes.to_le_bytes());
    bytes.extend((0..data_bytes).map(|at| at as u8));
    bytes
}

/// A quarter of a second of 440 Hz, by `sox -n -r 8000 -c 1 tone.wav synth 0.25 sine 440` and `oggenc -q -1 tone.wav`.
const OGG: &[u8] = include_bytes!("tone.ogg");

fn load(bytes: &[u8]) -> Result<Audio, AudioError> {
    let mut audio = Audio::silent();
    audio.load("bell", Arc::from(bytes)).map(|()| audio)
}

#[test]
fn sounds_are_loaded_and_played_in_silence() {
    let mut audio = load(&wav(8_000, 1, 4_000)).expect("a sound WAV file");
    assert!(matches!(audio.status(), Status::Silent { why } if !why.is_empty()));
    assert_eq!(audio.duration_secs("bell"), Some(0.5));
    assert!(audio.play("bell", 0.7).is_ok());
    assert!(audio.play_loop("bell", 2.0).is_ok() && audio.play_loop("bell", f32::NAN).is_ok());
    assert!(audio.stop_loop("bell").is_ok() && audio.stop_loop("bell").is_ok(), "stopped twice is stopped");
    assert!(matches!(audio.stop_loop("gong"), Err(AudioError::Unknown { .. })));
    audio.stop_loops();
    assert!(matches!(audio.play("gong", 1.0), Err(AudioError::Unknown { name }) if name == "gong"));
    assert!(matches!(audio.play_loop("gong", 1.0), Err(AudioError::Unknown { .. })));
    assert_eq!(audio.duration_secs("gong"), None);
}

#[test]
fn ogg_vorbis_is_read() {
    let audio = load(OGG).expect("a sound Ogg Vorbis file");
    assert_eq!(audio.duration_secs("bell"), Some(0.25));
}

#[test]
fn whatever_device_there_is_nothing_panics() {
    let mut audio = Audio::new();
    audio.set_muted(true);
    audio.load("bell", wav(8_000, 2, 80).into()).expect("a sound WAV file");
    assert!(audio.play("bell", 0.5).is_ok() && audio.play_loop("bell", 0.5).is_ok());
    audio.stop_loops();
    if let Status::Silent { why } = audio.status() {
        assert!(why.contains("no sound device"));
    }
}

#[test]
fn mute_keeps_the_volume() {
    let mut audio = Audio::silent();
    audio.set_volume(0.4);
    audio.set_muted(true);
    audio.set_volume(f32::NAN);
    assert_eq!((audio.volume(), audio.is_muted()), (0.4, true));
    audio.set_volume(7.0);
    audio.set_muted(false);
    assert_eq!((audio.volume(), audio.is_muted()), (1.0, false));
}

#[test]
fn files_that_cannot_be_played_are_refused() {
    let why = |bytes: &[u8]| load(bytes).err().map(|error| error.to_string()).expect("was loaded");
    assert!(why(b"").contains("bell"));
    assert!(why(b"not a sound at all").contains("WAV"));
    assert!(why(&wav(8_000, 1, 0)).contains("empty"));
    assert!(why(&wav(3, 1, 100)).contains("sample rate"));
    assert!(why(&wav(8_000, 6, 100)).contains("channels"));
    assert!(why(&wav(8_000, 1, 8_000 * LONGEST_SECS + 8_000)).contains("shorter"));
}

#[test]
fn failed_load_keeps_the_earlier_sound() {
    let mut audio = load(&wav(8_000, 1, 800)).expect("a sound WAV file");
    assert!(audio.load("bell", Arc::from(&b"broken"[..])).is_err());
    assert!(audio.play("bell", 1.0).is_ok());
}

proptest! {
    #[test]
    fn any_change_of_bytes_is_answered(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        len in any::<prop::sample::Index>(),
        is_ogg: bool,
    ) {
        let mut bytes = if is_ogg { OGG.to_vec() } else { wav(8_000, 2, 20) };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = load(&bytes);
        let _ = load(&bytes[..len.index(bytes.len())]);
    }

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = load(&bytes);
    }
}
