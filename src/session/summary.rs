//! What the session holds, in the words and shapes of its messages.

use super::covered::Covered;
use super::message::{
    Choice, ColumnSummary, DimensionSummary, FileSummary, Holdings, KindName, RoleName, SourceSummary,
    TableSummary, UnknownValue, Vocabulary, YearTypeName,
};
use super::{Aside, Held, Session, population};
use crate::cube;
use crate::disclosure::{Rows, SetAside, SourceFile};
use crate::episodes::{CARRIED_OVER, Episodes, ONCE_MORE};
use crate::ingest::{Kind, Role};
use crate::period::YearType;
use crate::published::Published;
use crate::recipe::{Chart, Dimension, Duplicates, Expression, Measure, Policy, Source};
use crate::reference::{Category, Region, local_authorities, police_forces};
use std::collections::BTreeSet;

impl Session {
    /// What is held now.
    pub fn holdings(&self) -> Holdings {
        let of_files = self.held.iter().flat_map(|held| held.file.diagnostics.iter());
        let of_published = self.held.iter().filter_map(|held| held.published.as_ref());
        let of_published = of_published.flat_map(|published| published.diagnostics.iter());
        let of_episodes = self.episodes.iter().flat_map(|episodes| episodes.diagnostics.iter());
        let of_episodes = of_episodes.chain(self.checked.iter().flatten());
        Holdings {
            files: self.held.iter().map(|held| self.file(held)).collect(),
            sources: self.episodes.iter().map(|episodes| self.source(&episodes.output)).collect(),
            diagnostics: self
                .refused
                .iter()
                .chain(of_files)
                .chain(of_published)
                .chain(of_episodes)
                .cloned()
                .collect(),
            is_checked: self.checked.is_some(),
            is_synthetic: self.held.iter().any(|held| held.file.is_synthetic),
        }
    }

    fn source(&self, episodes: &Episodes) -> SourceSummary {
        let source = episodes.source();
        let dimensions =
            Dimension::ALL.into_iter().filter(|dimension| cube::is_recorded(episodes, *dimension));
        let measures = Measure::ALL.into_iter().filter(|measure| cube::is_measured(episodes, *measure));
        SourceSummary {
            source,
            dimensions: dimensions
                .map(|dimension| DimensionSummary {
                    dimension,
                    categories: self.categories(episodes, dimension),
                })
                .collect(),
            measures: measures.collect(),
        }
    }

    /// The categories that a source's figures can be narrowed down to.
    fn categories(&self, episodes: &Episodes, dimension: Dimension) -> Vec<String> {
        let all = match dimension {
            Dimension::Year => return Vec::new(),
            _ => cube::categories(episodes, dimension, YearType::default()),
        };
        let covered = Covered::of(self, episodes.source());
        let forces = || local_authorities().iter().filter(|one| covered.authorities.contains(one.name));
        let held: BTreeSet<&str> = match (dimension, episodes.source()) {
            (Dimension::LocalAuthority, Source::LocalAuthority) => covered.authorities.clone(),
            (Dimension::PoliceForce, Source::LocalAuthority) => forces().map(|one| one.force).collect(),
            (Dimension::PoliceForce, Source::Police) => covered.forces,
            _ => return all,
        };
        // The last is for places that are not known.
        let n_known = all.len().saturating_sub(1);
        let is_held = |(at, name): &(usize, String)| *at == n_known || held.contains(name.as_str());
        all.into_iter().enumerate().filter(is_held).map(|(_, name)| name).collect()
    }

    /// A file behind figures in which identical episodes count as is said.
    pub(super) fn source_file(&self, held: &Held, duplicates: Duplicates) -> SourceFile {
        let file = held.summary(self.aside(held, duplicates));
        SourceFile {
            name: file.name,
            sha256: file.sha256,
            rows: Some(Rows { n_rows: file.n_rows, n_used: file.n_used, set_aside: file.set_aside }),
        }
    }

    fn file(&self, held: &Held) -> FileSummary {
        let once_more = self.checked.as_ref().map(|_| self.aside(held, Duplicates::CountedOnce).n_once_more);
        FileSummary { n_once_more: once_more, ..held.summary(self.aside(held, Duplicates::Counted)) }
    }
}

impl Held {
    /// The authorities or forces that it is of: those in its columns, or the one that its name or the user says.
    pub(super) fn places(&self) -> impl Iterator<Item = &'static str> + '_ {
        let said = self.authority.filter(|_| self.file.asks_authority).map(|authority| authority.name);
        self.columns_places().chain(said)
    }

    /// The authorities or forces in its columns.
    fn columns_places(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.file.tables.first().into_iter().flat_map(|table| table.places.iter().copied())
    }

