//! The trend chart: a line for each category over the years.

use super::Error;
use super::canvas::{Canvas, SIZE_FACTOR};
use super::frame::{self, Measures, TextLine, Tone};
use super::series::{Line, Trend};
use super::text::{FAMILY, wrap};
use crate::diagnostic::grouped;
use crate::disclosure::Release;
use crate::recipe::Layout;
use plotters::chart::ChartBuilder;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, EmptyElement, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle, WHITE};

/// The colours of lines in turn: told apart in the common kinds of colour blindness by lightness where not by hue, and each
/// with a contrast of at least 4.5 to 1 on white, since names stand in them.
const PALETTE: [RGBColor; 10] = [
    RGBColor(0x00, 0x5a, 0xb5),
    RGBColor(0xb3, 0x41, 0x0e),
    RGBColor(0x00, 0x70, 0x57),
    RGBColor(0x7d, 0x3a, 0x96),
    RGBColor(0x6f, 0x57, 0x00),
    RGBColor(0xb5, 0x1d, 0x5c),
    RGBColor(0x2b, 0x4a, 0x5e),
    RGBColor(0x4d, 0x70, 0x0a),
    RGBColor(0x8f, 0x1d, 0x1d),
    RGBColor(0x4a, 0x4a, 0x4a),
];

const INK: RGBColor = RGBColor(0x1a, 0x1a, 0x1a);
const GREY: RGBColor = RGBColor(0x59, 0x59, 0x59);
const RULE: RGBColor = RGBColor(0xd9, 0xd9, 0xd9);
const ALARM: RGBColor = RGBColor(0xa3, 0x12, 0x12);

/// How many steps the scale has at the most.
const MAX_TICKS: u64 = 6;

/// How far the first and the last year stand from the ends of the base line, in pixels.
const INSET: i32 = 12;

/// Half the width of a mark, in pixels.
const MARK: i32 = 4;

type Area<'a> = DrawingArea<Canvas<'a>, Shift>;

/// Draws the trend of a release as a complete SVG document.
///
/// # Errors
/// If the release has no years, or more than one dimension beside them.
pub fn draw(release: &Release, layout: Layout) -> Result<String, Error> {
    let trend = Trend::of(release)?;
    let measures = Measures::of(layout);
    let head = frame::head(release, &measures);
    let foot = frame::foot(release, &trend, &measures);
    let height_of =
        |lines: &[TextLine]| -> u32 { lines.iter().map(|line| frame::leading(line.tone, &measures)).sum() };
    let (head_height, foot_height) = (height_of(&head), height_of(&foot));
    let height = 2 * measures.margin + head_height + measures.plot_height + foot_height;
    let mut svg = String::new();
    {
        let root = Canvas::new(&mut svg, (measures.width, height)).into_drawing_area();
        let left = measures.margin as i32;
        let drawn = root
            .fill(&WHITE)
            .and_then(|()| write_lines(&root, &head, (left, left), &measures))
            .and_then(|()| {
                let plot_top = left + head_height as i32;
                plot(&root, &trend, plot_top, &measures)
            })
            .and_then(|()| {
                let foot_top = measures.margin + head_height + measures.plot_height;
                write_lines(&root, &foot, (left, foot_top as i32), &measures)
            })
            .and_then(|()| root.present());
        drawn.expect("drawing into a string cannot fail");
    }
    let title = format!("{}. {}", release.title(), release.subtitle());
    Ok(frame::finish(&svg, &title, &frame::description(release, &trend)))
}

type Drawn = Result<(), plotters::drawing::DrawingAreaErrorKind<std::io::Error>>;

/// A style of text of a size in pixels, placed by its given corner.
fn style(size: u32, colour: RGBColor, is_bold: bool, h_pos: HPos, v_pos: VPos) -> TextStyle<'static> {
    let weight = if is_bold { FontStyle::Bold } else { FontStyle::Normal };
    let font = (FAMILY, f64::from(size) * SIZE_FACTOR, weight).into_font();
    let mut style = TextStyle::from(font).pos(Pos::new(h_pos, v_pos));
    style.color = colour.to_backend_color();
    style
}

