//! One view from a recipe: tabulate, protect, draw, write.

use super::headline::with_headline;
use super::ledger::ALTERNATIVES;
use super::message::Together;
use super::{Error, Session, View, breaks, covered, error, partial, population};
use crate::chart::{self, Extent};
use crate::cube::{self, Cube, Formula, Question};
use crate::disclosure::{
    Audit, Pace, Protected, Provenance, Refusal, Release, ReleasedTable, SeriesBreak, asks_largest,
    can_protect, protect,
};
use crate::episodes::Episodes;
use crate::export;
use crate::period::YearType;
use crate::recipe::{Chart, Dimension, Expression, Measure, Policy, Recipe, Source};
use crate::reference::Region;
use crate::statistics;

/// A release with what is not for its readers.
struct Made {
    release: Release,
    audit: Option<Audit>,
    /// What a reader of the figures behind it knows.
    tables: Vec<ReleasedTable>,
}

/// Makes the view of a recipe, and says what a reader of it knows.
pub(super) async fn view(
    session: &Session,
    recipe: &Recipe,
    pace: &Pace,
) -> Result<(View, Vec<ReleasedTable>), Error> {
    if let Policy::Custom(custom) = recipe.policy
        && let Some(fault) = custom.fault()
    {
        return Err(error("session-policy-faulty", fault, "Change the rule, or choose another one."));
    }
    let (Made { release, audit, tables }, whose) =
        match recipe.by.iter().position(|dimension| *dimension == Dimension::Source) {
            Some(at) => (both(session, recipe, at, pace).await?, "both"),
            None if recipe.by.contains(&Dimension::SeenBy) => {
                (matched(session, recipe, pace).await?, "matched")
            }
            None if recipe.expression.is_comparison() => return Err(needs_both()),
            None => {
                let episodes = choose(session, recipe.source)?;
                let whose = match episodes.source() {
                    Source::LocalAuthority => "local-authority",
                    Source::Police => "police",
                };
                (release(session, episodes, recipe, pace).await?, whose)
            }
        };
    let (svg, no_picture) = picture(&release, recipe, Extent::Whole);
    let n_tables = session.ledger.n_others(recipe);
    let ledger =
        audit.filter(|_| n_tables > 0).map(|audit| Together { n_tables, n_because_of: audit.n_because_of });
    let view = View {
        svg,
        no_picture,
        csv: export::csv(&release),
        notes: export::notes(&release),
        audit,
        ledger,
        file_stem: file_stem(recipe, whose, release.is_synthetic()),
        release,
    };
    Ok((view, tables))
}

/// The picture that a recipe wants of a release, or why there can be none; neither where none is wanted.
pub(super) fn picture(
    release: &Release,
    recipe: &Recipe,
    extent: Extent,
) -> (Option<String>, Option<&'static str>) {
    let wants_ratios = recipe.chart == Chart::Sources && !recipe.expression.is_comparison();
    let ratios = wants_ratios.then(|| statistics::compare(release, Expression::Ratio)).flatten();
    match chart::draw(release, ratios.as_ref(), recipe, extent) {
        Ok(svg) => (Some(svg), None),
        Err(chart::Error::NotWanted) => (None, None),
        Err(error) => (None, Some(error.words())),
    }
}

/// The figures of all sources that are held, side by side, or one set against the other; `at` is the place of the source among the
/// dimensions.
async fn both(session: &Session, recipe: &Recipe, at: usize, pace: &Pace) -> Result<Made, Error> {
    let mut of_each = recipe.clone();
    of_each.by.remove(at);
    let mut releases = Vec::new();
    let mut audit: Option<Audit> = None;
    let mut tables = Vec::new();
    for checked in &session.episodes {
        let source = checked.output.source();
        let made = release(session, &checked.output, &of_each, pace).await?;
        releases.push((source as usize, made.release));
        audit = made.audit.map(|of_source| of_source.with(audit));
        tables.extend(made.tables);
    }
    if recipe.expression.is_comparison() && releases.len() < 2 {
        return Err(needs_both());
    }
    // Without a file this says what is missing.
    let differences = covered::differences(session);
    let Some(release) = statistics::side_by_side(&releases, at, differences.caveat.into_iter().collect())
    else {
        return release(session, choose(session, None)?, &of_each, pace).await;
    };
    let release = match recipe.expression.is_comparison() {
        true => statistics::compare(&release, recipe.expression).ok_or_else(needs_both)?,
        false => release,
    };
    let breaks = crossed_by_both(session, &release, recipe);
    let trends =
        releases.iter().filter(|_| !recipe.expression.is_comparison()).flat_map(|(source, release)| {
            let of_source = |trend: &String| match trend.strip_prefix("All together") {
                Some(rest) => format!("{}, all together{rest}", cube::SOURCES[*source]),
                None => format!("{}, {trend}", cube::SOURCES[*source]),
            };
            release.trends().iter().map(of_source).collect::<Vec<_>>()
        });
    let trends = trends.collect();
    let release = release.with_breaks(breaks).with_trends(trends).with_checklist(differences.whole);
    let release = with_headline(session, release, None, recipe, &sources(session));
    Ok(Made { release, audit, tables })
}

