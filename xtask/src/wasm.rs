//! The engine: `src/` in, compiled WebAssembly and the module that loads it out.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::process;
use crate::project::{self, Stamp};
use crate::setup::toolchain::{self, Toolchain, WASM_TARGET};

/// How hard the compiler works.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small and quick to run; minutes to build.
    Release,
    /// Large and slow to run; for trying a change out.
    Fast,
}

impl Profile {
    /// The profile's name in Cargo.toml, and so of its folder.
    fn name(self) -> &'static str {
        match self {
            Profile::Release => "release",
            Profile::Fast => "fast",
        }
    }
}

/// Compiles the engine and writes its module to [`project::GLUE`]. Gives the path of the finished wasm.
pub fn build(profile: Profile) -> Result<PathBuf> {
    let toolchain = toolchain::find_or_install()?;
    println!("Building the engine (minutes the first time, seconds when nothing has changed) ...");
    let compiled = compile(&toolchain, profile)?;
    bind(&compiled)
}

/// Has Cargo compile the library as a `cdylib`: with an `rlib` beside it, Cargo would leave out link-time optimisation.
fn compile(toolchain: &Toolchain, profile: Profile) -> Result<PathBuf> {
    let target_folder = project::path("target/page");
    let compiled = process::show(
        toolchain
            .cargo()
            .args(["rustc", "--locked", "--package", "whereabouts"])
            .args(["--lib", "--crate-type", "cdylib"])
            .args(["--profile", profile.name(), "--target", WASM_TARGET])
            .arg("--target-dir")
            .arg(&target_folder)
            .env("CARGO_ENCODED_RUSTFLAGS", rust_flags(toolchain).join(toolchain::FLAG_SEPARATOR)),
    );
    if let Err(error) = compiled {
        return Err(
            why_not_compiled(toolchain).unwrap_or_else(|| error.context("the engine does not compile"))
        );
    }
    let folder = target_folder.join(WASM_TARGET).join(profile.name());
    Ok(folder.join("whereabouts.wasm"))
}

/// The compiler's flags. SIMD is in every current browser.
fn rust_flags(toolchain: &Toolchain) -> Vec<String> {
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
    flags.extend(toolchain.rust_flags.iter().cloned());
    flags.extend(toolchain::path_flags());
    flags
}

/// Tells a failure to get packages from a failure to compile them.
fn why_not_compiled(toolchain: &Toolchain) -> Option<anyhow::Error> {
    let mut fetch = toolchain.cargo();
    fetch.args(["fetch", "--locked", "--target", WASM_TARGET]);
    let failure = process::read(&mut fetch).err()?;
    Some(if failure.says("--locked") {
        anyhow!("Cargo.lock is out of step with Cargo.toml; type `cargo check`, then try again")
    } else if failure.is_network() || failure.says("--offline") {
        anyhow!("the Rust packages can't be reached; connect to the network, then try again")
    } else {
        anyhow!(failure)
    })
}

/// Writes the JavaScript module, its types and the finished wasm, unless they are there already.
fn bind(compiled: &Path) -> Result<PathBuf> {
    let folder = project::path(project::GLUE);
    let finished = folder.join("whereabouts_bg.wasm");
    let wasm = fs::read(compiled).with_context(|| format!("{} is not there", compiled.display()))?;
    let inputs = format!("{} {}", project::sha256_hex(&wasm), own_build_time()?);
    let stamp = Stamp::new(folder.join("stamp"));
    if stamp.matches(&inputs) && finished.is_file() {
        return Ok(finished);
    }
    println!("Writing the engine's module ...");
    stamp.clear()?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .web(true)?
        .typescript(true)
        // The page always passes the wasm in: there is no address to load it from.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&folder)
        .context("the engine's module can't be written")?;
    if !finished.is_file() {
        bail!("wasm-bindgen left no {}; the library must be named `whereabouts`", finished.display());
    }
    stamp.set(&inputs)?;
    Ok(finished)
}

/// When this program was built: a change in it may change what it writes.
fn own_build_time() -> Result<u128> {
    let built = std::env::current_exe()?.metadata()?.modified()?;
    Ok(built.duration_since(UNIX_EPOCH)?.as_nanos())
}
