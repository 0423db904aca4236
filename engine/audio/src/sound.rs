//! From the bytes of a file to sound in memory. Every sound is decoded whole, so its length is bounded, whatever the file claims.

use kira::Frame;
use kira::sound::static_sound::{StaticSoundData, StaticSoundSettings};
use std::io::Cursor;
use std::sync::Arc;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::errors::Error;
use symphonia::core::formats::TrackType;
use symphonia::core::io::MediaSourceStream;

/// Longer sounds are refused.
pub const LONGEST_SECS: u32 = 300;

const SAMPLE_RATES: std::ops::RangeInclusive<u32> = 8_000..=192_000;

#[derive(Debug, thiserror::Error)]
pub enum AudioError {
    #[error("there is no sound named `{name}`; load it first")]
    Unknown { name: String },
    #[error("the sound `{name}` is not a WAV or Ogg Vorbis file that can be read: {why}")]
    Unreadable { name: String, why: String },
    #[error("the sound `{name}` is longer than {LONGEST_SECS} seconds; make it shorter")]
    TooLong { name: String },
}

pub(crate) fn decode(name: &str, bytes: Arc<[u8]>) -> Result<StaticSoundData, AudioError> {
    let unreadable = |why: &str| AudioError::Unreadable { name: name.into(), why: why.into() };
    let broken = |error: Error| unreadable(&error.to_string());
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let probe = symphonia::default::get_probe();
    let mut file = probe.probe(&Default::default(), stream, Default::default(), Default::default()).map_err(broken)?;
    let track = file.default_track(TrackType::Audio).ok_or_else(|| unreadable("it has no sound in it"))?;
    let track_id = track.id;
    let Some(CodecParameters::Audio(params)) = &track.codec_params else { return Err(unreadable("it has no sound in it")) };
    let sample_rate = params.sample_rate.filter(|rate| SAMPLE_RATES.contains(rate));
    let sample_rate = sample_rate.ok_or_else(|| unreadable("its sample rate is missing or strange"))?;
    let mut decoder = symphonia::default::get_codecs().make_audio_decoder(params, &Default::default()).map_err(broken)?;

    let mut frames: Vec<Frame> = Vec::new();
    let mut samples: Vec<f32> = Vec::new();
    while let Some(packet) = file.next_packet().map_err(broken)? {
        if packet.track_id != track_id {
            continue;
        }
        let decoded = decoder.decode(&packet).map_err(broken)?;
        let n_channels = decoded.num_planes();
        decoded.copy_to_vec_interleaved(&mut samples);
        match n_channels {
            1 => frames.extend(samples.iter().map(|sample| Frame::from_mono(audible(*sample)))),
            2 => {
                frames.extend(samples.as_chunks::<2>().0.iter().map(|[left, right]| Frame::new(audible(*left), audible(*right))))
            }
            _ => return Err(unreadable(&format!("it has {n_channels} channels; only one or two are played"))),
        }
        if frames.len() > sample_rate as usize * LONGEST_SECS as usize {
            return Err(AudioError::TooLong { name: name.into() });
        }
    }
    if frames.is_empty() {
        return Err(unreadable("it is empty"));
    }
    Ok(StaticSoundData { sample_rate, frames: frames.into(), settings: StaticSoundSettings::default(), slice: None })
}

/// A file of floats may hold anything.
fn audible(sample: f32) -> f32 {
    if sample.is_finite() { sample.clamp(-1.0, 1.0) } else { 0.0 }
}
