//! Scene in, views in, texture out: a small forward renderer on wgpu. Training-blind.
//!
//! It knows [`scene::Scene`], nothing of who looks at it or why, owns no window, opens no file and reads no clock: bytes and
//! matrices come in as arguments. Start at [`Renderer::render`], which shows the order of a frame; [`Gpu`] finds the adapter,
//! [`SceneGpu`] is a scene made ready for drawing, [`Frame`] says what to draw this time.
//!
//! Light is linear and radiometric inside the shaders and tone mapped ([`ToneMap`]) where a pixel is written, so
//! that antialiasing averages what the eye will see and a software GPU does not pay for a wide float target. Only the high tier
//! draws light and tone maps last (high.rs).

mod backdrop;
mod bands;
mod bounds;
mod canvas;
mod channel_blocks;
mod closed;
mod contact;
mod crowd;
mod draw;
mod draw_list;
mod environment;
mod figures;
mod flat;
mod fog;
mod fold;
mod follow;
mod foreseen;
mod frame;
mod geometry;
mod ghosts;
mod gpu;
mod high;
mod layers;
mod layouts;
mod light_frame;
mod lights;
mod materials;
mod mips;
mod occlusion;
mod opened;
mod order;
mod outline;
mod packed;
mod pipelines;
mod placing;
mod plumes;
mod preparing;
mod radiance;
mod reached;
mod readback;
mod renderer;
mod response;
mod rooms;
mod runs;
mod sampling;
mod scene_gpu;
mod shaders;
mod shadow;
mod share_out;
mod shared_programs;
mod showing;
mod skins;
mod sprites;
mod sunlight;
mod surface_key;
mod targets;
mod text;
mod textures;
mod tier;
mod timing;
mod tone;
mod trouble;
mod uniforms;
mod view_uniforms;
mod visible;

pub use flat::{FlatMesh, FlatPainter, FlatPixels, FlatVertex};
pub use fog::Fog;
pub use foreseen::{Built, Foreseen, Wanted};
pub use frame::{Frame, Ghost, GhostShape, Outline, OutlineStyle, Projection, Sheet, View, WorldText};
pub use gpu::{Backend, Gpu, GpuError, GpuOptions, WindowHooks};
pub use packed::Blocks;
pub use plumes::{Matter, Plume};
pub use readback::{OffscreenTarget, ReadbackError};
pub use renderer::{FrameStats, Renderer};
pub use rooms::RoomLight;
pub use runs::Calls;
pub use scene_gpu::{Environment, SceneGpu, UploadError};
pub use share_out::ShareOut;
pub use showing::{Cut, Glass, Showing};
pub use text::{FontError, FontOf};
pub use tier::Tier;
pub use timing::PassTime;
pub use tone::ToneMap;
pub use trouble::{Trouble, Watch};
pub use wgpu;
