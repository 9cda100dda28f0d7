//! The program that libFuzzer drives, started by `cargo xtask fuzz`.

#![no_main]
#![expect(
    clippy::disallowed_methods,
    reason = "what to do comes through the environment, for arguments are libFuzzer's"
)]

use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::OnceLock;
use std::{env, fs};
use whereabouts_fuzz::{Target, seeds};

static TARGET: OnceLock<Target> = OnceLock::new();

/// Finds out what to read bytes as, and writes what to begin from into a folder.
fn begin() {
    let named = env::var("WHEREABOUTS_FUZZ_TARGET").ok().and_then(|name| Target::named(&name));
    let target = *TARGET.get_or_init(|| named.expect("WHEREABOUTS_FUZZ_TARGET names a target"));
    if let Ok(folder) = env::var("WHEREABOUTS_FUZZ_SEEDS") {
        for (at, seed) in seeds::of(target).iter().enumerate() {
            fs::write(Path::new(&folder).join(at.to_string()), seed).expect("the folder is there");
        }
    }
}

fuzz_target!(init: begin(), |data: &[u8]| {
    if let Some(target) = TARGET.get() {
        target.check(data);
    }
});