/// Writes lines under each other from a top left corner.
fn write_lines(root: &Area<'_>, lines: &[TextLine], (x, mut y): (i32, i32), measures: &Measures) -> Drawn {
    for line in lines {
        let (size, colour, is_bold) = match line.tone {
            Tone::Warning => (measures.body, ALARM, true),
            Tone::Title => (measures.title, INK, true),
            Tone::Subtitle => (measures.body, GREY, false),
            Tone::Note => (measures.note, GREY, false),
        };
        let style = style(size, colour, is_bold, HPos::Left, VPos::Top);
        root.draw(&Text::new(line.text.clone(), (x, y), style))?;
        y += frame::leading(line.tone, measures) as i32;
    }
    Ok(())
}

/// The scale's step and top: the smallest of 1, 2 and 5 times a power of ten that needs no more than [`MAX_TICKS`] steps.
fn scale(largest: u64) -> (u64, u64) {
    let mut power = 1;
    loop {
        for step in [power, 2 * power, 5 * power] {
            if step * MAX_TICKS >= largest {
                return (step, largest.div_ceil(step).max(1) * step);
            }
        }
        power *= 10;
    }
}

/// Draws axes and lines in the band that begins at `top`.
fn plot(root: &Area<'_>, trend: &Trend, top: i32, measures: &Measures) -> Drawn {
    let (step, largest) = scale(trend.largest());
    let tick_width = super::text::width_px(&grouped(largest), measures.body) as i32;
    let left = measures.margin as i32 + tick_width + 10;
    let labels_width = frame::label_width(trend, measures) as i32 + MARK + 12;
    let right = (measures.width - measures.margin) as i32 - labels_width;
    // Room above for the unit, below for the years.
    let (plot_top, plot_bottom) =
        (top + measures.body as i32 + 28, top + measures.plot_height as i32 - measures.body as i32 - 24);
    let width = (right - left - 2 * INSET) as u32;
    let area = root.clone().shrink((left + INSET, plot_top), (width, (plot_bottom - plot_top) as u32));
    let n_years = trend.years.len();
    // A lone year stands in the middle.
    let x_range = if n_years > 1 { 0.0..(n_years - 1) as f64 } else { -0.5..0.5 };
    let chart = ChartBuilder::on(&area).build_cartesian_2d(x_range, 0.0..largest as f64)?;
    let position = |year: usize, figure: u64| chart.backend_coord(&(year as f64, figure as f64));

    let unit = style(measures.body, GREY, false, HPos::Left, VPos::Top);
    root.draw(&Text::new("Episodes", (measures.margin as i32, top + 10), unit))?;
    for tick in (0..=largest).step_by(step as usize) {
        let (_, y) = position(0, tick);
        let colour = if tick == 0 { GREY } else { RULE };
        root.draw(&PathElement::new(vec![(left - 4, y), (right, y)], colour.stroke_width(1)))?;
        let label = style(measures.body, GREY, false, HPos::Right, VPos::Center);
        root.draw(&Text::new(grouped(tick), (left - 8, y), label))?;
    }
    let year_width =
        trend.years.iter().map(|year| super::text::width_px(year, measures.body)).max().unwrap_or(0);
    let n_fitting = ((right - left) as u32 / (year_width + 10)).max(1) as usize;
    let every = n_years.div_ceil(n_fitting).max(1);
    for (year, name) in trend.years.iter().enumerate() {
        let (x, y) = position(year, 0);
        root.draw(&PathElement::new(vec![(x, y), (x, y + 5)], GREY.stroke_width(1)))?;
        // Counted from the last year, which is the one that readers look for.
        if (n_years - 1 - year).is_multiple_of(every) {
            let label = style(measures.body, GREY, false, HPos::Center, VPos::Top);
            root.draw(&Text::new(name.clone(), (x, y + 10), label))?;
        }
    }
    for (at, line) in trend.lines.iter().enumerate() {
        draw_line(root, line, at, &position)?;
    }
    draw_suppressed(root, trend, &position)?;
    draw_names(root, trend, right, (plot_top, plot_bottom), measures, &position)
}

