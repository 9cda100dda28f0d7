//! `cargo xtask screenshots`: pictures of the page in its states, to be looked at, and the README's.

use std::process::Command;

use anyhow::Result;

use crate::setup::{browsers, npm};
use crate::{dist, process, project};

/// Where the pictures of all states go.
const ALL_STATES: &str = "target/screenshots";

/// Where the picture in the README goes.
const README: &str = "docs";

/// Builds the page and takes the pictures.
pub fn run() -> Result<()> {
    npm::install()?;
    let browsers = browsers::find_or_install()?;
    dist::run(&dist::Options::default())?;
    for arguments in [&[ALL_STATES][..], &[README, "screenshot"]] {
        process::show(
            Command::new(npm::node()?)
                .arg("tests/browser/screenshots.js")
                .args(arguments)
                .env("WHEREABOUTS_CHROMIUM", &browsers.chromium)
                .env("WHEREABOUTS_FIREFOX", &browsers.firefox)
                .current_dir(project::root()),
        )?;
    }
    println!("The pictures are in {ALL_STATES}/ and {README}/.");
    Ok(())
}