/// The episodes of both sources, matched.
async fn matched(session: &Session, recipe: &Recipe, pace: &Pace) -> Result<Made, Error> {
    let of =
        |source| session.episodes.iter().map(|checked| &checked.output).find(|one| one.source() == source);
    let (Some(authorities), Some(police)) = (of(Source::LocalAuthority), of(Source::Police)) else {
        return Err(needs_both());
    };
    let Some(matching) = recipe.matching else {
        return Err(error(
            "session-references-not-said-same",
            "Episodes of two sources can be matched only where both have the same reference for a child.",
            "Say that they have, and how far apart two records of one episode can lie.",
        ));
    };
    if (recipe.measure, recipe.expression) != (Measure::Episodes, Expression::Number) {
        return Err(error(
            "session-matched-measure",
            "Matched episodes are counted, and nothing else is made of them.",
            "Choose episodes, as they are.",
        ));
    }
    let cube = cube::matched(authorities, police, &question(recipe, recipe.measure), matching)
        .map_err(cube_error)?;
    small_enough(&cube, recipe)?;
    let [mut provenance, other] = [authorities, police].map(|episodes| provenance(session, episodes, recipe));
    provenance.files.extend(other.files);
    provenance.caveats.extend(other.caveats);
    let differences = covered::differences(session);
    provenance.caveats.extend(differences.caveat);
    let links = [session.link_matched(recipe)];
    let protected =
        protect(&[cube], Formula::Itself, recipe.policy, authorities.source(), &provenance, &links, pace)
            .await
            .map_err(refused)?;
    let Protected { mut releases, audit, tables } = protected;
    let release = releases.swap_remove(0);
    let estimates = statistics::estimates(&release);
    let breaks = crossed_by_both(session, &release, recipe);
    let release = release.with_breaks(breaks).with_trends(estimates).with_checklist(differences.whole);
    let release = with_headline(session, release, None, recipe, &sources(session));
    Ok(Made { release, audit, tables })
}

/// The breaks in series of both sources, each once, in their order.
fn crossed_by_both(session: &Session, release: &Release, recipe: &Recipe) -> Vec<SeriesBreak> {
    let mut breaks: Vec<SeriesBreak> = Vec::new();
    for checked in &session.episodes {
        for one in breaks::crossed(session, release, recipe, checked.output.source()) {
            if !breaks.contains(&one) {
                breaks.push(one);
            }
        }
    }
    breaks.sort_by(|one, other| one.position.total_cmp(&other.position));
    breaks
}

fn needs_both() -> Error {
    error(
        "session-needs-both-sources",
        "Ratio and difference set police figures against those of local authorities.",
        "Add files of both, and break the figures down by source too.",
    )
}

/// Tabulates, protects, and makes of what may be shown what is wanted.
async fn release(
    session: &Session,
    episodes: &Episodes,
    recipe: &Recipe,
    pace: &Pace,
) -> Result<Made, Error> {
    let (Protected { releases, audit, tables }, formula) =
        protected(session, episodes, recipe, recipe.measure, pace).await?;
    let release = statistics::combine(formula, &releases, recipe.limits).expect("a measure has a table");
    let partial = partial::partial_years(episodes, recipe, &release);
    let mut caveats = not_recorded(session, episodes, recipe, &release, pace).await?;
    caveats.extend(partial::caveat(&partial, recipe));
    let release = release.with_caveats(caveats);
    let population = population::population(session, &release, recipe, episodes);
    let trends = statistics::annual_changes(&release, recipe, population.as_ref(), &partial);
    let counted = release;
    let release = statistics::express(&counted, recipe, population.as_ref()).map_err(expression_error)?;
    let breaks = breaks::crossed(session, &release, recipe, episodes.source());
    let release = release.with_breaks(breaks).with_trends(trends);
    let release = with_headline(session, release, Some(&counted), recipe, &[episodes]);
    Ok(Made { release, audit, tables })
}

