//! What people take away of a view, as files and for the clipboard.

use super::{Error, Response, Session, error, view};
use crate::chart::Extent;
use crate::diagnostic::Diagnostic;
use crate::export::{self, Date};
use crate::recipe::{Layout, Recipe};
use serde::{Deserialize, Serialize, Serializer};

/// What can be taken away of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Product {
    /// The figures, one to a row, for programs.
    Csv,
    /// The table as it is shown, for spreadsheets.
    Pivot,
    /// All of it as a workbook.
    Xlsx,
    /// The picture, in its wide layout.
    Svg,
    /// What belongs with the figures.
    Notes,
    /// All of it as a page to be printed.
    Report,
    /// What makes the same view again.
    Recipe,
    /// The table for a word processor's clipboard.
    TableHtml,
    /// The table for any clipboard.
    TableText,
}

impl Product {
    /// All that are files rather than for the clipboard.
    pub const FILES: [Product; 7] = [
        Product::Csv,
        Product::Pivot,
        Product::Xlsx,
        Product::Svg,
        Product::Notes,
        Product::Report,
        Product::Recipe,
    ];

    /// What its file's name ends in, after what it is of, and the media type of its bytes.
    fn form(self) -> (&'static str, &'static str) {
        match self {
            Product::Csv => (".csv", "text/csv;charset=utf-8"),
            Product::Pivot => ("-table.csv", "text/csv;charset=utf-8"),
            Product::Xlsx => (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Product::Svg => (".svg", "image/svg+xml"),
            Product::Notes => ("-notes.txt", "text/plain;charset=utf-8"),
            Product::Report => ("-report.html", "text/html;charset=utf-8"),
            Product::Recipe => ("-recipe.json", "application/json"),
            Product::TableHtml => ("-table.html", "text/html;charset=utf-8"),
            Product::TableText => ("-table.txt", "text/plain;charset=utf-8"),
        }
    }
}

/// Bytes, which cross as such and not as a list of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl Session {
    /// Makes a product of the view of a recipe.
    pub(super) fn answer_product(
        &mut self,
        recipe: &Recipe,
        product: Product,
        date: Option<&str>,
    ) -> Response {
        self.product(recipe, product, date).unwrap_or_else(|error| Response::Failed { error })
    }

    fn product(&mut self, recipe: &Recipe, product: Product, date: Option<&str>) -> Result<Response, Error> {
        let date = date.map(read_date).transpose()?;
        if product == Product::Xlsx {
            self.check();
        }
        let shown = self.made(recipe)?;
        let release = &shown.release;
        // What leaves is for documents, whatever shape the screen has.
        let wide = Recipe { layout: Layout::Wide, ..recipe.clone() };
        let saved = self.saved(&wide);
        let bytes = match product {
            Product::Csv => export::csv(release).into(),
            Product::Pivot => export::pivot_csv(release, &wide).into(),
            Product::Xlsx => {
                export::xlsx(release, &wide, &saved.for_readers().text(), &self.findings_of_files(), date)
            }
            Product::Svg => match view::picture(release, &wide, Extent::Whole) {
                (Some(svg), _) => svg.into(),
                (None, why) => return Err(no_picture(why)),
            },
            Product::Notes => export::notes(release).into(),
            Product::Report => {
                // The words of the picture stand around it.
                let (svg, _) = view::picture(release, &wide, Extent::Plot);
                export::report(release, &wide, svg.as_deref(), &saved.for_readers().text(), date).into()
            }
            Product::Recipe => saved.text().into(),
            Product::TableHtml => export::table_html(release, &wide).into(),
            Product::TableText => export::table_text(release, &wide).into(),
        };
        let (end, media_type) = product.form();
        Ok(Response::Product { name: format!("{}{end}", shown.file_stem), media_type, bytes: Bytes(bytes) })
    }

    /// What was found about the files that are held. What became of others is no part of a view, and whoever makes it again has not chosen them.
    fn findings_of_files(&self) -> Vec<Diagnostic> {
        let refused = self.refused.len();
        self.holdings().diagnostics.split_off(refused)
    }
}

fn read_date(text: &str) -> Result<Date, Error> {
    Date::of(text).ok_or_else(|| {
        let message = format!("\"{text}\" is no date.");
        error("session-date-unreadable", &message, "Write it as 2026-03-31.")
    })
}

fn no_picture(why: Option<&str>) -> Error {
    let message = why.unwrap_or("Only the table is wanted.");
    error("session-no-picture", message, "Take the table away, or choose another chart.")
}
