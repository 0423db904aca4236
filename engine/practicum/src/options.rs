//! What can be written on the command line.

use crate::arguments::{color, fov, point, samples, size};
use clap::{Args, Parser, Subcommand, ValueEnum};
use glam::Vec3;
use player::viewing::{Camera, Lighting, Moment, Sun};
use std::path::PathBuf;

/// Immersive staff training: plays step-by-step 3D modules and keeps evidence of what each trainee did.
#[derive(Debug, Parser)]
#[command(
    name = "practicum",
    version,
    after_help = "To write a module: practicum new tour my-tour, then what it says.\nTo train: practicum play"
)]
pub struct Options {
    /// The folder that holds `modules` and `content` (else PRACTICUM_HOME, else beside the program)
    #[arg(long, global = true, value_name = "FOLDER")]
    pub home: Option<PathBuf>,
    /// Where this PC's records and settings are kept (else PRACTICUM_DATA, else the system's place for it)
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Options {
    pub fn wanted(&self) -> player::places::Wanted {
        player::places::Wanted { home: self.home.clone(), data: self.data.clone() }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the window: pick who you are, and train
    Play(Play),
    /// Let a module play itself without a window: a line per step, a contact sheet of pictures, a record, a summary
    Watch(Watch),
    /// Check modules: every problem at once, with file, line, column and advice
    #[command(
        after_help = "Such as: practicum check my-tour\n         practicum check --explain P052\nFails (exit code 1) when a module cannot be played; warnings and notes do not fail."
    )]
    Check {
        /// Folders of modules; all modules when none is named
        folders: Vec<PathBuf>,
        /// Print the manual of one check, such as P012
        #[arg(long, value_name = "CODE", conflicts_with = "folders")]
        explain: Option<String>,
        /// For people, or for another program
        #[arg(long, value_enum, default_value_t = Findings::Human)]
        format: Findings,
    },
    /// What is in a glTF file, and everything wrong with it, place by place
    #[command(
        after_help = "Such as: practicum inspect kettle.glb\n         practicum inspect kettle.glb --format json\nFails (exit code 1) when the file cannot be shown; warnings do not fail."
    )]
    Inspect {
        /// A .glb, or a .gltf with what lies beside it
        file: PathBuf,
        /// For people, or for another program
        #[arg(long, value_enum, default_value_t = Told::Human)]
        format: Told,
    },
    /// Start a module from a template, anywhere on disk
    #[command(after_help = "Such as: practicum new tour my-tour\nThen:    practicum check my-tour")]
    New {
        /// The template, such as tour
        template: Option<String>,
        /// The new module's folder; its name becomes the module's id
        folder: Option<PathBuf>,
        /// List the templates
        #[arg(long, conflicts_with_all = ["template", "folder"])]
        list: bool,
    },
    /// List the scenes there are, or what is in one: its nodes, animations and pictures
    Scenes {
        /// The scene, such as harbour-clinic
        scene: Option<String>,
    },
    /// Let bots play every mode without a window: what cannot be reached, finished or caught?
    #[command(
        after_help = "One bot does everything right, one makes each foreseen mistake, one does anything at all.\nFails (exit code 1) when something cannot be reached, finished or caught."
    )]
    Rehearse {
        /// A module's id or folder; all modules when none is named
        module: Option<String>,
        /// How many seeds of each mode, from which branches and faults are drawn; up to 25 unless given
        #[arg(long, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
        seeds: Option<u64>,
        /// How many players who do anything at all; up to 200 unless given
        #[arg(long, value_parser = clap::value_parser!(u64).range(0..=1_000_000))]
        random: Option<u64>,
        #[arg(long, value_enum, default_value_t = Listing::Table)]
        format: Listing,
    },
    /// Tell in words what changed between two versions of a module, and who must train again
    #[command(
        after_help = "Such as: practicum diff lockout-2025 modules/lockout\nKeep a copy of the folder before you change a published module: then the two can be compared."
    )]
    Diff {
        /// The older one: a folder, or a module's id
        old: String,
        /// The newer one
        new: String,
        #[arg(long, value_enum, default_value_t = Listing::Table)]
        format: Listing,
    },
    /// Draw the flow of a module as an SVG picture
    #[command(after_help = "Such as: practicum graph my-tour my-tour.svg")]
    Graph {
        /// The module's id or folder
        module: String,
        /// Where the picture goes; printed when left out
        out: Option<PathBuf>,
    },
    /// A module's texts for translators: what is missing, stale or long; with a language, its file to fill in
    #[command(
        after_help = "Such as: practicum strings my-tour              how every translation stands\n         practicum strings my-tour es --write   a file to fill in: my-tour/strings/es.toml"
    )]
    Strings {
        /// The module's id or folder
        module: String,
        /// The language, such as es
        language: Option<String>,
        /// Texts that look foreign and are a third longer, to try the layout
        #[arg(long, conflicts_with = "language")]
        pseudo: bool,
        /// Write the file into the module's folder `strings`, keeping what is translated already
        #[arg(long)]
        write: bool,
    },
    /// Every line of a module that somebody says, with its voice: to record from, and for programs that speak
    #[command(
        after_help = "Such as: practicum lines my-tour es          what to record, and which file it goes to\n         practicum lines my-tour es --keep   recordings in my-tour/voices/es say what stands there now"
    )]
    Lines {
        /// The module's id or folder
        module: String,
        /// The language, such as es; the module's own when left out
        language: Option<String>,
        /// Take down what recordings in the module's folder say that were not taken down yet
        #[arg(long, requires = "language")]
        keep: bool,
        #[arg(long, value_enum, default_value_t = Listing::Table)]
        format: Listing,
    },
    /// Write the language's reference as a site of plain pages
    Doc {
        /// The folder it goes to
        folder: PathBuf,
    },
    /// Write the language as JSON Schema, for editors
    Schema {
        /// Where it goes; printed when left out
        out: Option<PathBuf>,
    },
    /// Write a page about all modules: what each teaches, its sources, its languages, what an expert must still look at
    Catalogue {
        /// Where the page goes, Markdown; printed when left out
        out: Option<PathBuf>,
    },
    /// Print a module as a checklist on one page (PDF)
    JobAid {
        /// The module's id or folder
        module: String,
        /// Where the page goes; the module's id with .pdf when left out
        out: Option<PathBuf>,
    },
    /// Serve an editor: completion, explanations, renaming, problems as you type (see docs/editors.md)
    Lsp,
    /// Print who did what
    Report {
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        /// Only this person, by name
        #[arg(long)]
        person: Option<String>,
    },
    /// Look at an attempt again: in its room, or as facts
    Review {
        /// The attempt's id, as `practicum report` shows it, or a file that --export wrote
        attempt: String,
        /// Print its facts, and whether it can be played again; opens no window
        #[arg(long, conflicts_with = "export")]
        facts: bool,
        /// Write it into a file, to be reviewed on another machine
        #[arg(long, value_name = "FILE")]
        export: Option<PathBuf>,
    },
    /// Look at a glTF file from all sides, in a window
    #[command(after_help = "Such as: practicum view chair.glb")]
    View {
        /// A .glb or .gltf file
        file: PathBuf,
        /// Size of the window, such as 1280x720
        #[arg(long, value_parser = size)]
        size: Option<[u32; 2]>,
    },
    /// Make a picture of a glTF file, without a window
    #[command(
        after_help = "Such as: practicum render chair.glb --out chair.png\n         practicum render room.glb --out room.png --eye 2,1.6,3 --target 0,1,0 --sun -1,-2,-1 --frames 30 --format json"
    )]
    Render(Box<Render>),
    /// Sign the practical part of a passed exam, or say "not yet"; asks for the assessor's PIN
    SignOff(SignOff),
    /// Recompute the hash chains and name the first bad entry of each; of an evidence pack, with the public key alone
    #[command(
        after_help = "Such as: practicum verify\n         practicum verify evidence.zip --key key.txt --held checkpoint.txt"
    )]
    Verify {
        /// An evidence pack from a server; without one, the records on this PC
        #[arg(requires = "key")]
        pack: Option<PathBuf>,
        /// The organisation's public key, or a file with it: not from whoever gave you the pack
        #[arg(long, value_name = "KEY", requires = "pack")]
        key: Option<String>,
        /// A checkpoint that you were given earlier
        #[arg(long, value_name = "FILE", requires = "pack")]
        held: Option<PathBuf>,
    },
    /// Print the server's checkpoints that this PC holds, one of each day, to keep elsewhere
    Checkpoints,
    /// Pair this PC with the organisation's server, so that its records go there by themselves
    #[command(after_help = "Such as: practicum pair https://training.clinic.example 7K2M-QX4D-9HTA-C3WE")]
    Pair {
        /// Where the server is; http:// only on this machine
        address: String,
        /// The code that a manager made on the page "PCs"
        code: String,
    },
    /// Send what waits for the server now, and say what it does not take
    Sync {
        /// Send everything once more, also what the server has
        #[arg(long)]
        again: bool,
        /// End the pairing on this PC; what the server has stays there
        #[arg(long, conflicts_with = "again")]
        forget: bool,
    },
    /// Serve an organisation: people, roles and sign-in in a browser
    Serve(crate::serve::Serve),
    /// Measure this machine: start, frames, memory, session, check, store
    Bench {
        /// Fewer rounds
        #[arg(long)]
        quick: bool,
    },
}

