//! A compiler that can make WebAssembly: the one in use, with its target added if need be, or else Debian's.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::debian;
use crate::{process, project};

/// The target that browsers run.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Between the flags in CARGO_ENCODED_RUSTFLAGS, which lets a flag hold spaces.
pub const FLAG_SEPARATOR: &str = "\u{1f}";

/// How to call a Cargo that builds for [`WASM_TARGET`].
pub struct Toolchain {
    /// The Cargo to run.
    pub cargo: PathBuf,
    /// Variables to set for it.
    pub set: Vec<(&'static str, OsString)>,
    /// Variables to hide from it.
    pub unset: Vec<&'static str>,
    /// Flags that its compiler needs to find the target.
    pub rust_flags: Vec<String>,
}

impl Toolchain {
    /// Cargo, in the project's folder.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        command.current_dir(project::root());
        for name in &self.unset {
            command.env_remove(name);
        }
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
        command
    }

    /// The toolchain that runs this very program.
    fn in_use() -> Self {
        Toolchain { cargo: cargo_in_use(), set: Vec::new(), unset: Vec::new(), rust_flags: Vec::new() }
    }
}

/// The Cargo that runs this very program.
pub fn cargo_in_use() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Flags that give sources the same paths on every machine, so that the page is the same too and does not say who built it.
pub fn path_flags() -> Vec<String> {
    let rename = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let mut flags = vec![rename(project::root(), "whereabouts")];
    let sources = cargo_home().and_then(|home| home.join("registry/src").read_dir().ok());
    let mut folders: Vec<PathBuf> =
        sources.into_iter().flat_map(|entries| entries.flatten().map(|entry| entry.path())).collect();
    folders.sort();
    flags.extend(folders.iter().map(|folder| rename(folder, "crates")));
    flags
}

fn cargo_home() -> Option<PathBuf> {
    let set = std::env::var_os("CARGO_HOME").filter(|home| !home.is_empty());
    set.map(PathBuf::from).or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))
}

/// Finds a toolchain for WebAssembly, and makes one if there is none.
pub fn find_or_install() -> Result<Toolchain> {
    if has_target() {
        return Ok(Toolchain::in_use());
    }
    if let Some(toolchain) = debian::find() {
        return Ok(toolchain);
    }
    let lack = match add_target() {
        Ok(()) => return Ok(Toolchain::in_use()),
        Err(lack) => lack,
    };
    println!("{lack}; using Debian's compiler instead.");
    debian::install().with_context(|| lack)
}

/// Whether the compiler in use has the target's standard library.
fn has_target() -> bool {
    let folder = read_rustc(&["--print", "target-libdir", "--target", WASM_TARGET]);
    folder.is_some_and(|folder| has_standard_library(Path::new(&folder)))
}

/// Whether a folder holds a compiled standard library.
pub fn has_standard_library(folder: &Path) -> bool {
    let Ok(entries) = folder.read_dir() else {
        return false;
    };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

/// What the compiler in use answers to a question, if there is one at all.
pub fn read_rustc(arguments: &[&str]) -> Option<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let answer = process::read(Command::new(rustc).args(arguments).current_dir(project::root()));
    answer.ok().map(|answer| answer.trim().to_owned())
}

/// Has rustup add the target, or says in words why it did not.
fn add_target() -> Result<(), String> {
    if process::find("rustup").is_none() {
        return Err(format!("the compiler in use lacks {WASM_TARGET}, and there is no rustup to add it"));
    }
    println!("Getting the compiler's WebAssembly target from rustup ...");
    let added = process::read(
        Command::new("rustup").args(["target", "add", WASM_TARGET]).current_dir(project::root()),
    );
    match added {
        Ok(_) if has_target() => Ok(()),
        Ok(_) => Err(format!("rustup added {WASM_TARGET} to another compiler than the one in use")),
        Err(failure) if failure.is_network() => {
            Err(format!("rustup can't reach its server to add {WASM_TARGET}"))
        }
        Err(failure) => Err(failure.to_string()),
    }
}
