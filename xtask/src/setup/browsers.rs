//! The two real browsers that the tests drive.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::apt;
use crate::process;

/// Where the browsers are.
pub struct Browsers {
    /// A Chromium.
    pub chromium: PathBuf,
    /// A Firefox.
    pub firefox: PathBuf,
}

/// Finds both browsers, and installs what is missing.
pub fn find_or_install() -> Result<Browsers> {
    let mut missing = Vec::new();
    if find_chromium().is_none() {
        missing.push("chromium");
    }
    if find_firefox().is_none() {
        missing.push("firefox-esr");
    }
    if !missing.is_empty() {
        apt::install(&missing, "Browsers for the tests")?;
    }
    match (find_chromium(), find_firefox()) {
        (Some(chromium), Some(firefox)) => Ok(Browsers { chromium, firefox }),
        _ => bail!("the browsers were installed but are not on PATH; put `chromium` and `firefox` there"),
    }
}

fn find_chromium() -> Option<PathBuf> {
    process::find("chromium")
}

fn find_firefox() -> Option<PathBuf> {
    process::find("firefox-esr").or_else(|| process::find("firefox"))
}
