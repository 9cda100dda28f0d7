//! `cargo xtask codegen`: the page's TypeScript types, written anew from the Rust ones.

use std::process::Command;

use anyhow::Result;

use crate::setup::toolchain;
use crate::{process, project};

/// Has the test that otherwise compares www/types/ with the Rust types write them instead.
pub fn run() -> Result<()> {
    process::show(
        Command::new(toolchain::cargo_in_use())
            .args(["test", "--quiet", "--package", "whereabouts"])
            .args(["--lib", "types"])
            .env("UPDATE", "1")
            .current_dir(project::root()),
    )
}
