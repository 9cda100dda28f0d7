//! The page's packages and its tools, and those of the benchmark, as the package-lock.json of each lists them.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, anyhow, bail};

use crate::process;
use crate::project::{self, Stamp};

/// The first major version of Node with the test runner and the language that the scripts use.
const OLDEST_NODE: u32 = 18;

/// Brings the page's node_modules/ into step with package-lock.json.
pub fn install() -> Result<()> {
    install_in(".", "the page's packages")
}

/// Brings the node_modules/ of a folder of the project into step with the package-lock.json beside it; `what` names these
/// packages to the person at the terminal.
pub fn install_in(folder: &str, what: &str) -> Result<()> {
    check_node()?;
    let lock = project::sha256_hex(&project::read(&format!("{folder}/package-lock.json"))?);
    // Inside node_modules/, so that it goes when that folder does.
    let stamp = Stamp::new(project::path(&format!("{folder}/node_modules/.package-lock.sha256")));
    if stamp.matches(&lock) {
        return Ok(());
    }
    println!("Getting {what} from npm ...");
    stamp.clear()?;
    // No package here needs its install script, and a package that can't run one can do less harm.
    let done = process::read(
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            // By default npm takes more than a minute to find that there is no network.
            .args(["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"])
            .current_dir(project::path(folder)),
    );
    match done {
        Ok(_) => stamp.set(&lock),
        Err(failure) if failure.is_network() => {
            bail!("npm's packages can't be reached; connect to the network, then try again")
        }
        Err(failure) => bail!("{failure}; see why with `npm ci --ignore-scripts`"),
    }
}

/// A program that one of the packages brings, such as `esbuild`.
pub fn tool(name: &str) -> Command {
    let mut command = Command::new(project::path(&format!("node_modules/.bin/{name}")));
    command.current_dir(project::root());
    command
}

/// The bundler. Its package's own script would wrap each of its messages in one about Node, so the program is run directly.
pub fn esbuild() -> Command {
    let platforms = project::path("node_modules/@esbuild").read_dir();
    let program = platforms.ok().and_then(|platforms| {
        platforms
            .flatten()
            .map(|platform| platform.path().join("bin/esbuild"))
            .find(|program| program.is_file())
    });
    let Some(program) = program else {
        return tool("esbuild");
    };
    let mut command = Command::new(program);
    command.current_dir(project::root());
    command
}

/// Node itself.
pub fn node() -> Result<PathBuf> {
    process::find("node").ok_or_else(|| anyhow!("{}", how_to_get_node("Node.js is not on PATH")))
}

fn check_node() -> Result<()> {
    let version = process::read(Command::new(node()?).arg("--version"))?;
    let major = major_version(&version)
        .ok_or_else(|| anyhow!("`node --version` says `{}`, not a version", version.trim()))?;
    if major < OLDEST_NODE {
        bail!("{}", how_to_get_node(&format!("Node.js {} is too old", version.trim())));
    }
    if process::find("npm").is_none() {
        bail!("{}", how_to_get_node("npm is not on PATH"));
    }
    Ok(())
}

fn how_to_get_node(lack: &str) -> String {
    format!("{lack}; install Node.js {OLDEST_NODE} or later, with npm, then try again")
}

/// The 20 of "v20.1.2".
fn major_version(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_tells_its_major_version() {
        assert_eq!(major_version("v20.11.1\n"), Some(20));
        assert_eq!(major_version("v8.0.0"), Some(8));
        assert_eq!(major_version("not found"), None);
    }
}
