//! One sentence made from released figures: what a reader should take away.

use super::subject::Subject;
use crate::diagnostic::capitalised;
use crate::disclosure::{Release, Status};
use crate::recipe::{Dimension, Expression, Policy, Recipe};

/// A figure below this is told as it is: a percentage of it would sound surer than it is.
const FEW: f64 = 20.0;

/// A change by less, in per cent or percentage points, is none.
const ABOUT_THE_SAME: f64 = 0.5;

/// What the figures say of the years, in one plain sentence; none where no honest one can be made. `is_whole`: which of the years' names are of
/// years that the files cover whole, which alone can be compared. `counted`: the figures that those are shares, rates or changes of, if they are.
///
/// Years are never compared across a break in series: what is told begins after the last one.
pub fn headline(
    release: &Release,
    counted: Option<&Release>,
    recipe: &Recipe,
    is_whole: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let year_at = release.axes().iter().position(|axis| axis.dimension == Dimension::Year)?;
    let years = release.axes()[year_at].parts();
    let last_break = release.breaks().iter().map(|one| one.position).fold(f64::NEG_INFINITY, f64::max);
    // A year reaches half a step to either side of its place.
    let usable: Vec<usize> =
        (0..years.len()).filter(|at| *at as f64 - 0.5 >= last_break && is_whole(&years[*at])).collect();
    let story = Story { release, counted, recipe, year_at, usable };
    if release.axes().iter().any(|axis| axis.dimension == Dimension::Source) {
        return story.side_by_side();
    }
    let line = story.line()?;
    story.tell(&line)
}

/// What there is to tell of.
struct Story<'a> {
    release: &'a Release,
    counted: Option<&'a Release>,
    recipe: &'a Recipe,
    year_at: usize,
    /// The years that can be compared with each other, by their places.
    usable: Vec<usize>,
}

/// The line that is told of: its category on each axis; that of the years is of no account.
struct Line {
    categories: Vec<usize>,
}

