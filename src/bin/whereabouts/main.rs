//! The command line: the same session as the page's, for batch work and reproduction.
//!
//! Figures go to standard output and nothing else does; findings and notes go to standard error. Exit code 0: done; 1:
//! nothing usable; 2: the command was not understood.

#![expect(clippy::disallowed_methods, reason = "the command line is where files are opened and written")]

mod arguments;
mod ledger;
mod reading;

use arguments::{Cli, Command, FilesArgs, Format, ViewArgs};
use clap::Parser as _;
use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use whereabouts::published::{Level, OFFICIAL, PublishedChoice, Unit};
use whereabouts::recipe::{Dimension, Expression, Layout, Matching, Measure, Recipe, Words};
use whereabouts::sample::{self, Imitation};
use whereabouts::session::{Error, Request, Response, Session, View};

/// How much of a sample is written at a time.
const BUFFER_BYTES: usize = 1 << 20;

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
        Command::Chart { view, output } => chart(&view, output.as_deref()),
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
    let view = view(args)?;
    print(&match format {
        Format::Csv => view.csv,
        Format::Json => whereabouts::export::json(&view.release),
    })
}

fn chart(args: &ViewArgs, output: Option<&Path>) -> Result<(), Failure> {
    let svg = view(args)?.svg.ok_or_else(|| {
        Failure::Usage(
            "A chart shows year and at most one other dimension, such as --by year,region.".to_owned(),
        )
    })?;
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

/// Writes the published figures of one file.
fn published(args: &FilesArgs, level: Option<Level>, unit: Option<Unit>) -> Result<(), Failure> {
    let mut session = reading::open(args)?;
    report_findings(&session);
    let files = session.holdings().files;
    let mut files = files.iter().filter_map(|file| Some((file.id, file.published.as_ref()?)));
    let (Some((file, summary)), None) = (files.next(), files.next()) else {
        return Err(Failure::Usage("Give one file of published figures.".to_owned()));
    };
    let Some(first) = summary.first else {
        return Err(Failure::Unusable("No figure in the file could be read.".to_owned()));
    };
    let unit = unit.unwrap_or(first.unit);
    let mut levels =
        summary.measures.iter().filter(|of| of.unit == unit).flat_map(|of| of.levels.iter().copied());
    let (is_there, level) = match level {
        Some(level) => (levels.any(|known| known == level), level),
        None => (true, levels.next().unwrap_or(first.level)),
    };
    if !is_there {
        let levels: Vec<&str> = summary.levels.iter().map(|known| known.label).collect();
        let units: BTreeSet<&str> = summary.measures.iter().map(|measure| measure.unit_label).collect();
        let units: Vec<&str> = units.into_iter().collect();
        return Err(Failure::Usage(format!(
            "The file has no such figures; it has these places: {}; and these units: {}.",
            levels.join(", "),
            units.join(", ")
        )));
    }
    let choice = PublishedChoice { level, unit, measure: None };
    match session.handle(Request::Published { file, choice }) {
        Response::Published { csv, .. } => print(&csv),
        Response::Failed { error } => Err(failure(&error)),
        _ => unreachable!("published figures are asked for"),
    }
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

/// Reads the files and makes the view; what was found and what belongs with the figures goes to standard error.
fn view(args: &ViewArgs) -> Result<View, Failure> {
    let mut session = reading::open(&args.files)?;
    report_findings(&session);
    let recipe = Recipe {
        measure: args.measure,
        expression: args.expression,
        base_year: args.base_year.clone(),
        by: args.by.clone(),
        filters: args.filters.clone(),
        limits: args.limits,
        year_type: args.year_type,
        source: args.source,
        duplicates: args.duplicates,
        matching: args.same_references_within.map(|tolerance_hours| Matching { tolerance_hours }),
        policy: args.policy,
        layout: Layout::Wide,
    };
    if let Some(path) = &args.ledger {
        ledger::load(&mut session, path)?;
    }
    match session.handle(Request::View { recipe: recipe.clone() }) {
        Response::View { view } => {
            if let Some(path) = &args.ledger {
                ledger::note(&mut session, path, recipe)?;
            }
            // What was found is for the holder of the files, what follows goes with the figures.
            eprint!("Notes to go with the figures:\n\n{}", view.notes);
            Ok(*view)
        }
        Response::Failed { error } => Err(failure(&error)),
        _ => unreachable!("a view is answered by a view or a failure"),
    }
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