    /// What the file was taken for and what became of its rows.
    pub(super) fn summary(&self, aside: Aside) -> FileSummary {
        let file = &self.file;
        let main = file.tables.first();
        let published = self.published.as_ref().map(|published| &published.output);
        let others = file.tables.iter().skip(1).filter(|table| table.n_rows > 0);
        FileSummary {
            id: self.id,
            name: self.name.clone(),
            kind: file.kind,
            kind_label: file.kind.label(),
            sha256: file.sha256.clone(),
            n_bytes: file.n_bytes,
            header_row: file.header_row,
            n_rows: published.map_or(main.map_or(0, |table| table.n_rows), |published| published.n_rows),
            n_used: match published {
                Some(published) => published.n_used,
                None => main.map_or(0, |table| table.n_used - aside.n_carried_over - aside.n_once_more),
            },
            set_aside: self.set_aside(aside),
            n_once_more: None,
            years: main.and_then(|table| table.years),
            places: self.columns_places().collect(),
            others: others
                .map(|table| TableSummary { label: table.table.kind().label(), n_rows: table.n_rows })
                .collect(),
            columns: file
                .columns
                .iter()
                .map(|column| ColumnSummary {
                    header: column.header.clone(),
                    role: column.role,
                    label: column.role.map(Role::label),
                    why: column.why,
                    identifies: column.identifies.clone(),
                    values: column.values.clone(),
                })
                .collect(),
            mapping: file.mapping.clone(),
            sheets: file.sheets.clone(),
            sheet: file.sheet.clone(),
            published: published.map(Published::summary),
            looked_after_by: published.map(population::levels).unwrap_or_default(),
            unknown_values: file
                .not_understood
                .iter()
                .map(|(role, value, n_rows)| UnknownValue {
                    role: *role,
                    value: value.clone(),
                    n_rows: *n_rows,
                })
                .collect(),
            asks_date_order: file.asks_date_order,
            dropped_birth_dates: file.dropped_birth_dates,
            asks_authority: file.asks_authority,
            authority: self.authority.map(|authority| authority.name.to_owned()),
            year: self.year,
            is_synthetic: file.is_synthetic,
        }
    }

    fn set_aside(&self, aside: Aside) -> Vec<SetAside> {
        let reason = "carried over from an earlier year, counted there";
        let carried_over = SetAside { code: CARRIED_OVER, reason, n_rows: aside.n_carried_over };
        let reason = "the same episode once more";
        let once_more = SetAside { code: ONCE_MORE, reason, n_rows: aside.n_once_more };
        if let Some(published) = &self.published {
            let by_reason = published.output.set_aside.iter();
            let by_reason = by_reason.map(|(reason, n_rows)| (reason.code(), reason.label(), *n_rows));
            return by_reason.map(|(code, reason, n_rows)| SetAside { code, reason, n_rows }).collect();
        }
        let by_reason = self.file.tables.first().into_iter().flat_map(|table| table.set_aside.iter());
        by_reason
            .map(|(reason, n_rows)| SetAside { code: reason.code(), reason: reason.label(), n_rows: *n_rows })
            .chain([carried_over, once_more].into_iter().filter(|aside| aside.n_rows > 0))
            .collect()
    }
}

/// The words that a mapping can be made of.
pub(super) fn vocabulary() -> Vocabulary {
    // What only SSDA903's own modules hold is told by their headers and never by a user.
    let companion = [Category::LegalStatus, Category::Placement, Category::ReasonCeased];
    let roles =
        Role::all().filter(|role| !matches!(role, Role::Category(category) if companion.contains(category)));
    let mut authorities: Vec<&str> = local_authorities().iter().map(|authority| authority.name).collect();
    authorities.sort_unstable();
    let mut forces: Vec<&str> = police_forces().iter().map(|force| force.name).collect();
    forces.sort_unstable();
    Vocabulary {
        roles: roles
            .map(|role| RoleName {
                role,
                label: role.label(),
                categories: match role {
                    Role::Category(category) => category.labels().to_vec(),
                    _ => Vec::new(),
                },
            })
            .collect(),
        kinds: [Kind::Police, Kind::Regional, Kind::Ssda903]
            .map(|kind| KindName { kind, label: own_label(kind) })
            .into(),
        authorities,
        forces,
        regions: Region::ALL.map(Region::name).into(),
        measures: Measure::ALL.map(|value| Choice { value, words: value.words() }).into(),
        expressions: Expression::ALL.map(|value| Choice { value, words: value.words() }).into(),
        dimensions: Dimension::ALL.map(|value| Choice { value, words: value.words() }).into(),
        charts: Chart::ALL.map(|value| Choice { value, words: value.words() }).into(),
        policies: Policy::ALL.map(|value| Choice { value, words: value.words() }).into(),
        year_types: YearType::ALL.map(|value| YearTypeName { value, label: value.title() }).into(),
    }
}

/// A kind in the words in which a user says what a file of their own making is.
fn own_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Police => "Recorded by the police",
        Kind::Regional => "Recorded by local authorities, with a column that says which",
        _ => "Recorded by one local authority",
    }
}