impl Story<'_> {
    fn cell(&self, line: &Line, year: usize) -> usize {
        let axes = self.release.axes().iter().zip(&line.categories).enumerate();
        axes.fold(0, |cell, (at, (axis, category))| {
            cell * axis.categories.len() + if at == self.year_at { year } else { *category }
        })
    }

    /// The figure of a year. What only rounds to zero is none that could be compared.
    fn figure(&self, line: &Line, year: usize) -> Option<f64> {
        let cell = &self.release.cells()[self.cell(line, year)];
        cell.figure().filter(|_| matches!(cell.status(), Status::Value | Status::Zero))
    }

    /// Whether a share, a rate or a change is of so few that chance alone can have changed it much.
    fn is_of_few(&self, line: &Line, year: usize) -> bool {
        let counted = self.counted.filter(|_| self.recipe.measure.is_count());
        counted
            .is_some_and(|counted| counted.figure_at(self.cell(line, year)).is_ok_and(|figure| figure < FEW))
    }

    fn last(&self, line: &Line) -> Option<usize> {
        self.usable.iter().copied().rfind(|year| self.figure(line, *year).is_some())
    }

    /// The total over the other axes where it is released, else the only category, else the largest of the last year. Of shares, which are of the
    /// total, the largest. Which category has the largest rate, length or change is no reason to tell of that one alone: there the largest is
    /// none.
    fn line(&self) -> Option<Line> {
        let axes = self.release.axes();
        let others = || (0..axes.len()).filter(|at| *at != self.year_at);
        let is_share = self.recipe.expression == Expression::Share;
        let shared = others().next_back().filter(|_| is_share);
        // The share of what alone was left in is all.
        if is_share && shared.is_none_or(|at| axes[at].parts().len() == 1) {
            return None;
        }
        let total = |at: usize| self.release.total_of(at).filter(|_| shared != Some(at));
        let totals = (0..axes.len()).map(|at| if at == self.year_at { Some(0) } else { total(at) });
        if let Some(categories) = totals.collect::<Option<Vec<usize>>>() {
            let line = Line { categories };
            if self.last(&line).is_some() {
                return Some(line);
            }
        }
        let is_of_parts =
            is_share || (self.recipe.expression == Expression::Number && self.recipe.measure.is_count());
        let choices = |at: usize| -> Vec<usize> {
            let parts = axes[at].parts().len();
            let is_known = |part: &usize| parts == 1 || Some(*part) != axes[at].not_recorded;
            let is_told = is_of_parts || parts == 1;
            total(at).into_iter().chain((0..parts).filter(|part| is_told && is_known(part))).collect()
        };
        let mut lines = vec![Line { categories: Vec::new() }];
        for at in 0..axes.len() {
            let own = if at == self.year_at { vec![0] } else { choices(at) };
            let longer = lines.iter().flat_map(|line| {
                own.iter().map(|category| Line { categories: [&line.categories[..], &[*category]].concat() })
            });
            lines = longer.collect();
        }
        let latest = lines.iter().filter_map(|line| self.last(line)).max()?;
        let n_totals = |line: &Line| others().filter(|at| total(*at) == Some(line.categories[*at])).count();
        let mut best: Option<((usize, f64), Line)> = None;
        for line in lines {
            let Some(figure) = self.figure(&line, latest) else { continue };
            let rank = (n_totals(&line), figure);
            if best.as_ref().is_none_or(|(largest, _)| *largest < rank) {
                best = Some((rank, line));
            }
        }
        best.map(|(_, line)| line)
    }

    /// The first and the last year that are told of: of the last run of years with figures, or of all where that is a single year. Quarters and
    /// months are compared with the same ones of other years.
    fn span(&self, line: &Line) -> Option<(usize, usize)> {
        let last = self.last(line)?;
        let years = self.release.axes()[self.year_at].parts();
        let number = |year: usize| self.recipe.year_type.named(&years[year]);
        let in_a_year = self.recipe.year_type.in_a_year() as i32;
        let is_alike = |year: &usize| {
            let apart = number(last).zip(number(*year)).map(|(last, year)| last - year);
            apart.is_some_and(|apart| apart % in_a_year == 0)
        };
        let run = |year: &usize| (*year..=last).all(|at| self.figure(line, at).is_some());
        let candidates =
            self.usable.iter().copied().filter(|year| *year < last && self.figure(line, *year).is_some());
        let alike: Vec<usize> = candidates.filter(is_alike).collect();
        let first = alike.iter().find(|year| run(year)).or(alike.first());
        Some((first.copied().unwrap_or(last), last))
    }

    /// A year's name, as categories have it.
    fn label(&self, at: usize) -> &str {
        &self.release.axes()[self.year_at].categories[at]
    }

    /// A year as it is called in a sentence.
    fn year(&self, at: usize) -> String {
        self.recipe.year_type.in_words(self.label(at))
    }

    fn tell(&self, line: &Line) -> Option<String> {
        let subject = Subject::of(self.release, self.recipe, &line.categories)?;
        let (first, last) = self.span(line)?;
        let (from, to) = (self.figure(line, first)?, self.figure(line, last)?);
        let sentence = match self.recipe.expression {
            Expression::Number if self.recipe.measure.is_count() => {
                self.of_counts(&subject, (first, from), (last, to))
            }
            Expression::Number => self.of_levels(&subject, (first, from), (last, to)),
            Expression::Share | Expression::Rate
                if !self.is_of_few(line, first) && !self.is_of_few(line, last) =>
            {
                self.of_levels(&subject, (first, from), (last, to))
            }
            // How many it is a quotient of is not at hand here.
            Expression::Share | Expression::Rate | Expression::Ratio => {
                self.of_levels(&subject, (last, to), (last, to))
            }
            Expression::ChangeOnYearBefore => {
                let year = self.recipe.year_type.named(self.label(last))?;
                let before = self.recipe.year_type.label(year - self.recipe.year_type.in_a_year() as i32);
                let before = self.usable.iter().find(|at| self.label(**at) == before)?;
                let is_of_few = self.is_of_few(line, *before) || self.is_of_few(line, last);
                self.of_change(&subject, (last, to), "a year before").filter(|_| !is_of_few)?
            }
            Expression::ChangeOnBaseYear | Expression::Index => {
                let base = self.base()?;
                if base == last || self.is_of_few(line, base) || self.is_of_few(line, last) {
                    return None;
                }
                match self.recipe.expression {
                    Expression::Index => format!(
                        "The index of {} was {} in {}, with {} as 100.",
                        subject.words,
                        self.written(to),
                        self.year(last),
                        self.year(base)
                    ),
                    _ => self.of_change(&subject, (last, to), &format!("in {}", self.year(base)))?,
                }
            }
            Expression::Difference => {
                let year = self.year(last);
                match (self.written(to.abs()), to) {
                    (_, 0.0) => format!(
                        "The police recorded as many {} as local authorities in {year}.",
                        subject.words
                    ),
                    (by, more) => format!(
                        "The police recorded {by} {} {} than local authorities in {year}.",
                        if more > 0.0 { "more" } else { "fewer" },
                        subject.words
                    ),
                }
            }
        };
        Some(sentence)
    }

    /// The base year, where it can be compared with others.
    fn base(&self) -> Option<usize> {
        let years = self.release.axes()[self.year_at].parts();
        let base = match &self.recipe.base_year {
            Some(wanted) => years.iter().position(|year| year == wanted)?,
            None => 0,
        };
        self.usable.contains(&base).then_some(base)
    }

    fn of_counts(&self, subject: &Subject, (first, from): (usize, f64), (last, to): (usize, f64)) -> String {
        let Subject { words, .. } = subject;
        let capital = capitalised(words);
        let (first_year, last_year) = (self.year(first), self.year(last));
        let (written_from, written_to) = (self.written(from), self.written(to));
        let change = (to / from - 1.0) * 100.0;
        let verb = if to > from { "rose" } else { "fell" };
        if first == last {
            match to {
                1.0 => format!("{capital} numbered 1 in {last_year}."),
                _ => format!("There were {written_to} {words} in {last_year}."),
            }
        } else if from < FEW || to < FEW {
            match from == to {
                true => format!("{capital} numbered {written_to} both in {first_year} and in {last_year}."),
                false => {
                    format!(
                        "{capital} {verb} from {written_from} in {first_year} to {written_to} in {last_year}."
                    )
                }
            }
        } else if change.abs() < ABOUT_THE_SAME {
            format!(
                "{capital} were about the same in {last_year} as in {first_year}: {written_to} and {written_from}."
            )
        } else {
            let about = if is_rounded(self.release.policy()) { "about " } else { "" };
            format!(
                "{capital} {verb} by {about}{:.0} % between {first_year} and {last_year}.",
                change.abs().round()
            )
        }
    }

    /// What is not a number of something rises or falls from one level to another.
    fn of_levels(&self, subject: &Subject, (first, from): (usize, f64), (last, to): (usize, f64)) -> String {
        let capital = capitalised(&subject.words);
        let (first_year, last_year) = (self.year(first), self.year(last));
        let (from_words, to_words) = (
            format!("{}{}", self.written(from), subject.unit),
            format!("{}{}", self.written(to), subject.unit),
        );
        let change = if subject.is_per_cent { to - from } else { (to / from - 1.0) * 100.0 };
        if first == last {
            format!("{capital} was {to_words} in {last_year}.")
        } else if from_words == to_words {
            format!("{capital} was {to_words} both in {first_year} and in {last_year}.")
        } else if change.abs() < ABOUT_THE_SAME {
            format!(
                "{capital} was about the same in {last_year} as in {first_year}: {to_words} and {from_words}."
            )
        } else {
            let verb = if to > from { "rose" } else { "fell" };
            format!("{capital} {verb} from {from_words} in {first_year} to {to_words} in {last_year}.")
        }
    }

    fn of_change(&self, subject: &Subject, (last, change): (usize, f64), than: &str) -> Option<String> {
        let (year, capital) = (self.year(last), capitalised(&subject.words));
        let (were, more, less) = match (self.recipe.measure.is_count(), subject.is_per_cent) {
            (true, _) => ("were", "more", "fewer"),
            (false, false) => ("was", "higher", "lower"),
            // Per cent of a percentage are taken for percentage points.
            (false, true) => return None,
        };
        if change.abs() < ABOUT_THE_SAME {
            return Some(format!("{capital} {were} about the same in {year} as {than}."));
        }
        let about = if is_rounded(self.release.policy()) { "about " } else { "" };
        let by = self.written(change.abs());
        let word = if change > 0.0 { more } else { less };
        Some(match self.recipe.measure.is_count() {
            true => format!("There were {about}{by} % {word} {} in {year} than {than}.", subject.words),
            false => format!("{capital} {were} {about}{by} % {word} in {year} than {than}."),
        })
    }

    /// What both sources have of the last year in which both have a figure.
    fn side_by_side(&self) -> Option<String> {
        let axes = self.release.axes();
        let source_at = axes.iter().position(|axis| axis.dimension == Dimension::Source)?;
        if axes[source_at].categories.len() != 2
            || self.recipe.expression != Expression::Number
            || !self.recipe.measure.is_count()
        {
            return None;
        }
        let of = |source: usize| {
            let categories = (0..axes.len()).map(|at| match at {
                _ if at == source_at => Some(source),
                _ if at == self.year_at => Some(0),
                _ => self.release.total_of(at),
            });
            Some(Line { categories: categories.collect::<Option<_>>()? })
        };
        let lines = [of(0)?, of(1)?];
        let figures = |year: usize| self.figure(&lines[0], year).zip(self.figure(&lines[1], year));
        let last = self.usable.iter().copied().rfind(|year| figures(*year).is_some())?;
        let (authorities, police) = figures(last)?;
        let subject = Subject::of(self.release, self.recipe, &lines[0].categories)?;
        Some(format!(
            "In {} local authorities recorded {} {} and the police {}.",
            self.year(last),
            self.written(authorities),
            subject.words,
            self.written(police)
        ))
    }

    /// A figure as it is written in a sentence.
    fn written(&self, figure: f64) -> String {
        with_commas(&self.release.written(figure))
    }
}

/// Whether figures are rounded, so that percentages of them are not exact.
fn is_rounded(policy: Policy) -> bool {
    match policy {
        Policy::DfeRounded | Policy::Health => true,
        Policy::Custom(custom) => custom.base > 1,
        Policy::Dfe | Policy::Research | Policy::Unprotected => false,
    }
}

/// A number with a comma before every three digits.
fn with_commas(number: &str) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |rest| ("\u{2212}", rest));
    let (whole, rest) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let mut words = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    rest.map_or_else(|| words.clone(), |rest| format!("{words}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas() {
        let check = |number, expected: &str| assert_eq!(with_commas(number), expected);
        check("0", "0");
        check("999", "999");
        check("5201", "5,201");
        check("-1234567.5", "\u{2212}1,234,567.5");
    }
}
