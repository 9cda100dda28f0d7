//! One view from a recipe: tabulate, protect, draw, write.

use super::{Error, Session, View, error};
use crate::chart;
use crate::cube;
use crate::disclosure::{Provenance, SourceFile, protect};
use crate::episodes::Episodes;
use crate::export;
use crate::recipe::{Policy, Recipe, Source};
use crate::reference::Region;

/// Makes the view of a recipe.
pub(super) fn view(session: &Session, recipe: &Recipe) -> Result<View, Error> {
    let episodes = choose(session, recipe.source)?;
    let cube =
        cube::tabulate(episodes, &recipe.by, recipe.year_type, recipe.duplicates).map_err(cube_error)?;
    let provenance = provenance(session, episodes, recipe);
    let is_synthetic = provenance.is_synthetic;
    let release = protect(&cube, recipe.policy, provenance);
    // Dimensions that make no line chart still make a table.
    let svg = chart::draw(&release, recipe.layout).ok();
    Ok(View {
        svg,
        csv: export::csv(&release),
        notes: export::notes(&release),
        file_stem: file_stem(recipe, episodes.source(), is_synthetic),
        release,
    })
}

/// The episodes of the source that is wanted, or of the only one there is.
fn choose(session: &Session, wanted: Option<Source>) -> Result<&Episodes, Error> {
    let mut found = session
        .episodes
        .iter()
        .map(|checked| &checked.output)
        .filter(|episodes| wanted.is_none_or(|source| episodes.source() == source));
    match (found.next(), found.next(), wanted) {
        (Some(episodes), None, _) => Ok(episodes),
        (Some(_), Some(_), _) => Err(error(
            "session-source-not-chosen",
            "The files are of local authorities and of police forces, which count the same events and are never added \
             together.",
            "Say whose figures are wanted: local-authority or police.",
        )),
        (None, _, Some(_)) if !session.episodes.is_empty() => Err(error(
            "session-source-not-held",
            "None of the files is of that source.",
            "Choose the other source, or add a file.",
        )),
        (None, ..) if session.held.iter().any(|held| held.file.asks_date_order) => Err(error(
            "session-date-order-not-known",
            "Every date can be read with the day first or with the month first, and nothing is counted until it is known which.",
            "Say whether 03/04/2020 is 3 April or 4 March.",
        )),
        (None, ..) if !session.held.is_empty() => Err(error(
            "session-no-episodes",
            "None of the files holds missing episodes that can be counted.",
            "Add an extract with a row for each episode, or say what the columns hold of a file that was not recognised.",
        )),
        (None, ..) => Err(error(
            "session-nothing-held",
            "No file that can be used has been read.",
            "Choose a file first.",
        )),
    }
}

fn cube_error(cause: cube::Error) -> Error {
    match cause {
        cube::Error::DimensionCount => error(
            "session-dimension-count",
            "Figures can be broken down by one to three dimensions.",
            "Name one to three, such as year and region.",
        ),
        cube::Error::DimensionTwice(dimension) => error(
            "session-dimension-twice",
            &format!("The dimension {} stands twice.", dimension.column_name()),
            "Name each dimension once.",
        ),
        cube::Error::TooManyCells => error(
            "session-too-many-cells",
            "The table would have more than a million cells.",
            "Use fewer dimensions.",
        ),
    }
}

/// The files behind the figures, with what a reader of them must know.
fn provenance(session: &Session, episodes: &Episodes, recipe: &Recipe) -> Provenance {
    let source = episodes.source();
    let of_source = || session.held.iter().filter(|held| held.file.kind.source() == Some(source));
    // Other modules of the returns are behind figures that are broken down by what they say of the children.
    let lists = || recipe.by.iter().filter_map(|dimension| cube::code_list(*dimension));
    let is_joined = lists().any(|category| episodes.joins(category));
    let companions = session.held.iter().filter(|held| is_joined && held.file.kind.is_companion());
    let mut caveats = Vec::new();
    let nobody: Vec<&str> = of_source()
        .filter(|held| held.file.asks_authority && held.authority.is_none())
        .map(|held| held.name.as_str())
        .collect();
    if !nobody.is_empty() {
        caveats.push(format!(
            "It is not known which local authority {} is from; its episodes are under \"{}\".",
            nobody.join(", "),
            Region::NOT_KNOWN
        ));
    }
    if of_source().any(|held| held.file.has_not_looked_after) {
        caveats.push("Children who are not marked as looked after are counted too.".to_owned());
    }
    Provenance {
        files: of_source()
            .chain(companions)
            .map(|held| held.summary(session.aside(held, recipe.duplicates)))
            .map(|file| SourceFile {
                name: file.name,
                sha256: file.sha256,
                n_rows: file.n_rows,
                n_used: file.n_used,
                set_aside: file.set_aside,
            })
            .collect(),
        is_synthetic: of_source().any(|held| held.file.is_synthetic),
        caveats,
    }
}

/// A file name that says what is in the file, and what it must not be taken for.
fn file_stem(recipe: &Recipe, source: Source, is_synthetic: bool) -> String {
    let mut words = Vec::new();
    if recipe.policy == Policy::Unprotected {
        words.push("UNPROTECTED");
    }
    if is_synthetic {
        words.push("synthetic");
    }
    words.push(match source {
        Source::LocalAuthority => "local-authority",
        Source::Police => "police",
    });
    words.push("missing-episodes-by");
    words.extend(recipe.by.iter().map(|dimension| dimension.column_name()));
    words.join("-").replace('_', "-")
}
