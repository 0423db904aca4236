//! A virtual display with the program's window on it, and a person's hands: mouse and keys as the X server gives them to any
//! program. Pictures of it are kept for people to look at.
//!
//! Start at [`Display::open`], then [`Display::window`].

use crate::ears::{Ears, Told};
use crate::program::{Practicum, keepsakes, ran};
use anyhow::{Context, Result, bail, ensure};
use image::RgbImage;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub const SIZE_PX: [u32; 2] = [1280, 720];
/// Programs that a journey through the window needs, and the Debian packages that bring them.
const NEEDED: [(&str, &str); 4] = [("Xvfb", "xvfb"), ("xdotool", "xdotool"), ("import", "imagemagick"), ("xclip", "xclip")];
/// Walking and waiting take a third of the time; nothing in a guided attempt needs a fast hand.
const TIME_SCALE: &str = "3";
const ENDING_MAX: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(50);

/// An X server of its own.
#[derive(Debug)]
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts one on a number that nobody uses.
    pub fn open() -> Result<Self> {
        let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
        for (program, package) in NEEDED {
            ensure!(
                folders.iter().any(|folder| folder.join(program).is_file()),
                "`{program}` is missing, and a journey through the window needs it: `cargo xtask setup --test` installs it (package {package})"
            );
        }
        let screen = format!("{}x{}x24", SIZE_PX[0], SIZE_PX[1]);
        let mut server = Command::new("Xvfb");
        server
            // Without a reset, which follows the last window and refuses whoever comes meanwhile.
            .args(["-displayfd", "1", "-noreset", "-nolisten", "tcp", "-screen", "0", &screen])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut server = server.spawn().context("Xvfb cannot be started")?;
        let mut number = String::new();
        BufReader::new(server.stdout.take().context("Xvfb says nothing")?).read_line(&mut number)?;
        ensure!(!number.trim().is_empty(), "Xvfb found no free display");
        Ok(Self { server, name: format!(":{}", number.trim()) })
    }

    /// Opens the program's window here, with more of the command line, and gives it the keys.
    pub fn window(&self, practicum: &Practicum, more: &[&str], album: &str) -> Result<Window<'_>> {
        let folder = keepsakes()?.join(album);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        self.window_again(practicum, more, album)
    }

    /// The same once more; the pictures so far stay. What the program throws away lies in the journey's own folder meanwhile.
    pub fn window_again(&self, practicum: &Practicum, more: &[&str], album: &str) -> Result<Window<'_>> {
        self.window_suffering(practicum, more, album, "")
    }

    /// The same with a graphics card to which things happen, such as `card:30,memory:60` in these frames.
    pub fn window_suffering(&self, practicum: &Practicum, more: &[&str], album: &str, what: &str) -> Result<Window<'_>> {
        self.opens(practicum, &[&["play", "--windowed"], more].concat(), album, what)
    }

    /// Looks at a glTF file.
    pub fn viewer(&self, practicum: &Practicum, file: &Path, album: &str) -> Result<Window<'_>> {
        let folder = keepsakes()?.join(album);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        self.opens(practicum, &["view", &file.display().to_string()], album, "")
    }

    fn opens(&self, practicum: &Practicum, args: &[&str], album: &str, what: &str) -> Result<Window<'_>> {
        let size = format!("{}x{}", SIZE_PX[0], SIZE_PX[1]);
        let mut command = practicum.command(args)?;
        command
            .args(["--size", &size])
            .env("TMPDIR", practicum.scratch())
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("PRACTICUM_TIME_SCALE", TIME_SCALE)
            .env("PRACTICUM_TELL_FRAMES", "1")
            .env("PRACTICUM_LOSE_GRAPHICS", what)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().context("the program cannot be started")?;
        let ears = Ears::of(child.stdout.take().context("the program has no output")?);
        let folder = keepsakes()?.join(album);
        std::fs::create_dir_all(&folder)?;
        let n_pictures = std::fs::read_dir(&folder)?.count();
        let mut window = Window { display: self, child, ears, id: String::new(), n_done: 0, folder, n_pictures };
        window.focus()?;
        Ok(window)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The running program as a person sees and touches it.
#[derive(Debug)]
pub struct Window<'a> {
    display: &'a Display,
    child: Child,
    ears: Ears,
    /// As the X server calls it.
    id: String,
    /// Presses of keys and buttons so far, and notches of the wheel.
    n_done: u64,
    folder: PathBuf,
    n_pictures: usize,
}

