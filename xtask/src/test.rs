//! `cargo xtask test`: every check, in order, up to the first that fails.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::setup::{browsers, npm, toolchain};
use crate::wasm::{self, Profile};
use crate::{bench, dist, process, project};

/// Which checks to run.
#[derive(Args)]
pub struct Options {
    /// Run this check alone, with the set-up that it needs.
    #[arg(long, value_enum)]
    only: Option<Check>,
}

/// A check, in the order in which they run: the quick ones first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Check {
    /// The layout of the Rust code.
    Format,
    /// Clippy, every warning an error.
    Lint,
    /// The Rust tests, and whether the TypeScript types are in step.
    Native,
    /// The types in the page's scripts.
    Types,
    /// The page, and whether it keeps to its size.
    Page,
    /// The figures against SQL over the same files.
    Oracle,
    /// The page in real browsers.
    Browser,
}

impl Check {
    fn heading(self) -> &'static str {
        match self {
            Check::Format => "The layout of the Rust code",
            Check::Lint => "Lints",
            Check::Native => "Rust tests",
            Check::Types => "The types in the page's scripts",
            Check::Page => "The page and its size",
            Check::Oracle => "The figures against SQL",
            Check::Browser => "The page in browsers",
        }
    }

    fn run(self) -> Result<()> {
        match self {
            Check::Format => cargo("fmt --all --check"),
            Check::Lint => {
                // The fuzzer's program too, which is not linked here.
                let features = "--features whereabouts-fuzz/libfuzzer";
                cargo(&format!("clippy --workspace --all-targets {features} --locked -- -D warnings"))
            }
            Check::Native => {
                // An acid test of CSV readers is a package of npm.
                npm::install()?;
                cargo("test --workspace --locked")
            }
            Check::Types => check_types(),
            Check::Page => dist::run(&dist::Options::default()),
            Check::Oracle => compare_with_sql(),
            Check::Browser => run_in_browsers(),
        }
    }
}

/// Sets up and runs the checks.
pub fn run(options: &Options) -> Result<()> {
    if let Some(check) = options.only {
        return timed(check.heading(), || check.run());
    }
    let began = Instant::now();
    timed("Set-up", set_up)?;
    for check in Check::value_variants() {
        timed(check.heading(), || check.run())?;
    }
    println!("\nEverything passed, in {:.0} s.", began.elapsed().as_secs_f64());
    Ok(())
}

/// Gets everything that any check needs, so that a missing network shows in the first minute and not in the tenth.
fn set_up() -> Result<()> {
    npm::install()?;
    bench::install_packages()?;
    browsers::find_or_install()?;
    toolchain::find_or_install()?;
    Ok(())
}

fn timed(heading: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("\n== {heading}");
    let began = Instant::now();
    work().with_context(|| heading.to_owned())?;
    println!("-- {heading}: done in {:.1} s", began.elapsed().as_secs_f64());
    Ok(())
}

fn cargo(arguments: &str) -> Result<()> {
    process::show(
        Command::new(toolchain::cargo_in_use()).args(arguments.split(' ')).current_dir(project::root()),
    )
}

fn check_types() -> Result<()> {
    npm::install()?;
    // The engine's module brings types of its own, which the scripts use.
    wasm::build(Profile::Release)?;
    process::show(npm::tool("tsc").args(["--noEmit", "--project", "www/jsconfig.json"]))
}

fn run_in_browsers() -> Result<()> {
    if !project::path(project::PAGE).is_file() {
        bail!("there is no {}; type `cargo xtask dist` first", project::PAGE);
    }
    npm::install()?;
    let browsers = browsers::find_or_install()?;
    process::show(
        node_tests("tests/browser")?
            .env("WHEREABOUTS_CHROMIUM", browsers.chromium)
            .env("WHEREABOUTS_FIREFOX", browsers.firefox),
    )
}

fn compare_with_sql() -> Result<()> {
    // The database is a package of the benchmark.
    bench::install_packages()?;
    process::show(&mut node_tests("tests/oracle")?)
}

/// Node with the tests of a folder, which are told where the command-line program is.
fn node_tests(folder: &str) -> Result<Command> {
    cargo("build --quiet --locked --package whereabouts --bin whereabouts")?;
    let mut command = Command::new(npm::node()?);
    command
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(test_files(folder)?)
        .env("WHEREABOUTS_CLI", command_line_program()?)
        .current_dir(project::root());
    Ok(command)
}

/// The tests' files of a folder. Older releases of Node don't expand a pattern themselves.
fn test_files(folder: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(project::path(folder)).with_context(|| format!("{folder} can't be read"))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| file.to_string_lossy().ends_with(".test.js"))
        .collect();
    if files.is_empty() {
        // Node would look for tests by itself, find none and call that a success.
        bail!("there is no test in {folder}");
    }
    files.sort();
    Ok(files)
}

/// The project's command-line program: Cargo puts it beside this one.
fn command_line_program() -> Result<PathBuf> {
    let name = format!("whereabouts{}", std::env::consts::EXE_SUFFIX);
    Ok(std::env::current_exe()?.with_file_name(name))
}
