//! The command line: the same session as the page's, for batch work and reproduction.
//!
//! Figures go to standard output and nothing else does; findings and notes go to standard error. Exit code 0: done; 1:
//! nothing usable; 2: the command was not understood; 3: the audit found a figure exposed.

#![expect(clippy::disallowed_methods, reason = "the command line is where files are opened and written")]

mod arguments;
mod audit;
mod ledger;
mod published;
mod reading;
mod run;
mod view;

use arguments::{Cli, Command, FilesArgs, Format, PictureArgs, ViewArgs};
use clap::Parser as _;
use published::published;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use view::view;
use whereabouts::published::OFFICIAL;
use whereabouts::recipe::{Dimension, Expression, Measure, Words};
use whereabouts::sample::{self, Imitation};
use whereabouts::session::{Error, Session};

/// How much of a sample is written at a time.
const BUFFER_BYTES: usize = 1 << 20;

/// The exit code of an audit that found a figure exposed.
const EXPOSED: u8 = 3;

/// Why a command ended without its product.
enum Failure {
    /// Nothing in the files can be used.
    Unusable(String),
    /// What was asked for makes no sense of the files.
    Usage(String),
    /// The output could not be written.
    Output(io::Error),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Tabulate { view, format } => tabulate(&view, format),
        Command::Run(args) => run::run(&args),
        Command::Chart { view, picture, output } => chart(&view, &picture, output.as_deref()),
        Command::Audit { files, policy, children } => match audit::audit(&files, policy, children) {
            Ok(false) => return ExitCode::from(EXPOSED),
            done => done.map(|_| ()),
        },
        Command::Measures => measures(),
        Command::Dimensions => print(&Dimension::ALL.map(|one| entry(one.words())).concat()),
        Command::Inspect { files } => inspect(&files),
        Command::Published { files, level, unit } => published(&files, level, unit),
        Command::Official => print(OFFICIAL),
        Command::Sample { rows, seed, kind } => write_sample(rows, seed, kind),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has seen enough of it.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            eprintln!("whereabouts: the output could not be written: {error}");
            ExitCode::from(1)
        }
        Err(Failure::Unusable(message)) => {
            eprintln!("whereabouts: {message}");
            ExitCode::from(1)
        }
        Err(Failure::Usage(message)) => {
            eprintln!("whereabouts: {message}");
            ExitCode::from(2)
        }
    }
}

fn tabulate(args: &ViewArgs, format: Format) -> Result<(), Failure> {
    let view = view(args, &PictureArgs::default())?;
    print(&match format {
        Format::Csv => view.csv,
        Format::Json => whereabouts::export::json(&view.release),
    })
}

fn chart(args: &ViewArgs, picture: &PictureArgs, output: Option<&Path>) -> Result<(), Failure> {
    let view = view(args, picture)?;
    let reason = view.no_picture.unwrap_or("There is no picture of a table alone.");
    let svg = view.svg.ok_or_else(|| Failure::Usage(reason.to_owned()))?;
    match output {
        Some(path) => std::fs::write(path, svg).map_err(Failure::Output),
        None => print(&svg),
    }
}

fn measures() -> Result<(), Failure> {
    let measures = Measure::ALL.map(|one| entry(one.words())).concat();
    let expressions = Expression::ALL.map(|one| entry(one.words())).concat();
    print(&format!("{measures}\nEach of them --as\n\n{expressions}"))
}

/// A choice by its name, with what it means.
fn entry(words: Words) -> String {
    format!("{}\n    {}\n", words.name, words.definition)
}

fn inspect(args: &FilesArgs) -> Result<(), Failure> {
    let holdings = reading::open(args)?.holdings();
    print(&(serde_json::to_string_pretty(&holdings).expect("holdings are plain data") + "\n"))
}

fn write_sample(rows: u32, seed: u64, kind: Imitation) -> Result<(), Failure> {
    let mut output = io::BufWriter::with_capacity(BUFFER_BYTES, io::stdout().lock());
    sample::extract(kind, rows as usize, seed, |line| output.write_all(line.as_bytes()))
        .and_then(|()| output.flush())
        .map_err(Failure::Output)
}

fn print(text: &str) -> Result<(), Failure> {
    io::stdout().lock().write_all(text.as_bytes()).map_err(Failure::Output)
}

fn report_findings(session: &Session) {
    let diagnostics = session.holdings().diagnostics;
    if !diagnostics.is_empty() {
        eprintln!("Findings, for whoever holds the files and not to be passed on:\n");
    }
    for diagnostic in &diagnostics {
        eprintln!("{diagnostic}");
    }
    if !diagnostics.is_empty() {
        eprintln!();
    }
}

fn failure(error: &Error) -> Failure {
    let message = format!("{} {} [{}]", error.message, error.hint, error.code);
    match error.code {
        "session-nothing-held" | "session-no-episodes" => Failure::Unusable(message),
        _ => Failure::Usage(message),
    }
}
