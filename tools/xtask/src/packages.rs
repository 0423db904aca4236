//! What a machine needs besides Rust, and which of it is missing.
//!
//! Does not install anything: `setup` does. Start at [`PACKAGES`].

use crate::process::{answer, has_program};
use std::process::Command;

/// When a package is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Build,
    Run,
    Test,
}

/// How to see whether a package is there.
#[derive(Debug, Clone, Copy)]
pub enum Proof {
    /// A program on the search path, whoever installed it.
    Program(&'static str),
    /// Only the package system knows: a library that is loaded at run time.
    Package,
}

#[derive(Debug)]
pub struct Package {
    /// Its name in Debian and Ubuntu.
    pub name: &'static str,
    pub need: Need,
    pub proof: Proof,
    /// What it is, for people on other systems.
    pub what: &'static str,
}

pub const PACKAGES: &[Package] = &[
    package("gcc", Need::Build, Proof::Program("cc"), "a C compiler (SQLite is compiled in)"),
    package("g++", Need::Build, Proof::Program("c++"), "a C++ compiler (the picture comparison of the tests)"),
    package("pkg-config", Need::Build, Proof::Program("pkg-config"), "pkg-config"),
    package("libasound2-dev", Need::Build, Proof::Package, "the headers of ALSA (sound)"),
    package("libvulkan1", Need::Run, Proof::Package, "the Vulkan loader"),
    package("mesa-vulkan-drivers", Need::Run, Proof::Package, "a Vulkan driver, also one without a graphics card"),
    package("libegl1", Need::Run, Proof::Package, "EGL, for the fallback to OpenGL"),
    package("libxkbcommon-x11-0", Need::Run, Proof::Package, "keyboard layouts in X11"),
    package("libxcursor1", Need::Run, Proof::Package, "the mouse cursor in X11"),
    package("libxi6", Need::Run, Proof::Package, "mouse and keyboard in X11"),
    package("libx11-xcb1", Need::Run, Proof::Package, "windows in X11"),
    package("xvfb", Need::Test, Proof::Program("Xvfb"), "a virtual display"),
    package("xauth", Need::Test, Proof::Program("xauth"), "keys of the virtual display"),
    package("xdotool", Need::Test, Proof::Program("xdotool"), "real mouse and key events"),
    package("xclip", Need::Test, Proof::Program("xclip"), "the clipboard of the virtual display"),
    package("imagemagick", Need::Test, Proof::Program("import"), "pictures of the virtual display"),
    package("dbus", Need::Test, Proof::Program("dbus-run-session"), "a message bus"),
    package("at-spi2-core", Need::Test, Proof::Package, "the bus of assistive technology"),
    package("postgresql", Need::Test, Proof::Package, "PostgreSQL, for the records of an organisation"),
    package("chromium", Need::Test, Proof::Program("chromium"), "a browser, for the server's pages"),
    package("openssl", Need::Test, Proof::Program("openssl"), "openssl, which makes a certificate for a test"),
    package("npm", Need::Test, Proof::Program("npm"), "npm, which fetches the check for accessibility (axe-core)"),
    package("strace", Need::Test, Proof::Program("strace"), "seeing that a step is on disk before it is ticked"),
];

const fn package(name: &'static str, need: Need, proof: Proof, what: &'static str) -> Package {
    Package { name, need, proof, what }
}

/// The packages that are needed and not there. Only Debian and its family can be asked about libraries.
pub fn missing(with_tests: bool) -> Vec<&'static Package> {
    PACKAGES.iter().filter(|package| with_tests || package.need != Need::Test).filter(|package| !is_there(package)).collect()
}

fn is_there(package: &Package) -> bool {
    match package.proof {
        Proof::Program(program) => has_program(program) || is_installed(package.name),
        Proof::Package => is_installed(package.name),
    }
}

fn is_installed(name: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${db:Status-Status}\n", name]);
    answer(&mut query).is_some_and(|states| states.lines().any(|state| state == "installed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_package_stands_twice() {
        for (idx, package) in PACKAGES.iter().enumerate() {
            assert!(PACKAGES[..idx].iter().all(|earlier| earlier.name != package.name), "{} stands twice", package.name);
        }
    }

    #[test]
    fn what_only_tests_need_is_not_asked_of_a_player() {
        assert!(missing(false).iter().all(|package| package.need != Need::Test));
    }
}