/// How much is not recorded, which is a share of episodes, whatever is measured of them. Where these cannot be told beside what has been exported,
/// that alone is left open: the figures that are wanted may be shown all the same.
async fn not_recorded(
    session: &Session,
    episodes: &Episodes,
    recipe: &Recipe,
    release: &Release,
    pace: &Pace,
) -> Result<Vec<String>, Error> {
    if recipe.measure == Measure::Episodes {
        return Ok(statistics::not_recorded(release, true));
    }
    match protected(session, episodes, recipe, Measure::Episodes, pace).await {
        Ok((of_episodes, _)) => Ok(statistics::not_recorded(&of_episodes.releases[0], false)),
        Err(error) if error.code == FORBIDDEN => Ok(vec![UNTOLD.to_owned()]),
        Err(error) => Err(error),
    }
}

/// What is said where it cannot be told how much is not recorded.
const UNTOLD: &str = "How much is not recorded is not told: together with what has been exported before it could give away a figure about few \
                      children. It may be so much that a trend is made by it alone.";

/// The refusal of figures on account of what has been exported.
const FORBIDDEN: &str = "session-ledger-forbids";

/// The episodes of every source that is held.
fn sources(session: &Session) -> Vec<&Episodes> {
    session.episodes.iter().map(|checked| &checked.output).collect()
}

/// What a recipe asks of episodes.
pub(super) fn question(recipe: &Recipe, measure: Measure) -> Question<'_> {
    Question {
        measure,
        by: &recipe.by,
        filters: &recipe.filters,
        year_type: recipe.year_type,
        duplicates: recipe.duplicates,
        with_largest: asks_largest(recipe.policy),
    }
}

/// The tables of a measure as they may be shown.
async fn protected(
    session: &Session,
    episodes: &Episodes,
    recipe: &Recipe,
    measure: Measure,
    pace: &Pace,
) -> Result<(Protected, Formula), Error> {
    let (cubes, formula) = cube::tabulate(episodes, &question(recipe, measure)).map_err(cube_error)?;
    cubes.iter().try_for_each(|cube| small_enough(cube, recipe))?;
    // Of other measures no figures are shown.
    let is_shown = measure == recipe.measure;
    if is_shown && session.is_told_otherwise(episodes, recipe, &question(recipe, measure), &cubes) {
        return Err(refused(Refusal::ByEarlier));
    }
    let provenance = provenance(session, episodes, recipe);
    let links = session.links(episodes, &question(recipe, measure), &cubes)?;
    let protected = protect(&cubes, formula, recipe.policy, episodes.source(), &provenance, &links, pace)
        .await
        .map_err(refused)?;
    Ok((protected, formula))
}

fn refused(refusal: Refusal) -> Error {
    match refusal {
        // What the audit refuses of one table is a fault of ours.
        Refusal::Exposed => error(
            "session-audit-refused",
            "These figures are not shown: the audit found a way to work out a figure about few children from them, which is a fault in \
             Whereabouts.",
            "Use fewer dimensions or longer periods, and tell the people who make Whereabouts.",
        ),
        Refusal::ByEarlier => error(
            FORBIDDEN,
            "These figures are not shown: together with what has been exported they would give away a figure about few children, whatever \
             is left blank.",
            ALTERNATIVES,
        ),
    }
}

