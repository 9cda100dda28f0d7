//! A saved recipe, replayed.

use crate::arguments::RunArgs;
use crate::{Failure, failure, ledger, reading, report_findings};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use whereabouts::ingest::Mapping;
use whereabouts::recipe::Recipe;
use whereabouts::session::{Product, Request, Response, SavedRecipe, Session};

/// A file with what the recipe knows of it.
struct Given<'a> {
    path: &'a Path,
    /// Its place in the recipe; none if it is none of the recipe's.
    place: Option<usize>,
}

/// Makes what a recipe says, of the files that it was made with.
pub(crate) fn run(args: &RunArgs) -> Result<(), Failure> {
    let mut session = reading::begin()?;
    let saved = load(&mut session, &args.recipe)?;
    for given in given(args, &saved)? {
        let mapping = given.place.and_then(|place| saved.files[place].mapping.as_deref());
        reading::feed(&mut session, given.path, mapping.map(Mapping::clone), None)?;
    }
    session.handle(Request::Check);
    report_findings(&session);
    if let Some(path) = &args.ledger {
        ledger::load(&mut session, path)?;
    } else if saved.n_earlier_exports > 0 {
        eprintln!(
            "whereabouts: the recipe's figures were protected together with {} earlier exports; without their ledger (--ledger FILE) other \
             figures may be suppressed, and these figures can give away together with those what is suppressed in either.",
            saved.n_earlier_exports
        );
    }
    let recipe = saved.recipe;
    // Nothing is noted that cannot be made.
    if let Response::Failed { error } = session.handle(Request::View { recipe: recipe.clone() }) {
        return Err(failure(&error));
    }
    if let Some(path) = &args.ledger {
        ledger::note(&mut session, path, recipe.clone())?;
    }
    let date = args.date.clone().or_else(today);
    match args.product {
        Some(product) => {
            let (name, bytes) = make(&mut session, &recipe, product, date.as_deref())?;
            let path =
                args.output.clone().or_else(|| args.output_dir.as_ref().map(|folder| folder.join(name)));
            write(path.as_deref(), &bytes)
        }
        None => {
            for product in Product::FILES {
                match make(&mut session, &recipe, product, date.as_deref()) {
                    Ok((name, bytes)) => {
                        let path: Option<PathBuf> = args.output_dir.as_ref().map(|folder| folder.join(name));
                        write(path.as_deref(), &bytes)?;
                    }
                    // Not all figures can be drawn, and the others are wanted all the same.
                    Err(Failure::Usage(message)) if product == Product::Svg => {
                        eprintln!("whereabouts: {message}")
                    }
                    Err(failure) => return Err(failure),
                }
            }
            Ok(())
        }
    }
}

fn load(session: &mut Session, path: &Path) -> Result<SavedRecipe, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| reading::cannot_read(path, &error))?;
    let saved = match session.handle(Request::LoadRecipe { text }) {
        Response::Recipe { saved, .. } => *saved,
        Response::Failed { error } => return Err(failure(&error)),
        _ => unreachable!("a recipe is answered by a recipe or a failure"),
    };
    let version = env!("CARGO_PKG_VERSION");
    if saved.version != version {
        eprintln!(
            "whereabouts: the recipe was saved by version {}; this is {version}, which may come to other figures.",
            saved.version
        );
    }
    Ok(saved)
}

/// The files in the recipe's order, in which they are named beside the figures; those that it does not know come last.
fn given<'a>(args: &'a RunArgs, saved: &SavedRecipe) -> Result<Vec<Given<'a>>, Failure> {
    let mut all = Vec::new();
    for path in &args.files {
        let sha256 = reading::fingerprint(path)?;
        let place = saved.files.iter().position(|file| file.sha256 == sha256);
        if place.is_none() {
            eprintln!(
                "whereabouts: {} is none of the files that the recipe was made with (SHA-256 {sha256}).",
                path.display()
            );
        }
        all.push(Given { path, place });
    }
    for (at, file) in saved.files.iter().enumerate() {
        if all.iter().all(|given| given.place != Some(at)) {
            eprintln!(
                "whereabouts: the recipe was made with a file that is not given (SHA-256 {}).",
                file.sha256
            );
        }
    }
    all.sort_by_key(|given| given.place.unwrap_or(usize::MAX));
    Ok(all)
}

/// A product under its name.
fn make(
    session: &mut Session,
    recipe: &Recipe,
    product: Product,
    date: Option<&str>,
) -> Result<(String, Vec<u8>), Failure> {
    let date = date.map(str::to_owned);
    match session.handle(Request::Product { recipe: recipe.clone(), product, date }) {
        Response::Product { name, bytes, .. } => Ok((name, bytes.0)),
        Response::Failed { error } => Err(failure(&error)),
        _ => unreachable!("a product is answered by a product or a failure"),
    }
}

fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = path else { return io::stdout().lock().write_all(bytes).map_err(Failure::Output) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(path, bytes))
        .map_err(Failure::Output)
}

/// Today in UTC; the core has no clock, and the command line uses one for nothing else.
fn today() -> Option<String> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let day = i32::try_from(since.as_secs() / 86_400).ok()?;
    let (year, month, day) = whereabouts::period::Day(day).ymd();
    Some(format!("{year:04}-{month:02}-{day:02}"))
}
