//! What can be asked for at the command line, in the words of recipes.

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::de::DeserializeOwned;
use std::path::PathBuf;
use whereabouts::period::{DateOrder, YearType};
use whereabouts::published::{Level, Unit};
use whereabouts::recipe::{
    Chart, CustomPolicy, Dimension, Duplicates, Expression, Filter, Measure, Policy, SmallFigures, Source,
};
use whereabouts::sample::{self, Imitation};
use whereabouts::session::Product;

/// Trends of children missing from care, from the extracts you hold. Nothing leaves this machine.
#[derive(Parser)]
#[command(name = "whereabouts", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Count episodes; the figures go to standard output
    Tabulate {
        #[command(flatten)]
        view: ViewArgs,
        /// How to write the figures
        #[arg(long, value_enum, default_value_t = Format::Csv)]
        format: Format,
    },
    /// Make again what a saved recipe says of the same files, to the byte
    Run(RunArgs),
    /// Draw the figures as SVG
    Chart {
        #[command(flatten)]
        view: ViewArgs,
        #[command(flatten)]
        picture: PictureArgs,
        /// Where to write the picture; standard output if left out
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Say of released tables (CSV, of the same episodes, with nothing left out) between what a reader of all of them can place each blank
    Audit {
        /// The tables
        #[arg(required = true, value_name = "RELEASE.csv")]
        files: Vec<PathBuf>,
        /// The policy by which they were protected
        #[arg(long, value_parser = policy, default_value = "dfe")]
        policy: Policy,
        /// The figures are of children, who can be in several categories
        #[arg(long)]
        children: bool,
    },
    /// List what can be counted or measured, and how it can be expressed, with definitions
    Measures,
    /// List what figures can be broken down by, with definitions
    Dimensions,
    /// Say as JSON what each file was taken for, its columns, and all that was found
    Inspect {
        #[command(flatten)]
        files: FilesArgs,
    },
    /// Write figures that somebody else published as CSV, one row each, to standard output
    Published {
        #[command(flatten)]
        files: FilesArgs,
        /// national, regional, local_authority, police_force_area or not_stated; the file's own first if left out
        #[arg(long, value_parser = named::<Level>)]
        level: Option<Level>,
        /// children, incidents, calls, average, percentage, rate or other; all that the file has if left out
        #[arg(long, value_parser = named::<Unit>)]
        unit: Option<Unit>,
    },
    /// Write the built-in official figures for England as CSV, each with its source
    Official,
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

/// The files and how they are to be read.
#[derive(Args)]
pub(crate) struct FilesArgs {
    /// The extracts
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// A mapping that the page has saved, for the files with its header; can be given several times
    #[arg(long = "mapping", value_name = "FILE")]
    pub(crate) mappings: Vec<PathBuf>,
    /// day_first or month_first, for files whose dates can be read either way
    #[arg(long, value_parser = named::<DateOrder>)]
    pub(crate) date_order: Option<DateOrder>,
    /// The local authority of SSDA903 files that do not say it themselves
    #[arg(long, value_name = "NAME")]
    pub(crate) authority: Option<String>,
    /// The year in which the collection year of such files ends
    #[arg(long, value_name = "YEAR")]
    pub(crate) collection_year: Option<i32>,
}

/// The files and what is to be shown of them.
#[derive(Args)]
pub(crate) struct ViewArgs {
    #[command(flatten)]
    pub(crate) files: FilesArgs,
    /// What is counted or measured; `whereabouts measures` lists all
    #[arg(long, value_parser = named::<Measure>, default_value = "episodes")]
    pub(crate) measure: Measure,
    /// number, share, rate, change_on_year_before, change_on_base_year or index
    #[arg(long = "as", value_name = "EXPRESSION", value_parser = named::<Expression>, default_value = "number")]
    pub(crate) expression: Expression,
    /// The year on which changes are measured, or that is 100 in an index; the first if left out
    #[arg(long, value_name = "YEAR")]
    pub(crate) base_year: Option<String>,
    /// Up to three dimensions, parted by commas; `whereabouts dimensions` lists all
    #[arg(long, value_parser = named::<Dimension>, value_delimiter = ',', required = true)]
    pub(crate) by: Vec<Dimension>,
    /// Count only one category, such as risk=high; several of one dimension are alternatives
    #[arg(long = "where", value_name = "DIMENSION=CATEGORY", value_parser = filter)]
    pub(crate) filters: Vec<Filter>,
    /// Give 95 % confidence limits where there are any
    #[arg(long)]
    pub(crate) limits: bool,
    /// reporting (years ending 31 March), reporting_carried_over, calendar, quarter or month
    #[arg(long, value_parser = named::<YearType>, default_value = "reporting")]
    pub(crate) year_type: YearType,
    /// Identical episodes: counted or counted_once
    #[arg(long, value_parser = named::<Duplicates>, default_value = "counted")]
    pub(crate) duplicates: Duplicates,
    /// The files of both sources have the same reference for a child: match episodes by year,seen_by that lie within so many hours
    #[arg(long, value_name = "HOURS")]
    pub(crate) same_references_within: Option<u16>,
    /// dfe, dfe_rounded, health, research, custom:threshold=5,round=5,small=suppressed|rounded|adding_up,zeros=shown|sensitive,dominance=90,
    /// or unprotected for the data holder's own eyes
    #[arg(long, value_parser = policy, default_value = "dfe")]
    pub(crate) policy: Policy,
    /// What was exported before, as a file that is made if it is not there: these figures are protected together with those, and noted in it
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
    /// local_authority or police, where the files are of both
    #[arg(long, value_parser = named::<Source>)]
    pub(crate) source: Option<Source>,
}

/// What is drawn.
#[derive(Args, Default)]
pub(crate) struct PictureArgs {
    /// trend, multiples, mix, heat, ranking, funnel or sources
    #[arg(long, value_parser = named::<Chart>, default_value = "trend")]
    pub(crate) chart: Chart,
    /// A category that is picked out; can be given several times
    #[arg(long = "highlight", value_name = "CATEGORY")]
    pub(crate) highlighted: Vec<String>,
    /// The category, such as a year, by whose figures rows are put in order
    #[arg(long, value_name = "CATEGORY")]
    pub(crate) sort_by: Option<String>,
    /// Draw for a phone
    #[arg(long)]
    pub(crate) narrow: bool,
}

/// A saved recipe, its files, and what is wanted of them.
#[derive(Args)]
pub(crate) struct RunArgs {
    /// The recipe, as the page or an earlier run has saved it
    #[arg(value_name = "RECIPE")]
    pub(crate) recipe: PathBuf,
    /// The extracts that it was made with, in any order
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What was exported before, as a file that is made if it is not there: these figures are protected together with those, and noted in it
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
    /// csv, pivot, xlsx, svg, notes, report, recipe, table_html or table_text; all that are files if left out
    #[arg(long, value_parser = named::<Product>)]
    pub(crate) product: Option<Product>,
    /// Where to write the one product; standard output if left out
    #[arg(short, long, value_name = "FILE", requires = "product", conflicts_with = "output_dir")]
    pub(crate) output: Option<PathBuf>,
    /// Where to write products under names of their own; made if it is not there
    #[arg(long, value_name = "DIR", required_unless_present = "product")]
    pub(crate) output_dir: Option<PathBuf>,
    /// The day that goes into workbooks and reports; today in UTC if left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) date: Option<String>,
}

/// How figures are written.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Csv,
    Json,
}

