//! What charts are made of: lines, areas, marks and words, and the groups by which a page finds them.

use super::canvas::{Canvas, SIZE_FACTOR};
use super::palette;
use super::text::FAMILY;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// A place in pixels, from the top left corner.
pub(super) type Place = (i32, i32);

/// Half the width of a mark, in pixels.
pub(super) const MARK: i32 = 4;

/// How many shapes of marks there are.
const N_SHAPES: usize = 5;

/// How far the lines of a hatched area are apart, in pixels.
const HATCH: i32 = 6;

/// Draws onto a canvas. Drawing into a string cannot fail.
pub(super) struct Pen<'a>(DrawingArea<Canvas<'a>, Shift>);

/// How text stands at its place.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub(super) size: u32,
    pub(super) colour: RGBColor,
    pub(super) is_bold: bool,
    across: HPos,
    down: VPos,
}

impl Type {
    /// Text of a size that begins at its place and hangs from it.
    pub(super) fn of(size: u32, colour: RGBColor) -> Type {
        Type { size, colour, is_bold: false, across: HPos::Left, down: VPos::Top }
    }

    pub(super) fn bold(self) -> Type {
        Type { is_bold: true, ..self }
    }

    /// It ends at its place.
    pub(super) fn ending(self) -> Type {
        Type { across: HPos::Right, ..self }
    }

    /// It stands on both sides of its place.
    pub(super) fn centred(self) -> Type {
        Type { across: HPos::Center, ..self }
    }

    /// Its middle is at the height of its place.
    pub(super) fn level(self) -> Type {
        Type { down: VPos::Center, ..self }
    }

    /// It stands upon its place.
    pub(super) fn upon(self) -> Type {
        Type { down: VPos::Bottom, ..self }
    }
}

impl<'a> Pen<'a> {
    /// A pen for a picture of a size, of which the elements are written into `svg`.
    pub(super) fn new(svg: &'a mut String, (width, height): (i32, i32)) -> Self {
        let pen = Pen(Canvas::new(svg, (width as u32, height as u32)).into_drawing_area());
        pen.fill((0, 0), (width, height), palette::PAPER);
        pen
    }

    fn draw<E>(&self, element: &E)
    where
        for<'b> &'b E: PointCollection<'b, (i32, i32)>,
        E: Drawable<Canvas<'a>>,
    {
        self.0.draw(element).expect("drawing into a string cannot fail");
    }

    /// A line through places.
    pub(super) fn line(&self, places: &[Place], colour: RGBColor, width: u32) {
        self.draw(&PathElement::new(places.to_vec(), colour.stroke_width(width)));
    }

    /// A faint line through places.
    pub(super) fn faint_line(&self, places: &[Place], colour: RGBColor) {
        self.draw(&PathElement::new(places.to_vec(), colour.mix(0.5).stroke_width(1)));
    }

    /// A line through places that is drawn for `on` pixels and left out for `off` in turn.
    pub(super) fn dashes(&self, places: &[Place], colour: RGBColor, width: u32, (on, off): (u32, u32)) {
        self.draw(&Aside::Dashes(Some((on, off))));
        self.line(places, colour, width);
        self.draw(&Aside::Dashes(None));
    }

    /// A filled rectangle from its top left to its bottom right corner.
    pub(super) fn fill(&self, from: Place, to: Place, colour: RGBColor) {
        self.draw(&Rectangle::new([from, to], colour.filled()));
    }

    /// The outline of a rectangle.
    pub(super) fn outline(&self, from: Place, to: Place, colour: RGBColor) {
        self.draw(&Rectangle::new([from, to], colour.stroke_width(1)));
    }

    /// A rectangle of slanting lines with an outline.
    pub(super) fn hatch(&self, from: Place, to: Place, colour: RGBColor) {
        let ((left, top), (right, bottom)) = (from, to);
        // The lines of all rectangles are parts of the same ones, x + y being a multiple of their distance.
        let first = (left + top).div_euclid(HATCH) + 1;
        let last = (right + bottom).div_euclid(HATCH);
        for sum in (first..=last).map(|at| at * HATCH) {
            let start = ((sum - top).min(right), top.max(sum - right));
            let end = ((sum - bottom).max(left), bottom.min(sum - left));
            if start != end {
                self.line(&[start, end], colour, 1);
            }
        }
        self.outline(from, to, colour);
    }