fn small_enough(cube: &Cube, recipe: &Recipe) -> Result<(), Error> {
    match can_protect(cube, recipe.policy) {
        true => Ok(()),
        false => Err(error(
            "session-too-many-cells-to-protect",
            "The table would have more than 30,000 cells, too many to protect small figures in.",
            "Use fewer dimensions or longer periods, or leave some categories out.",
        )),
    }
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
            "Figures can be broken down by one to three dimensions beside the source.",
            "Name one to three, such as year and region.",
        ),
        cube::Error::DimensionTwice(dimension) => error(
            "session-dimension-twice",
            &format!("The dimension {} stands twice.", dimension.name()),
            "Name each dimension once.",
        ),
        cube::Error::TooManyCells => error(
            "session-too-many-cells",
            "The table would have more than a million cells.",
            "Use fewer dimensions.",
        ),
        cube::Error::NoSuchCategory { dimension, category, known } => error(
            "session-no-such-category",
            &format!("There is no \"{category}\" in {}.", dimension.label()),
            &format!("Choose of: {}.", known.join("; ")),
        ),
        cube::Error::CannotFilter(dimension) => error(
            "session-cannot-filter",
            &format!("Nothing can be left out by {}.", dimension.label()),
            "Choose whose figures are wanted instead.",
        ),
        cube::Error::MatchedByOther => error(
            "session-matched-by-other",
            "Matched episodes are told by year, region and who has seen them.",
            "Break the figures down by these alone.",
        ),
        cube::Error::MatchedLeavesOut(dimension) => error(
            "session-matched-leaves-out",
            &format!(
                "Matched episodes cannot be narrowed down by {}, which one source alone would lose.",
                dimension.label()
            ),
            "Narrow them down by year, region or looked after alone.",
        ),
        cube::Error::NeedsYear => error(
            "session-needs-year",
            "What is open at the end of a year is told year by year.",
            "Break the figures down by year, or leave in one year only.",
        ),
    }
}

fn expression_error(cause: statistics::Error) -> Error {
    match cause {
        statistics::Error::NotACount => error(
            "session-not-a-count",
            "Shares and rates are of numbers of episodes or children.",
            "Choose another measure, or show its figures as they are.",
        ),
        statistics::Error::NeedsYear => error(
            "session-needs-year",
            "Changes and rates are told year by year.",
            "Break the figures down by year.",
        ),
        statistics::Error::NoSuchYear(years) => error(
            "session-no-such-year",
            "The base year is none of the years of the figures.",
            &format!("Choose of: {}.", years.join(", ")),
        ),
        statistics::Error::NoPopulation => error(
            "session-no-population",
            "No file that is held says how many children were looked after in these years ending 31 March in the places of the files. The number of a \
             whole region serves only where the files have every local authority of it.",
            "Add a published file of children looked after during the year, or on 31 March, by year and local authority.",
        ),
    }
}

/// The files behind the figures, with what a reader of them must know.
fn provenance(session: &Session, episodes: &Episodes, recipe: &Recipe) -> Provenance {
    let source = episodes.source();
    let of_source = || session.held.iter().filter(|held| held.file.kind.source() == Some(source));
    // Other modules of the returns are behind figures that are broken down by what they say of the children.
    let filtered = recipe.filters.iter().map(|filter| filter.dimension);
    let dimensions: Vec<Dimension> = recipe.by.iter().copied().chain(filtered).collect();
    let lists = || dimensions.iter().filter_map(|dimension| cube::code_list(*dimension));
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
            .map(|held| session.source_file(held, recipe.duplicates))
            .collect(),
        is_synthetic: of_source().any(|held| held.file.is_synthetic),
        caveats,
    }
}

/// A file name that says what is in the file, and what it must not be taken for.
fn file_stem(recipe: &Recipe, whose: &'static str, is_synthetic: bool) -> String {
    let mut words = Vec::new();
    if recipe.policy == Policy::Unprotected {
        words.push("UNPROTECTED");
    }
    if is_synthetic {
        words.push("synthetic");
    }
    words.push(whose);
    words.push("missing");
    words.push(recipe.measure.name());
    if recipe.expression != Expression::Number {
        words.push(recipe.expression.words().name);
    }
    words.push("by");
    words.extend(recipe.by.iter().map(|dimension| dimension.name()));
    words.extend(match recipe.year_type {
        YearType::Reporting => None,
        YearType::ReportingCarriedOver => Some("carried-over"),
        YearType::Calendar => Some("calendar-years"),
        YearType::Quarter => Some("quarters"),
        YearType::Month => Some("months"),
    });
    words.join("-").replace('_', "-")
}