/// Draws the runs of one line, a mark at each figure.
fn draw_line(root: &Area<'_>, line: &Line, at: usize, position: &dyn Fn(usize, u64) -> (i32, i32)) -> Drawn {
    let colour = PALETTE[at % PALETTE.len()];
    for run in line.runs() {
        let points: Vec<(i32, i32)> = run.iter().map(|(year, figure)| position(*year, *figure)).collect();
        if points.len() > 1 {
            root.draw(&PathElement::new(points.clone(), colour.stroke_width(2)))?;
        }
        for point in points {
            draw_mark(root, point, at, colour)?;
        }
    }
    Ok(())
}

/// The shape of a line's marks is a second way to tell it from others.
fn draw_mark(root: &Area<'_>, (x, y): (i32, i32), at: usize, colour: RGBColor) -> Drawn {
    let (fill, m): (ShapeStyle, i32) = (colour.filled(), MARK);
    match at % 5 {
        0 => root.draw(&Circle::new((x, y), m, fill)),
        1 => root.draw(&Rectangle::new([(x - m + 1, y - m + 1), (x + m - 1, y + m - 1)], fill)),
        2 => root.draw(&Polygon::new(vec![(x, y - m), (x + m, y + m - 1), (x - m, y + m - 1)], fill)),
        3 => root
            .draw(&Polygon::new(vec![(x, y - m - 1), (x + m + 1, y), (x, y + m + 1), (x - m - 1, y)], fill)),
        _ => root.draw(&Polygon::new(vec![(x, y + m), (x + m, y - m + 1), (x - m, y - m + 1)], fill)),
    }
}

/// Puts a cross on the base line at every year in which some line is suppressed. Its place says nothing of the figure, and
/// one cross stands for all lines of the year.
fn draw_suppressed(root: &Area<'_>, trend: &Trend, position: &dyn Fn(usize, u64) -> (i32, i32)) -> Drawn {
    let mut years: Vec<usize> = trend.lines.iter().flat_map(Line::suppressed).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        let (x, y) = position(year, 0);
        let m = MARK;
        let cross = EmptyElement::at((x, y))
            + PathElement::new(vec![(-m, -m), (m, m)], INK.stroke_width(2))
            + PathElement::new(vec![(-m, m), (m, -m)], INK.stroke_width(2));
        root.draw(&cross)?;
    }
    Ok(())
}

/// Writes each line's name beside its last figure, moved apart where names would lie on each other.
fn draw_names(
    root: &Area<'_>,
    trend: &Trend,
    right: i32,
    (top, bottom): (i32, i32),
    measures: &Measures,
    position: &dyn Fn(usize, u64) -> (i32, i32),
) -> Drawn {
    if trend.dimension.is_none() {
        return Ok(());
    }
    let leading = measures.body as i32 + 3;
    struct Name {
        at: usize,
        parts: Vec<String>,
        y: i32,
    }
    let mut names: Vec<Name> = trend
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| Name {
            at,
            parts: wrap(&line.name, measures.body, measures.max_label),
            y: line.last().map_or(bottom, |(_, figure)| position(0, figure).1),
        })
        .collect();
    names.sort_by_key(|name| (name.y, name.at));
    let heights: Vec<i32> = names.iter().map(|name| name.parts.len() as i32 * leading).collect();
    // Down from the top so that none overlaps, then up again from the bottom so that none leaves the plot.
    let mut free = top - leading;
    for (name, height) in names.iter_mut().zip(&heights) {
        name.y = (name.y - height / 2).max(free);
        free = name.y + height;
    }
    let mut floor = bottom + leading;
    for (name, height) in names.iter_mut().zip(&heights).rev() {
        name.y = name.y.min(floor - height);
        floor = name.y;
    }
    for name in names {
        let colour = PALETTE[name.at % PALETTE.len()];
        let x = right + MARK + 8;
        for (row, part) in name.parts.iter().enumerate() {
            let label = style(measures.body, colour, false, HPos::Left, VPos::Center);
            let y = name.y + row as i32 * leading + leading / 2;
            root.draw(&Text::new(part.clone(), (x, y), label))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::scale;

    #[test]
    fn the_scale_goes_in_ones_twos_and_fives_from_zero() {
        assert_eq!(scale(0), (1, 1));
        assert_eq!(scale(7), (2, 8));
        assert_eq!(scale(30), (5, 30));
        assert_eq!(scale(4321), (1000, 5000));
        assert_eq!(scale(86_900), (20_000, 100_000));
    }
}
