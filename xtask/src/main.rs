//! `cargo xtask`: everything that is done to the project, as one command each.
//!
//! It knows nothing about the data: it turns `src/` and `www/` into `dist/index.html`, and runs the checks.

mod bench;
mod bundle;
mod codegen;
mod dist;
mod fuzz;
mod page;
mod process;
mod project;
mod screenshots;
mod serve;
mod setup;
mod test;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, serves and checks Whereabouts.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the page and serve it to this machine's browsers.
    Serve(serve::Options),
    /// Build dist/index.html and print its size and SHA-256.
    Dist(dist::Options),
    /// Set up and run every check, in order, up to the first that fails.
    Test(test::Options),
    /// Write the TypeScript types in www/types/ anew from the Rust ones.
    Codegen,
    /// Look for bytes that the core does not stand.
    Fuzz(fuzz::Options),
    /// Measure the page side by side with others over large made-up files.
    Bench(bench::Options),
    /// Take pictures of the page in its states, the README's among them.
    Screenshots,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Serve(options) => serve::run(&options),
        Command::Dist(options) => dist::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Codegen => codegen::run(),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Screenshots => screenshots::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_commands_and_their_options_do_not_clash() {
        Arguments::command().debug_assert();
    }
}
