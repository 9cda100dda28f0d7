//! plotters' SVG backend with our own measure of text, and with groups, by which a page finds what is drawn of a figure.
//!
//! Left to itself plotters asks a browser window for the width of text, of which a worker has none, and guesses otherwise; with
//! a table of widths the picture is the same everywhere.

use super::text;
use plotters::backend::SVGBackend;
use plotters_backend::{BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

/// plotters-svg divides a text's size by this before writing it; sizes are multiplied by it first.
pub(super) const SIZE_FACTOR: f64 = 1.24;

/// What closes a document.
const END: &str = "</svg>\n";

/// Where a chart is drawn.
pub(super) struct Canvas<'a> {
    svg: &'a mut String,
    size: (u32, u32),
    /// How long the beginning of a document is, which each element is written behind.
    n_opening: usize,
    /// For how many pixels lines are drawn and left out in turn, which plotters does not know of.
    dashes: Option<(u32, u32)>,
}

impl<'a> Canvas<'a> {
    /// A canvas of a size in pixels that writes the elements of a document into `svg`, which holds its beginning from then on.
    pub(super) fn new(svg: &'a mut String, size: (u32, u32)) -> Self {
        drop(SVGBackend::with_string(svg, size));
        svg.truncate(svg.len() - END.len());
        Canvas { n_opening: svg.len(), svg, size, dashes: None }
    }

    /// Begins a group: all that is drawn until it is ended belongs to it.
    pub(super) fn open(&mut self, class: &str, attribute: &str, value: &str) {
        self.svg.push_str(&format!("<g class=\"{class}\" {attribute}=\"{value}\">\n"));
    }

    /// Ends the group that was begun last.
    pub(super) fn close(&mut self) {
        self.svg.push_str("</g>\n");
    }

    /// Has the lines that follow drawn for so many pixels and left out for so many in turn; none: drawn throughout.
    pub(super) fn set_dashes(&mut self, dashes: Option<(u32, u32)>) {
        self.dashes = dashes;
    }

    /// Ends the document.
    pub(super) fn end(&mut self) {
        self.svg.push_str(END);
    }

    /// The backend writes whole documents: each element into one of its own, of which it alone is kept.
    fn with(&mut self, draw: impl FnOnce(&mut SVGBackend<'_>) -> Outcome<Self>) -> Outcome<Self> {
        let mut document = String::new();
        let mut backend = SVGBackend::with_string(&mut document, self.size);
        let drawn = draw(&mut backend);
        drop(backend);
        let element = &document[self.n_opening..document.len() - END.len()];
        match (self.dashes, element.strip_suffix("/>\n")) {
            (Some((on, off)), Some(open)) => {
                self.svg.push_str(&format!("{open} stroke-dasharray=\"{on} {off}\"/>\n"));
            }
            _ => self.svg.push_str(element),
        }
        drawn
    }
}

type Outcome<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

impl DrawingBackend for Canvas<'_> {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome<Self> {
        Ok(())
    }

    fn present(&mut self) -> Outcome<Self> {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: plotters_backend::BackendColor) -> Outcome<Self> {
        self.with(|backend| backend.draw_pixel(point, color))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Outcome<Self> {
        self.with(|backend| backend.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome<Self> {
        self.with(|backend| backend.draw_rect(upper_left, bottom_right, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome<Self> {
        self.with(|backend| backend.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome<Self> {
        self.with(|backend| backend.draw_circle(center, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Outcome<Self> {
        self.with(|backend| backend.fill_polygon(vertices, style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome<Self> {
        self.with(|backend| backend.draw_text(text, style, at))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let size_px = (style.size() / SIZE_FACTOR).round() as u32;
        Ok((text::width_px(text, size_px), size_px))
    }
}