    /// The mark of a figure. Its shape, by the place of its category among those that are drawn, is a second way to tell it from others; `m` is half
    /// its width.
    pub(super) fn mark(&self, (x, y): Place, m: i32, at: usize, colour: RGBColor) {
        let fill: ShapeStyle = colour.filled();
        match at % N_SHAPES {
            0 => self.draw(&Circle::new((x, y), m, fill)),
            1 => self.draw(&Rectangle::new([(x - m + 1, y - m + 1), (x + m - 1, y + m - 1)], fill)),
            2 => self.draw(&Polygon::new(vec![(x, y - m), (x + m, y + m - 1), (x - m, y + m - 1)], fill)),
            3 => self.draw(&Polygon::new(
                vec![(x, y - m - 1), (x + m + 1, y), (x, y + m + 1), (x - m - 1, y)],
                fill,
            )),
            _ => self.draw(&Polygon::new(vec![(x, y + m), (x + m, y - m + 1), (x - m, y - m + 1)], fill)),
        }
    }

    /// A round mark of a radius.
    pub(super) fn dot(&self, place: Place, radius: i32, colour: RGBColor) {
        self.draw(&Circle::new(place, radius, colour.filled()));
    }

    /// A cross, which stands for a figure that is not shown; `m` is half its width. Its place says nothing of the figure.
    pub(super) fn cross(&self, (x, y): Place, m: i32, colour: RGBColor) {
        self.line(&[(x - m, y - m), (x + m, y + m)], colour, 2);
        self.line(&[(x - m, y + m), (x + m, y - m)], colour, 2);
    }

    /// Words.
    pub(super) fn write(&self, text: &str, place: Place, kind: Type) {
        let weight = if kind.is_bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = (FAMILY, f64::from(kind.size) * SIZE_FACTOR, weight).into_font();
        let mut style = TextStyle::from(font).pos(Pos::new(kind.across, kind.down));
        style.color = kind.colour.to_backend_color();
        self.draw(&Text::new(text.to_owned(), place, style));
    }

    /// All that belongs to a category, by the places of its axis and itself in the release.
    pub(super) fn series(&self, category: Option<(usize, usize)>, draw: impl FnOnce()) {
        self.of_category("series", category, draw);
    }

    /// The name of a category.
    pub(super) fn label(&self, category: Option<(usize, usize)>, draw: impl FnOnce()) {
        self.of_category("label", category, draw);
    }

    fn of_category(&self, class: &'static str, category: Option<(usize, usize)>, draw: impl FnOnce()) {
        match category {
            Some((axis, category)) => self.group(class, "data-category", &format!("{axis}:{category}"), draw),
            None => draw(),
        }
    }

    /// What stands for figures, by their places in the release.
    pub(super) fn figures(&self, cells: &[usize], draw: impl FnOnce()) {
        let cells: Vec<String> = cells.iter().map(usize::to_string).collect();
        self.group("mark", "data-cells", &cells.join(" "), draw);
    }

    fn group(&self, class: &'static str, attribute: &'static str, value: &str, draw: impl FnOnce()) {
        self.draw(&Aside::Open(class, attribute, value.to_owned()));
        draw();
        self.draw(&Aside::Close);
    }

    /// Ends the document.
    pub(super) fn end(self) {
        self.draw(&Aside::End);
    }
}

/// What is no element: where a group begins or ends, or lines are dashed, as plotters takes whatever is drawn.
enum Aside {
    Open(&'static str, &'static str, String),
    Close,
    /// For how many pixels the lines that follow are drawn and left out in turn.
    Dashes(Option<(u32, u32)>),
    End,
}

impl<'a> PointCollection<'a, (i32, i32)> for &'a Aside {
    type Point = (i32, i32);
    type IntoIter = std::iter::Empty<(i32, i32)>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::empty()
    }
}

impl Drawable<Canvas<'_>> for Aside {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        _: I,
        canvas: &mut Canvas<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<std::io::Error>> {
        match self {
            Aside::Open(class, attribute, value) => canvas.open(class, attribute, value),
            Aside::Close => canvas.close(),
            Aside::Dashes(dashes) => canvas.set_dashes(*dashes),
            Aside::End => canvas.end(),
        }
        Ok(())
    }
}
