//! `cargo xtask dist`: the page as a file, and whether it is small enough.

use anyhow::{Result, bail};
use clap::Args;

use crate::setup::npm;
use crate::wasm::{self, Profile};
use crate::{bundle, page, project};

/// The largest that the page may be. It is passed round by e-mail and on memory sticks, and opened on old machines: a
/// change that needs more than this has to earn it, and be seen to.
/// Of this, seven kinds of charts, workbooks, reports and saved recipes took a quarter of a million bytes.
const SIZE_BUDGET_BYTES: usize = 2_980_000;

/// How to build the page.
#[derive(Args, Clone, Copy, Default)]
#[group(skip)]
pub struct Options {
    /// Build quickly, for trying a change out: a large, slow page, whose size is not checked.
    #[arg(long)]
    fast: bool,
}

impl Options {
    /// How hard the compiler is to work.
    pub fn profile(self) -> Profile {
        if self.fast { Profile::Fast } else { Profile::Release }
    }
}

/// Builds the page, prints its size and its hash.
pub fn run(options: &Options) -> Result<()> {
    // Before the engine, which takes minutes: what is missing had better be known at once.
    npm::install()?;
    let wasm = wasm::build(options.profile())?;
    println!("Putting the page together ...");
    let html = page::assemble(&wasm, &bundle::build()?, options.profile() == Profile::Release)?;
    project::write(&project::path(project::PAGE), html.as_bytes())?;
    println!("{}: {} bytes, SHA-256 {}", project::PAGE, html.len(), project::sha256_hex(html.as_bytes()));
    if options.profile() == Profile::Release {
        check_budget(html.len())?;
    }
    Ok(())
}

fn check_budget(bytes: usize) -> Result<()> {
    if bytes > SIZE_BUDGET_BYTES {
        bail!(
            "{} is {} bytes over its budget of {SIZE_BUDGET_BYTES}; make it smaller, or raise the budget in xtask/src/dist.rs and say why",
            project::PAGE,
            bytes - SIZE_BUDGET_BYTES
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_be_as_large_as_its_budget_and_no_larger() {
        assert!(check_budget(SIZE_BUDGET_BYTES).is_ok());
        let over = check_budget(SIZE_BUDGET_BYTES + 1).unwrap_err();
        assert!(over.to_string().contains(" 1 bytes over"), "{over}");
    }
}
