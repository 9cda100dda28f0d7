//! How figures are drawn. It changes the picture alone, never a figure.

use super::Words;
use serde::{Deserialize, Serialize};

/// What is drawn of figures. The table of them is always there beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Chart {
    /// Lines over the years.
    #[default]
    Trend,
    /// A small trend for each category, all on one scale.
    Multiples,
    /// Bars made of parts, one for each year.
    Mix,
    /// A table whose cells are coloured by their figures.
    Heat,
    /// A dot for each authority, in the order of the figures, beside its region and England.
    Ranking,
    /// Rates against the numbers of children that they are for, with the limits of chance.
    Funnel,
    /// The lines of both sources, and below them how often one goes into the other.
    Sources,
    /// Nothing: the table alone.
    Table,
}

impl Chart {
    /// All, in the order in which they are offered.
    pub const ALL: [Chart; 8] = [
        Chart::Trend,
        Chart::Multiples,
        Chart::Mix,
        Chart::Heat,
        Chart::Ranking,
        Chart::Funnel,
        Chart::Sources,
        Chart::Table,
    ];

    /// How it is called and what it shows.
    pub fn words(self) -> Words {
        let (name, label, definition) = match self {
            Chart::Trend => ("trend", "trend", "A line over the years for each category."),
            Chart::Multiples => (
                "multiples",
                "small charts",
                "A small chart for each category, all on the same scale; regions stand where they lie on the map.",
            ),
            Chart::Mix => (
                "mix",
                "mix",
                "A bar for each year, made of its parts; what is not recorded comes last and is hatched.",
            ),
            Chart::Heat => {
                ("heat", "heat table", "A table of categories by years, the darker the larger the figure.")
            }
            Chart::Ranking => (
                "ranking",
                "authorities in order",
                "A dot for each local authority in one year, in the order of the figures, with its region's and England's.",
            ),
            Chart::Funnel => (
                "funnel",
                "funnel plot",
                "The rate of each local authority in one year against the number of children that it is for, with the limits within which \
                 chance alone would leave it. A difference is not a judgement.",
            ),
            Chart::Sources => (
                "sources",
                "police and local authorities",
                "The figures of both sources over the years, and below them the police's divided by the local authorities'.",
            ),
            Chart::Table => ("table", "table alone", "The figures as a table, without a chart."),
        };
        Words { name, label, definition }
    }
}

/// The shape of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Layout {
    /// For a page or a document.
    #[default]
    Wide,
    /// For a tablet, or a window in which the choices stand beside it.
    Medium,
    /// For a phone.
    Narrow,
}
