//! `cargo xtask screenshots`: pictures of the page in its states, to be looked at: whole pages, the gallery, and the README's.

use std::process::Command;

use anyhow::Result;

use crate::setup::{browsers, npm};
use crate::{dist, process, project};

/// Where the pictures of whole pages go.
const WHOLE_PAGES: &str = "target/screenshots";

/// Where the gallery goes: a sheet for each state.
const GALLERY: &str = "docs/gallery";

/// Where the picture in the README goes.
const README: &str = "docs";

/// Builds the page and takes the pictures.
pub fn run() -> Result<()> {
    npm::install()?;
    let browsers = browsers::find_or_install()?;
    dist::run(&dist::Options::default())?;
    let pictures: [&[&str]; 3] = [
        &["tests/browser/screenshots.js", README, "screenshot"],
        &["tests/browser/gallery.js", GALLERY],
        &["tests/browser/screenshots.js", WHOLE_PAGES],
    ];
    for arguments in pictures {
        process::show(
            Command::new(npm::node()?)
                .args(arguments)
                .env("WHEREABOUTS_CHROMIUM", &browsers.chromium)
                .env("WHEREABOUTS_FIREFOX", &browsers.firefox)
                .current_dir(project::root()),
        )?;
    }
    println!("The pictures are in {README}/, {GALLERY}/ and {WHOLE_PAGES}/.");
    Ok(())
}
