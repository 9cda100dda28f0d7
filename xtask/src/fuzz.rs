//! `cargo xtask fuzz`: libFuzzer looks for bytes that the core does not stand. It needs a C++ compiler, which no check does: those
//! try the same functions of `tests/fuzz` on a few mutants.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::setup::toolchain;
use crate::{process, project};

/// What is looked for, by the names in tests/fuzz.
const TARGETS: [&str; 4] = ["csv", "xml", "sheet", "date"];

/// What makes a compiler count for libFuzzer which ways the code goes, and overflow an error.
const FLAGS: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cdebug-assertions=on",
];

/// How to look for them.
#[derive(Args)]
pub struct Options {
    /// These targets alone.
    #[arg(value_parser = TARGETS)]
    targets: Vec<String>,
    /// For how long to look, for each target.
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u32,
}

/// Builds the fuzzer and lets it look, one target after the other, up to the first that fails. What it has learnt is kept for the
/// next time.
pub fn run(options: &Options) -> Result<()> {
    let host = toolchain::read_rustc(&["--print", "host-tuple"]);
    let host = host.context("the compiler doesn't say which machine it is on")?;
    let targets: Vec<&str> = match options.targets.as_slice() {
        [] => TARGETS.to_vec(),
        named => named.iter().map(String::as_str).collect(),
    };
    for target in targets {
        println!("\n== {target}");
        let folder = project::path("target/fuzz").join(target);
        let [learnt, seeds, found] = ["learnt", "seeds", "found"].map(|part| folder.join(part));
        for part in [&learnt, &seeds, &found] {
            fs::create_dir_all(part).with_context(|| format!("{} can't be made", part.display()))?;
        }
        process::show(
            Command::new(toolchain::cargo_in_use())
                .args(["run", "--locked", "--profile=fast", "--package=whereabouts-fuzz"])
                // Build scripts are spared the flags where the machine is named.
                .args(["--features=libfuzzer,libfuzzer-sys/link_libfuzzer", "--target", &host, "--"])
                .args([&learnt, &seeds])
                .args(["-max_len=65536", "-timeout=20", "-print_final_stats=1"])
                .arg(format!("-max_total_time={}", options.seconds))
                .arg(format!("-artifact_prefix={}/", found.display()))
                .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\x1f"))
                .env("WHEREABOUTS_FUZZ_TARGET", target)
                .env("WHEREABOUTS_FUZZ_SEEDS", &seeds)
                .current_dir(project::root()),
        )?;
    }
    Ok(())
}
