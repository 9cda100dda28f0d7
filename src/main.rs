//! The command line: the same session as the page's, for batch work and reproduction.
//!
//! Figures go to standard output and nothing else does; findings and notes go to standard error. Exit code 0: done; 1:
//! nothing usable; 2: the command was not understood.

#![expect(clippy::disallowed_methods, reason = "the command line is where files are opened and written")]

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::de::DeserializeOwned;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use whereabouts::period::YearType;
use whereabouts::recipe::{Dimension, Duplicates, Layout, Policy, Recipe, Source};
use whereabouts::sample::{self, Imitation};
use whereabouts::session::{Error, Request, Response, Session, View};

/// How much of a file is read at a time.
const CHUNK_BYTES: usize = 1 << 20;

/// Trends of children missing from care, from the extracts you hold, safe to publish. Nothing leaves this machine.
#[derive(Parser)]
#[command(name = "whereabouts", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Count episodes; the figures go to standard output
    Tabulate {
        #[command(flatten)]
        view: ViewArgs,
        /// How to write the figures
        #[arg(long, value_enum, default_value_t = Format::Csv)]
        format: Format,
    },
    /// Draw the trend as SVG
    Chart {
        #[command(flatten)]
        view: ViewArgs,
        /// Where to write the picture; standard output if left out
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Write a synthetic extract to standard output
    Sample {
        /// How many rows under the header, up to a hundred million
        #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(..=100_000_000))]
        rows: u32,
        /// The same seed makes the same extract
        #[arg(long, default_value_t = sample::BUILT_IN_SEED)]
        seed: u64,
        /// What to imitate: police, regional or ssda903
        #[arg(long, value_parser = named::<Imitation>)]
        kind: Imitation,
    },
}

#[derive(Args)]
struct ViewArgs {
    /// The extracts
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Up to three of year, region, risk and missing_status, parted by commas
    #[arg(long, value_parser = named::<Dimension>, value_delimiter = ',', required = true)]
    by: Vec<Dimension>,
    /// reporting (years ending 31 March) or calendar
    #[arg(long, value_parser = named::<YearType>, default_value = "reporting")]
    year_type: YearType,
    /// Identical episodes: counted or counted_once
    #[arg(long, value_parser = duplicates, default_value = "counted")]
    duplicates: Duplicates,
    /// dfe, or unprotected for the data holder's own eyes
    #[arg(long, value_parser = named::<Policy>, default_value = "dfe")]
    policy: Policy,
    /// local_authority or police, where the files are of both
    #[arg(long, value_parser = named::<Source>)]
    source: Option<Source>,
    /// The local authority of SSDA903 files that do not say it themselves
    #[arg(long, value_name = "NAME")]
    authority: Option<String>,
    /// The year in which the collection year of such files ends
    #[arg(long, value_name = "YEAR")]
    collection_year: Option<i32>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// Reads a choice by the name that it has in recipes.
fn named<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    serde_json::from_value(name.into()).map_err(|error| error.to_string())
}

/// Reads how often identical episodes count, by a name in the style of the other choices.
fn duplicates(name: &str) -> Result<Duplicates, String> {
    named(if name == "counted_once" { "countedOnce" } else { name })
}

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
    let text = match format {
        Format::Csv => view.csv,
        Format::Json => whereabouts::export::json(&view.release),
    };
    io::stdout().lock().write_all(text.as_bytes()).map_err(Failure::Output)
}

fn chart(args: &ViewArgs, output: Option<&Path>) -> Result<(), Failure> {
    let svg = view(args)?.svg.ok_or_else(|| {
        Failure::Usage(
            "A chart shows year and at most one other dimension, such as --by year,region.".to_owned(),
        )
    })?;
    match output {
        Some(path) => std::fs::write(path, svg).map_err(Failure::Output),
        None => io::stdout().lock().write_all(svg.as_bytes()).map_err(Failure::Output),
    }
}

fn write_sample(rows: u32, seed: u64, kind: Imitation) -> Result<(), Failure> {
    let mut output = io::BufWriter::with_capacity(CHUNK_BYTES, io::stdout().lock());
    sample::extract(kind, rows as usize, seed, |line| output.write_all(line.as_bytes()))
        .and_then(|()| output.flush())
        .map_err(Failure::Output)
}

/// Reads the files and makes the view; what was found and what belongs with the figures goes to standard error.
fn view(args: &ViewArgs) -> Result<View, Failure> {
    let mut key = [0; 16];
    getrandom::fill(&mut key)
        .map_err(|error| Failure::Unusable(format!("the system gives no random numbers: {error}")))?;
    let mut session = Session::new(key);
    for path in &args.files {
        read(&mut session, path)?;
    }
    describe(&mut session, args)?;
    session.handle(Request::Check);
    for diagnostic in session.holdings().diagnostics {
        eprintln!("{diagnostic}");
    }
    let recipe = Recipe {
        by: args.by.clone(),
        year_type: args.year_type,
        source: args.source,
        duplicates: args.duplicates,
        policy: args.policy,
        layout: Layout::Wide,
    };
    match session.handle(Request::View { recipe }) {
        Response::View { view } => {
            eprint!("{}", view.notes);
            Ok(*view)
        }
        Response::Failed { error } => Err(failure(&error)),
        _ => unreachable!("a view is answered by a view or a failure"),
    }
}

/// Feeds one file to the session. A file that cannot be opened ends the run: figures without it would not be what was
/// asked for.
fn read(session: &mut Session, path: &Path) -> Result<(), Failure> {
    let cannot = |error: io::Error| Failure::Unusable(format!("{} cannot be read: {error}", path.display()));
    let mut file = std::fs::File::open(path).map_err(cannot)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    session.handle(Request::Open { name, mapping: None, replaces: None });
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        match file.read(&mut chunk).map_err(cannot)? {
            0 => break,
            n_read => session.push(&chunk[..n_read]),
        };
    }
    session.handle(Request::Close);
    Ok(())
}

/// Says whose the SSDA903 files are that do not say it themselves, as far as the command does.
fn describe(session: &mut Session, args: &ViewArgs) -> Result<(), Failure> {
    for file in session.holdings().files {
        let is_told = args.authority.is_some() || args.collection_year.is_some();
        if !file.asks_authority || !is_told {
            continue;
        }
        let request = Request::Describe {
            file: file.id,
            authority: args.authority.clone().or(file.authority),
            year: args.collection_year.or(file.year),
        };
        if let Response::Failed { error } = session.handle(request) {
            return Err(failure(&error));
        }
    }
    Ok(())
}

fn failure(error: &Error) -> Failure {
    let message = format!("{} {} [{}]", error.message, error.hint, error.code);
    match error.code {
        "session-nothing-held" | "session-no-episodes" => Failure::Unusable(message),
        _ => Failure::Usage(message),
    }
}
