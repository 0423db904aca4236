//! Draws a glTF file headless, writes a picture, and says what a frame costs.
//!
//!     cargo run --release -p render --example look -- FILE.glb OUT.png [key=value ...]
//!
//! Keys: eye=x,y,z target=x,y,z fov=degrees size=WxH tier=low|medium|high scale=share ev=stops light_scale=factor frames=n backend=gl|vulkan
//! clip=Name at=seconds outline=Node dashed=Node text="What it says" font=FILE. Beside FILE.glb it looks for FILE.lightmap.png, FILE.env.png and FILE.rooms.json.

use glam::{Mat4, Vec3};
use render::{
    Backend, Environment, Frame, Gpu, GpuOptions, OffscreenTarget, Outline, OutlineStyle, Renderer, RoomLight, SceneGpu, Tier,
    View, WorldText,
};
use scene::{Image, ImageFormat, NodeIdx, Pose, Room, Scene};
use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: look FILE.glb OUT.png [key=value ...]".into());
    };
    let options = Options(
        arguments.filter_map(|argument| argument.split_once('=').map(|(key, value)| (key.into(), value.into()))).collect(),
    );
    let start = Instant::now();
    let mut scene = load(Path::new(&file))?;
    report("import", start)?;

    let cache_file = std::env::temp_dir().join("practicum-look.pipelines");
    let cache = std::fs::read(&cache_file).ok();
    let backend = options.text("backend").map(|name| if name == "gl" { Backend::OpenGl } else { Backend::Vulkan });
    let (gpu, _) = Gpu::new(&GpuOptions { backend, pipeline_cache: cache.as_deref(), ..Default::default() })?;
    println!("adapter         {} ({})", gpu.adapter_name, gpu.backend);
    let tier = match options.text("tier") {
        Some("low") => Tier::Low,
        Some("high") => Tier::High,
        _ => Tier::Medium,
    };
    let mut renderer = Renderer::new(&gpu, OffscreenTarget::FORMAT, tier);
    renderer.set_render_scale(options.number("scale"));
    report("renderer", start)?;

    let lightmap = sidecar(&file, "lightmap")?;
    let environment = sidecar(&file, "env")?;
    let rooms = rooms(&file)?;
    let rooms: Vec<_> = rooms.iter().map(|(room, radiance)| RoomLight { room, radiance }).collect();
    let in_extras = |key: &str| scene.extras.get(key).and_then(scene::Extra::as_number).map(|number| number as f32);
    let environment = Environment {
        lightmap: lightmap.as_ref(),
        environment: environment.as_ref(),
        rooms: &rooms,
        exposure_ev: options.number("ev").or(in_extras("exposure_ev")).unwrap_or(0.0),
        light_scale: options.number("light_scale").or(in_extras("light_scale")).unwrap_or(1.0),
        ..Environment::default()
    };
    let mut scene_gpu = SceneGpu::upload(&gpu, &mut renderer, &mut scene, &environment)?;
    drop((lightmap, rooms, cache));
    if let Some(bytes) = gpu.pipeline_cache_bytes() {
        std::fs::write(&cache_file, bytes)?;
    }
    report("upload", start)?;

    if let Some(font) = options.text("font") {
        renderer.set_font(&std::fs::read(font)?)?;
    }
    let size_px = options.size();
    let target = OffscreenTarget::new(&gpu, size_px);
    let n_frames = options.number("frames").unwrap_or(0.0) as usize;
    let show = options.show(&scene);
    let mut draw = |turn: f32, at_secs: f32| -> Outcome<()> {
        let world_from_nodes = posed(&mut scene, options.text("clip"), at_secs);
        let frame =
            Frame { outlines: &show.outlines(), texts: &show.texts(), ..Frame::of(&world_from_nodes, options.view(turn)) };
        let stats = renderer.render(&gpu, &mut scene_gpu, &frame, &target.view, size_px);
        gpu.wait();
        if turn == 0.0 {
            println!(
                "draws           {:6} ({} triangles, {} for shadows)",
                stats.n_draws, stats.n_triangles, stats.n_shadow_draws
            );
        }
        Ok(())
    };
    let at_secs = options.number("at").unwrap_or(0.0);
    draw(0.0, at_secs)?;
    report("first frame", start)?;
    if n_frames > 0 {
        let (cpu, wall) = (cpu_millis()?, Instant::now());
        for i in 1..=n_frames {
            draw((i as f32 * 0.37).sin() * 0.3 + 1e-4, at_secs + i as f32 / 30.0)?;
        }
        let n = n_frames as f64;
        println!("per frame       {:6.1} CPU-ms, {:.1} ms", (cpu_millis()? - cpu) / n, millis(wall) / n);
        draw(0.0, at_secs)?;
    }
    println!("peak memory     {:6.0} MB", peak_memory_mb()?);
    let pixels = target.read(&gpu)?;
    image::save_buffer(&out, &pixels, size_px[0], size_px[1], image::ColorType::Rgba8)?;
    Ok(())
}

fn load(file: &Path) -> Outcome<Scene> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let imported =
        gltf_import::import(&std::fs::read(file)?, &|uri| std::fs::read(folder.join(uri)).ok(), &gltf_import::Limits::default())?;
    for warning in &imported.warnings {
        println!("warning         {warning}");
    }
    Ok(imported.scene)
}

