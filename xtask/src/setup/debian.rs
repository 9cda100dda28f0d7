//! Debian's compiler, given a WebAssembly target: for machines whose rustup can't download one.
//!
//! Debian ships a compiler and its library's sources, but not the library compiled for WebAssembly. It is compiled here,
//! once for each release of that compiler, into a folder below target/: the system's own folders stay as they are.
//! No version is named anywhere, since Debian moves on and its packages always match each other.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::apt;
use super::toolchain::{self, Toolchain, WASM_TARGET};
use crate::process;
use crate::project::{self, Stamp};

const CARGO: &str = "/usr/bin/cargo";
const RUSTC: &str = "/usr/bin/rustc";

/// Compiler, Cargo and the standard library's sources: the set that Debian keeps recent for its browsers.
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// The empty crate that the library is compiled for.
const CRATE: &str = "target/debian-std";

/// What a Cargo or a rustup that started us has set for its own toolchain, not for this one.
const OTHER_TOOLCHAIN: [&str; 5] = ["RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH", "CARGO", "RUSTC", "RUSTFLAGS"];

/// The toolchain as an earlier [`install`] left it, unless Debian's compiler has changed since.
pub fn find() -> Option<Toolchain> {
    let version = version()?;
    stamp().matches(&version).then(find_linker).flatten().map(toolchain)
}

/// Installs the packages where they are missing and compiles the standard library.
pub fn install() -> Result<Toolchain> {
    if version().is_none() || !Path::new(CARGO).is_file() || !has_sources() {
        apt::install(&PACKAGES, "A compiler for WebAssembly")?;
    }
    let linker = match find_linker() {
        Some(linker) => linker,
        None => install_linker()?,
    };
    let version = version().with_context(|| format!("{RUSTC} does not run"))?;
    if !stamp().matches(&version) {
        println!("Compiling the standard library for WebAssembly (about a minute) ...");
        stamp().clear()?;
        compile_library()?;
        stamp().set(&version)?;
    }
    Ok(toolchain(linker))
}

fn toolchain(linker: PathBuf) -> Toolchain {
    Toolchain {
        cargo: PathBuf::from(CARGO),
        set: vec![
            ("RUSTC", RUSTC.into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into_os_string()),
        ],
        unset: OTHER_TOOLCHAIN.to_vec(),
        rust_flags: vec!["--sysroot".to_owned(), sysroot().display().to_string()],
    }
}

/// The compiler's full description of itself; `None` where there is none.
fn version() -> Option<String> {
    let mut rustc = Command::new(RUSTC);
    for name in OTHER_TOOLCHAIN {
        rustc.env_remove(name);
    }
    process::read(rustc.arg("-vV")).ok()
}

fn has_sources() -> bool {
    let mut rustc = Command::new(RUSTC);
    let sysroot = process::read(rustc.args(["--print", "sysroot"]));
    sysroot.is_ok_and(|folder| {
        Path::new(folder.trim()).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file()
    })
}

fn sysroot() -> PathBuf {
    project::path(CRATE).join("sysroot")
}

fn library_folder() -> PathBuf {
    sysroot().join("lib/rustlib").join(WASM_TARGET).join("lib")
}

fn stamp() -> Stamp {
    Stamp::new(sysroot().join("compiler"))
}

/// Compiles the standard library for an empty crate, then lays it out as the compiler expects a target.
fn compile_library() -> Result<()> {
    let folder = project::path(CRATE);
    // A workspace of its own, or Cargo would take it for a member of ours.
    let manifest = "[package]\nname = \"empty\"\nedition = \"2021\"\n\n[workspace]\n\n[profile.release]\npanic = \"abort\"\n";
    project::write(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    project::write(&folder.join("src/lib.rs"), b"")?;
    // Without bitcode inside, linking the engine with LTO fails.
    let mut flags = vec!["-Cembed-bitcode=yes".to_owned()];
    flags.extend(toolchain::path_flags());
    let mut cargo = Command::new(CARGO);
    for name in OTHER_TOOLCHAIN {
        cargo.env_remove(name);
    }
    cargo
        .args(["build", "--release", "--target", WASM_TARGET])
        .arg("-Zbuild-std=std,panic_abort")
        .arg("--target-dir")
        .arg(folder.join("build"))
        .current_dir(&folder)
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join(toolchain::FLAG_SEPARATOR));
    if let Err(failure) = process::read(&mut cargo) {
        if failure.is_network() {
            bail!(
                "the standard library's own packages can't be reached; connect to the network, then try again"
            );
        }
        bail!("the standard library does not compile for WebAssembly: {failure}");
    }
    let compiled = folder.join("build").join(WASM_TARGET).join("release/deps");
    lay_out(&compiled).with_context(|| format!("{} can't be filled", library_folder().display()))?;
    if !toolchain::has_standard_library(&library_folder()) {
        bail!("Debian's compiler left no standard library in {}", compiled.display());
    }
    Ok(())
}

fn lay_out(compiled: &Path) -> std::io::Result<()> {
    let library = library_folder();
    if library.exists() {
        fs::remove_dir_all(&library)?;
    }
    fs::create_dir_all(&library)?;
    for entry in compiled.read_dir()? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(&file, library.join(name))?;
        }
    }
    Ok(())
}

/// A linker for WebAssembly: the one inside the compiler in use (Debian's compiler has none), or one on PATH.
fn find_linker() -> Option<PathBuf> {
    let inside = toolchain::read_rustc(&["--print", "sysroot"]).and_then(|sysroot| {
        let hosts = Path::new(&sysroot).join("lib/rustlib").read_dir().ok()?;
        hosts.flatten().map(|host| host.path().join("bin/rust-lld")).find(|linker| linker.is_file())
    });
    inside.or_else(|| {
        let path = std::env::var_os("PATH")?;
        let files = std::env::split_paths(&path)
            .filter_map(|folder| folder.read_dir().ok())
            .flat_map(|entries| entries.flatten().map(|entry| entry.path()));
        files
            .filter_map(|file| Some((version_after("wasm-ld", file.file_name()?.to_str()?)?, file)))
            .max()
            .map(|(_, file)| file)
    })
}

/// Installs the newest of Debian's LLVM linkers, since an old one does not read a new compiler's objects.
fn install_linker() -> Result<PathBuf> {
    let found = process::read(Command::new("apt-cache").args(["search", "--names-only", "^lld"]));
    let newest = found.ok().and_then(|list| newest_package(&list));
    apt::install(&[newest.as_deref().unwrap_or("lld")], "A linker for WebAssembly")?;
    find_linker().context("the linker was installed, but there is no `wasm-ld` on PATH")
}

/// The `lld-N` with the highest number in what apt-cache found.
fn newest_package(found: &str) -> Option<String> {
    let names = found.lines().filter_map(|line| line.split(' ').next());
    names.filter_map(|name| Some((version_after("lld", name)?, name))).max().map(|(_, name)| name.to_owned())
}

/// The 22 of "lld-22"; 0 for a plain "lld"; nothing for another name.
fn version_after(program: &str, name: &str) -> Option<u32> {
    match name.strip_prefix(program)? {
        "" => Some(0),
        rest => rest.strip_prefix('-')?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_linker_is_chosen_by_number_and_not_by_spelling() {
        let found = "lldpad - other\nlld - linker\nlld-9 - linker\nlld-22 - linker\nlldb-30 - debugger\n";
        assert_eq!(newest_package(found).as_deref(), Some("lld-22"));
        assert_eq!(newest_package("lldb - debugger\n"), None);
    }
}
