//! `cargo xtask bench`: the page side by side with others, over files that it makes itself.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::setup::{browsers, npm};
use crate::{dist, process, project};

/// The scripts that measure, with packages of their own: no check needs these.
const FOLDER: &str = "tests/bench";

/// Who takes part, by the keys in contestants.js there.
const CONTESTANTS: [&str; 5] = ["reading", "whereabouts", "duckdb", "papaparse", "sheetjs"];

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Measure this page instead of building one.
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// How many times each contestant reads each file, after once that does not count.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// CSV files of so many million rows; 1 and 8, and the workbook, where no file is asked for.
    #[arg(long, value_name = "MILLIONS", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..))]
    rows: Vec<u32>,
    /// The Excel workbook.
    #[arg(long)]
    workbook: bool,
    /// A CSV file of more than 4 GB, once, by Whereabouts and by reading only.
    #[arg(long)]
    huge: bool,
    /// How long tables take to be protected in both browsers, and nothing else.
    #[arg(long, conflicts_with = "page")]
    protection: bool,
    /// These contestants alone.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = CONTESTANTS)]
    only: Vec<String>,
    /// Put the figures into README.md.
    #[arg(long)]
    write: bool,
}

impl Options {
    /// The same options as the script takes them.
    fn arguments(&self) -> Vec<String> {
        let mut arguments = vec![format!("--rounds={}", self.rounds)];
        let rows: Vec<String> = self.rows.iter().map(u32::to_string).collect();
        for (name, values) in [("rows", &rows), ("only", &self.only)] {
            if !values.is_empty() {
                arguments.push(format!("--{name}={}", values.join(",")));
            }
        }
        for (name, is_wanted) in [("workbook", self.workbook), ("huge", self.huge), ("write", self.write)] {
            if is_wanted {
                arguments.push(format!("--{name}"));
            }
        }
        arguments
    }
}

/// Brings the benchmark's packages into step with its package-lock.json.
pub fn install_packages() -> Result<()> {
    npm::install_in(FOLDER, "the benchmark's packages")
}

/// Builds the page, sets up what measuring needs, and measures.
pub fn run(options: &Options) -> Result<()> {
    npm::install()?;
    install_packages()?;
    let browsers = browsers::find_or_install()?;
    let page = match &options.page {
        Some(page) => std::path::absolute(page)?,
        None => {
            dist::run(&dist::Options::default())?;
            project::path(project::PAGE)
        }
    };
    if options.protection {
        return measure_protection(options.rounds, &browsers);
    }
    process::show(
        Command::new(npm::node()?)
            .arg(format!("{FOLDER}/bench.js"))
            .args(options.arguments())
            .arg("--page")
            .arg(page)
            .env("WHEREABOUTS_CHROMIUM", &browsers.chromium)
            .current_dir(project::root()),
    )
}

/// Measures how long tables take to be protected in the page that was built last.
fn measure_protection(rounds: u32, browsers: &browsers::Browsers) -> Result<()> {
    process::show(
        Command::new(npm::node()?)
            .arg(format!("{FOLDER}/protection.js"))
            .arg(format!("--rounds={rounds}"))
            .env("WHEREABOUTS_CHROMIUM", &browsers.chromium)
            .env("WHEREABOUTS_FIREFOX", &browsers.firefox)
            .current_dir(project::root()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_given_what_was_asked_for_and_no_more() {
        let options = |rows: &[u32], only: &[&str], huge| Options {
            page: None,
            rounds: 3,
            rows: rows.to_vec(),
            workbook: false,
            huge,
            only: only.iter().map(ToString::to_string).collect(),
            write: false,
            protection: false,
        };
        let check =
            |options: Options, expected: &[&str]| assert_eq!(options.arguments(), expected, "{expected:?}");
        check(options(&[], &[], false), &["--rounds=3"]);
        check(
            options(&[1, 8], &["whereabouts", "duckdb"], true),
            &["--rounds=3", "--rows=1,8", "--only=whereabouts,duckdb", "--huge"],
        );
    }
}