/// Reads a choice by its name in recipes, which write some in snake case and some in camel case; here all are in snake case.
fn named<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    let in_camel_case = || {
        let mut is_initial = false;
        name.chars().fold(String::new(), |mut text, letter| {
            match (letter, std::mem::take(&mut is_initial)) {
                ('_', _) => is_initial = true,
                (letter, true) => text.extend(letter.to_uppercase()),
                (letter, false) => text.push(letter),
            }
            text
        })
    };
    let found =
        serde_json::from_value(name.into()).or_else(|_| serde_json::from_value(in_camel_case().into()));
    found.map_err(|error: serde_json::Error| {
        let known = error.to_string();
        let known =
            known.split_once("expected ").map_or("", |(_, known)| known.trim_start_matches("one of "));
        format!("it is one of {}", in_snake_case(known).replace('`', ""))
    })
}

/// The names of recipes as they are written here.
fn in_snake_case(names: &str) -> String {
    names.chars().fold(String::new(), |mut text, letter| {
        if letter.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
        text
    })
}

/// Reads a policy by its name, or one of the user's own: `custom:` and its settings.
fn policy(text: &str) -> Result<Policy, String> {
    let Some(settings) = text.strip_prefix("custom:") else {
        return named(text).map_err(|known| known.replace("custom", "custom:threshold=5,..."));
    };
    let mut custom = CustomPolicy::default();
    for setting in settings.split(',').filter(|setting| !setting.trim().is_empty()) {
        let (name, value) = setting.split_once('=').ok_or("write settings as threshold=5,round=5")?;
        let number = || value.trim().parse::<u8>().map_err(|_| format!("{value} is no number from 0 to 255"));
        match (name.trim(), value.trim()) {
            ("threshold", _) => custom.threshold = number()?,
            ("round", _) => custom.base = number()?,
            ("dominance", _) => custom.dominance = Some(number()?),
            ("zeros", "shown") => custom.are_zeros_sensitive = false,
            ("zeros", "sensitive") => custom.are_zeros_sensitive = true,
            ("small", "suppressed") => custom.small_figures = SmallFigures::Suppressed,
            ("small", "rounded") => custom.small_figures = SmallFigures::Rounded,
            ("small", "adding_up") => custom.small_figures = SmallFigures::RoundedAddingUp,
            _ => {
                return Err(format!(
                    "there is no setting {}; there are threshold, round, small, zeros and dominance",
                    setting.trim()
                ));
            }
        }
    }
    custom.fault().map_or(Ok(Policy::Custom(custom)), |fault| Err(fault.to_owned()))
}

/// Checks that a date is one.
fn date(text: &str) -> Result<String, String> {
    let is_date = whereabouts::export::Date::of(text).is_some();
    is_date.then(|| text.to_owned()).ok_or_else(|| "write it as 2026-03-31".to_owned())
}

/// Reads `dimension=category`.
fn filter(text: &str) -> Result<Filter, String> {
    let (dimension, category) =
        text.split_once('=').ok_or("write a dimension, an equals sign and a category, such as risk=high")?;
    Ok(Filter { dimension: named(dimension.trim())?, categories: vec![category.trim().to_owned()] })
}