impl Window<'_> {
    fn focus(&mut self) -> Result<()> {
        let found = self.wait("the window", Duration::from_secs(120), |window| {
            let found = window.xdotool_ran(&["search", "--onlyvisible", "--name", "^Practicum$"])?;
            Ok(found.lines().next().map(str::to_owned))
        })?;
        self.id = found;
        self.xdotool(&["windowfocus", "--sync", &self.id])
    }

    /// Makes it as large as this, at once.
    pub fn resizes_to(&self, [width, height]: [u32; 2]) -> Result<()> {
        self.xdotool(&["windowsize", &self.id, &width.to_string(), &height.to_string()])
    }

    /// Takes it from the screen, as minimising does, and brings it back.
    pub fn goes_and_comes_back(&mut self) -> Result<()> {
        self.xdotool(&["windowunmap", "--sync", &self.id])?;
        self.xdotool(&["windowmap", "--sync", &self.id])?;
        self.focus()
    }

    /// Stops the program for so long, as a PC does that sleeps.
    pub fn sleeps(&self, how_long: Duration) -> Result<()> {
        let signal = |name: &str| ran(Command::new("kill").args([name, &self.child.id().to_string()]));
        signal("-STOP")?;
        pause(how_long);
        signal("-CONT")?;
        Ok(())
    }

    /// Presses and releases keys by their X names, one after the other, such as `Tab` or `Return`.
    pub fn keys(&mut self, keys: &[&str]) -> Result<()> {
        for key in keys {
            self.does(1)?;
            self.xdotool(&["key", key])?;
        }
        Ok(())
    }

    /// Counts what is about to be pressed. A keyboard may have sent more before than was asked of it, such as for capitals.
    fn does(&mut self, n_presses: u64) -> Result<()> {
        self.n_done = self.n_done.max(self.told()?.taken) + n_presses;
        Ok(())
    }

    /// The last frame that the program told of.
    pub fn told(&self) -> Result<Told> {
        self.ears.last()
    }

    /// How many presses of keys and buttons there were so far.
    pub fn n_done(&self) -> u64 {
        self.n_done
    }

    pub fn types(&mut self, text: &str) -> Result<()> {
        self.does(text.chars().count() as u64)?;
        self.xdotool(&["type", "--delay", "40", text])
    }

    pub fn moves_to(&mut self, [x, y]: [u32; 2]) -> Result<()> {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string()])
    }

    pub fn clicks(&mut self, at: [u32; 2]) -> Result<()> {
        self.moves_to(at)?;
        self.does(1)?;
        self.xdotool(&["click", "1"])
    }

    pub fn button_down(&mut self, button: &str) -> Result<()> {
        self.does(1)?;
        self.xdotool(&["mousedown", button])
    }

    pub fn button_up(&mut self, button: &str) -> Result<()> {
        self.xdotool(&["mouseup", button])
    }

    /// Keeps a key down for about this long, as a hand does.
    pub fn keeps_down(&mut self, key: &str, how_long: Duration) -> Result<()> {
        self.does(1)?;
        self.xdotool(&["keydown", key])?;
        pause(how_long);
        self.xdotool(&["keyup", key])
    }

    /// Turns the wheel by notches, away from the hand.
    pub fn wheels(&mut self, n_notches: u32) -> Result<()> {
        self.turns_wheel(n_notches, "4")
    }

    /// The same towards the hand.
    pub fn wheels_down(&mut self, n_notches: u32) -> Result<()> {
        self.turns_wheel(n_notches, "5")
    }

    fn turns_wheel(&mut self, n_notches: u32, button: &str) -> Result<()> {
        self.does(n_notches.into())?;
        self.xdotool(&["click", "--repeat", &n_notches.to_string(), "--delay", "20", button])
    }

    /// Polls until there is something. The error names what did not come, and where the last picture is.
    pub fn wait<T>(&mut self, what: &str, longest: Duration, mut there: impl FnMut(&mut Self) -> Result<Option<T>>) -> Result<T> {
        let began = Instant::now();
        loop {
            self.is_running()?;
            if let Some(thing) = there(self)? {
                return Ok(thing);
            }
            if began.elapsed() > longest {
                let picture = self.keep_picture("gave-up")?;
                bail!("{what} did not come within {} s; the screen then: {}", longest.as_secs(), picture.display());
            }
            pause(POLL);
        }
    }

    /// The screen as it is.
    pub fn picture(&self) -> Result<RgbImage> {
        let mut import = self.on_display("import");
        // Bare pixels: packing them into a file costs more than reading them.
        let output =
            import.args(["-silent", "-window", "root", "-depth", "8", "rgb:-"]).output().context("import cannot be started")?;
        ensure!(output.status.success(), "the screen cannot be read: {}", String::from_utf8_lossy(&output.stderr));
        RgbImage::from_raw(SIZE_PX[0], SIZE_PX[1], output.stdout).context("the screen's picture has another size")
    }

    /// What would be pasted now; none while nothing was copied.
    pub fn clipboard(&self) -> Result<Option<String>> {
        let ran = ran(self.on_display("xclip").args(["-selection", "clipboard", "-o"]))?;
        Ok((ran.code == Some(0) && !ran.out.is_empty()).then_some(ran.out))
    }

    /// Keeps a picture of the screen for people to look at.
    pub fn keep_picture(&mut self, name: &str) -> Result<PathBuf> {
        self.n_pictures += 1;
        let path = self.folder.join(format!("{:02}-{name}.png", self.n_pictures));
        self.picture()?.save(&path)?;
        Ok(path)
    }

    /// An error, with the program's own words, once it has ended.
    pub fn is_running(&mut self) -> Result<()> {
        if let Some(status) = self.child.try_wait()? {
            let mut err = String::new();
            if let Some(mut errors) = self.child.stderr.take() {
                std::io::Read::read_to_string(&mut errors, &mut err)?;
            }
            bail!("the program has ended ({status}): {err}");
        }
        Ok(())
    }

    /// Waits until the program has ended by itself, without an error.
    pub fn ends_well(mut self) -> Result<()> {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait()? {
                ensure!(status.success(), "the program has ended with {status}");
                return Ok(());
            }
            ensure!(began.elapsed() < ENDING_MAX, "the program goes on");
            pause(POLL);
        }
    }

    fn xdotool(&self, args: &[&str]) -> Result<()> {
        let ran = ran(self.on_display("xdotool").args(args))?;
        ensure!(ran.code == Some(0), "xdotool {args:?}: {}", ran.err);
        Ok(())
    }

    /// What it prints, whatever its exit code: a search that finds nothing fails.
    fn xdotool_ran(&self, args: &[&str]) -> Result<String> {
        Ok(ran(self.on_display("xdotool").args(args))?.out)
    }

    fn on_display(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display.name);
        command
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Between two looks at what another process does: there is no event to wait for.
fn pause(duration: Duration) {
    std::thread::park_timeout(duration);
}