impl Default for Command {
    fn default() -> Self {
        Self::Play(Play { module: None, author: false, windowed: false, size: None, language: None })
    }
}

#[derive(Debug, Args)]
pub struct Play {
    /// A module's id or folder: it stands first on the home screen
    pub module: Option<String>,
    /// Write the module while it plays: what you save comes into the room at the same step, on a record that is thrown away
    #[arg(long, requires = "module")]
    pub author: bool,
    /// The language of HUD and modules, such as es or ar; else the one that was chosen in the settings
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Start in a window even where the settings say full screen
    #[arg(long)]
    pub windowed: bool,
    /// Size of the window, such as 1280x720
    #[arg(long, value_parser = size)]
    pub size: Option<[u32; 2]>,
}

#[derive(Debug, Args)]
pub struct Render {
    /// A .glb or .gltf file
    pub file: PathBuf,
    /// Where the picture goes: .png or .jpg, or .exr for radiance as it is; without it the file is only drawn and measured
    #[arg(long, value_name = "PICTURE")]
    pub out: Option<PathBuf>,
    /// Size of the picture
    #[arg(long, value_parser = size, default_value = "1280x720")]
    pub size: [u32; 2],
    /// Where the camera stands, metres; far enough away to see everything unless given
    #[arg(long, value_name = "X,Y,Z", value_parser = point, allow_hyphen_values = true)]
    pub eye: Option<Vec3>,
    /// What it looks at, metres; the middle of everything unless given
    #[arg(long, value_name = "X,Y,Z", value_parser = point, allow_hyphen_values = true)]
    pub target: Option<Vec3>,
    /// Vertical field of view, degrees; 45 unless given
    #[arg(long, value_name = "DEGREES", value_parser = fov)]
    pub fov: Option<f32>,
    /// One of the file's cameras, by name or number from 0; it goes where the clip takes it
    #[arg(long, conflicts_with_all = ["eye", "target", "fov"])]
    pub camera: Option<String>,
    /// A sun whose light travels in this direction
    #[arg(long, value_name = "X,Y,Z", value_parser = point, allow_hyphen_values = true)]
    pub sun: Option<Vec3>,
    /// The sun's illuminance at normal incidence; lux, if radiance is in candela per square metre
    #[arg(long, value_name = "LUX", default_value_t = 3.0)]
    pub illuminance: f32,
    /// Things cast no shadow in the sun
    #[arg(long)]
    pub no_shadow: bool,
    /// The same radiance from everywhere, linear, in place of a bright neutral room
    #[arg(long, value_name = "R,G,B", value_parser = point)]
    pub ambient: Option<Vec3>,
    /// Light from all around instead: an equirectangular .hdr or .exr picture, whose middle looks along -Z
    #[arg(long, value_name = "FILE", conflicts_with = "ambient")]
    pub environment: Option<PathBuf>,
    /// Turns that light to the left, as seen from above
    #[arg(long, value_name = "DEGREES", default_value_t = 0.0, allow_hyphen_values = true, requires = "environment")]
    pub environment_rotation: f32,
    /// Leave out the file's own lights
    #[arg(long)]
    pub no_lights: bool,
    /// Radiance is multiplied by 2 to the power of this; as the file says unless given
    #[arg(long, value_name = "EV", allow_hyphen_values = true)]
    pub exposure: Option<f32>,
    /// How much picture
    #[arg(long, value_enum, default_value_t = Tier::Medium)]
    pub tier: Tier,
    /// Samples of each pixel, 1 or 4; the tier's own unless given. With one, edges are smoothed afterwards
    #[arg(long, value_name = "SAMPLES", value_parser = samples)]
    pub msaa: Option<u32>,
    /// How bright light is shown; neutral unless given
    #[arg(long, value_enum)]
    pub tone_map: Option<ToneMap>,
    /// The clip that plays; the file at rest unless given
    #[arg(long)]
    pub clip: Option<String>,
    /// Its moment, seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 0.0)]
    pub time: f32,
    /// One of the file's variants, by name
    #[arg(long)]
    pub variant: Option<String>,
    /// Behind everything, such as 202428
    #[arg(long, value_name = "RRGGBB", value_parser = color, default_value = "000000")]
    pub background: [u8; 3],
    /// Fog of a colour, through which one sees so far, metres; and if it lies low, how high, such as C8D2D8,25,3
    #[arg(long, value_name = "RRGGBB,METRES[,HEIGHT]", value_parser = player::fog::fog_of)]
    pub fog: Option<render::Fog>,
    /// How many frames to measure after the first
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub frames: u32,
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub format: Listing,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Tier {
    /// For a PC without a graphics card
    Low,
    Medium,
    /// For a graphics card: with ambient occlusion, glow, and blending in linear light
    High,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ToneMap {
    /// Khronos PBR Neutral: colours stay what they are
    Neutral,
    /// Fades to white as on film
    Agx,
    /// None, for .exr
    Linear,
}

#[derive(Debug, Args)]
pub struct SignOff {
    /// The exam, by the beginning of its id as `practicum report` shows it
    pub attempt: String,
    /// The assessor: the name of somebody on this PC who has a PIN
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// What the assessor signs as, such as "Infection control nurse"; their job title unless given
    #[arg(long = "as", value_name = "QUALIFICATION")]
    pub signs_as: Option<String>,
    /// The assessor has looked and does not confirm it yet
    #[arg(long)]
    pub not_yet: bool,
    /// What to work on; sealed, so that only this PC can read it
    #[arg(long, default_value = "")]
    pub note: String,
}

#[derive(Debug, Args)]
pub struct Watch {
    /// The module's id, or its folder anywhere on disk
    #[arg(default_value = "first-day")]
    pub module: String,
    /// Where the contact sheet goes
    #[arg(long, default_value = "out/watch")]
    pub out: PathBuf,
    /// Size of one picture
    #[arg(long, value_parser = size, default_value = "640x360")]
    pub size: [u32; 2],
    /// No pictures: works without any graphics adapter
    #[arg(long)]
    pub no_pictures: bool,
    /// Go on with the demonstration that was broken off last, if there is one
    #[arg(long)]
    pub resume: bool,
    /// The language of HUD and module, such as es; else the one of this PC
    #[arg(long, value_name = "TAG", default_value = "")]
    pub language: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Findings {
    Human,
    Json,
    /// SARIF 2.1.0, which code review tools read
    Sarif,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Told {
    Human,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Listing {
    Table,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    Table,
    Csv,
    Json,
}

impl From<Render> for player::viewing::still::Request {
    fn from(render: Render) -> Self {
        let sun = render.sun.map(|direction| Sun { direction, illuminance: render.illuminance, has_shadow: !render.no_shadow });
        Self {
            size_px: render.size,
            camera: Camera { eye: render.eye, target: render.target, fov_y_degrees: render.fov, named: render.camera },
            lighting: Lighting {
                drops_lights: render.no_lights,
                sun,
                ambient: render.ambient,
                surroundings: render.environment.map(|file| (file, render.environment_rotation)),
            },
            moment: Moment { clip: render.clip, at_secs: render.time },
            variant: render.variant,
            exposure_ev: render.exposure,
            tier: match render.tier {
                Tier::Low => render::Tier::Low,
                Tier::Medium => render::Tier::Medium,
                Tier::High => render::Tier::High,
            },
            n_samples: render.msaa,
            tone_map: render.tone_map.map(|tone_map| match tone_map {
                ToneMap::Neutral => render::ToneMap::Neutral,
                ToneMap::Agx => render::ToneMap::AgX,
                ToneMap::Linear => render::ToneMap::Linear,
            }),
            background: render.background,
            fog: render.fog,
            n_frames: render.frames as usize,
        }
    }
}

impl From<Play> for player::window::WindowOptions {
    fn from(play: Play) -> Self {
        let Play { module, author, windowed, size, language } = play;
        Self { module, author, windowed, size_px: size, language, review: None }
    }
}

impl From<Watch> for player::headless::WatchOptions {
    fn from(watch: Watch) -> Self {
        let Watch { module, out, size, no_pictures, resume, language } = watch;
        Self { module, out, size_px: size, pictures: !no_pictures, resume, language }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Options::command().debug_assert();
    }
}