fn sidecar(file: &str, what: &str) -> Outcome<Option<Image>> {
    let path = Path::new(file).with_extension(format!("{what}.png"));
    if path.exists() { Ok(Some(picture(&path)?)) } else { Ok(None) }
}

fn rooms(file: &str) -> Outcome<Vec<(Room, Image)>> {
    let path = Path::new(file).with_extension("rooms.json");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let rooms = gltf_import::rooms(&std::fs::read(&path)?, &gltf_import::Limits::default())?;
    let with_picture = |room: Room| Ok((room.clone(), picture(&path.with_file_name(&room.radiance))?));
    rooms.into_iter().map(with_picture).collect()
}

fn picture(path: &Path) -> Outcome<Image> {
    let picture = image::open(path)?.into_rgba8();
    let (width_px, height_px) = picture.dimensions();
    let pixels = picture.into_raw().into();
    Ok(Image { name: path.display().to_string(), width_px, height_px, format: ImageFormat::Rgba8, pixels })
}

fn posed(scene: &mut Scene, clip: Option<&str>, at_secs: f32) -> Vec<Mat4> {
    if let Some(clip) = clip.and_then(|clip| scene.animations.iter().find(|animation| animation.name == clip)) {
        let mut pose = Pose::default();
        clip.sample_over(&mut pose, at_secs % clip.duration_secs.max(1e-3), 1.0);
        pose.write(scene);
    }
    scene.world_from_nodes()
}

struct Options(HashMap<String, String>);

impl Options {
    fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    fn number(&self, key: &str) -> Option<f32> {
        self.text(key)?.parse().ok()
    }

    fn point(&self, key: &str) -> Option<Vec3> {
        let numbers: Vec<f32> = self.text(key)?.split(',').filter_map(|number| number.parse().ok()).collect();
        <[f32; 3]>::try_from(numbers).ok().map(Vec3::from)
    }

    fn size(&self) -> [u32; 2] {
        let parsed =
            self.text("size").and_then(|size| size.split_once('x')).and_then(|(w, h)| Some([w.parse().ok()?, h.parse().ok()?]));
        parsed.unwrap_or([1280, 720])
    }

    /// Turned about the vertical through the eye, in radians.
    fn view(&self, turn: f32) -> View {
        let eye = self.point("eye").unwrap_or(Vec3::new(2.55, 1.55, 2.25));
        let target = self.point("target").unwrap_or(Vec3::new(-0.25, 1.12, -1.6));
        let backward = (eye - target).normalize();
        let right = Vec3::Y.cross(backward).normalize();
        let up = backward.cross(right);
        let world_from_view = Mat4::from_cols(right.extend(0.0), up.extend(0.0), backward.extend(0.0), eye.extend(1.0));
        let turned = Mat4::from_translation(eye) * Mat4::from_rotation_y(turn) * Mat4::from_translation(-eye);
        let fov_y = self.number("fov").unwrap_or(51.47).to_radians();
        View::perspective(turned * world_from_view, fov_y, 0.05)
    }

    fn show(&self, scene: &Scene) -> Show {
        let subtree = |key| {
            let name = self.text(key)?;
            let first = scene.nodes.iter().position(|node| node.name == name)?;
            let mut nodes = vec![first];
            let mut next = 0;
            while next < nodes.len() {
                nodes.extend_from_slice(&scene.nodes[nodes[next]].children);
                next += 1;
            }
            Some(nodes)
        };
        let place = self.point("text_at").unwrap_or(Vec3::new(0.0, 1.6, -1.0));
        Show { solid: subtree("outline"), dashed: subtree("dashed"), text: self.text("text").map(str::to_owned), place }
    }
}

/// What is drawn over the scene.
struct Show {
    solid: Option<Vec<NodeIdx>>,
    dashed: Option<Vec<NodeIdx>>,
    text: Option<String>,
    place: Vec3,
}

impl Show {
    fn outlines(&self) -> Vec<Outline<'_>> {
        let solid = self.solid.iter().map(|nodes| Outline {
            nodes,
            srgb: [0xFF, 0xC2, 0x3C],
            style: OutlineStyle::Solid,
            fill: 0.0,
            through_walls: true,
        });
        let dashed = self.dashed.iter().map(|nodes| Outline {
            nodes,
            srgb: [0xFF, 0x9F, 0x8F],
            style: OutlineStyle::Dashed,
            fill: 0.0,
            through_walls: false,
        });
        solid.chain(dashed).collect()
    }

    fn texts(&self) -> Vec<WorldText<'_>> {
        let world_from_text = Mat4::from_translation(self.place);
        self.text
            .iter()
            .map(|text| WorldText { text, world_from_text, size_m: 0.12, srgb: [255, 255, 255], sheet: None })
            .collect()
    }
}

fn report(what: &str, start: Instant) -> Outcome<()> {
    let (cpu, peak) = (cpu_millis()?, peak_memory_mb()?);
    println!("{what:<15} {:6.0} ms, {cpu:.0} CPU-ms since the start, at most {peak:.0} MB", millis(start));
    Ok(())
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// Of all threads of this process.
fn cpu_millis() -> Outcome<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks: f64 = fields[11].parse::<f64>()? + fields[12].parse::<f64>()?;
    Ok(ticks * 10.0)
}

fn peak_memory_mb() -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM in /proc/self/status")?;
    Ok(peak.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}
