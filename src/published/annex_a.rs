//! List 8 (children in care) of Ofsted's Annex A: a row for each child, with the number of its missing and absent episodes
//! and whether it had a return interview. Rows of children go in, suppressed totals come out.
//!
//! Only the columns with these answers are read, and the child's reference for the length of the reading, to count a child
//! once. Names, dates, places and whatever else stands in the list are passed over, titles and notes too.

use super::build::Key;
use super::figure;
use super::place::Place;
use super::{
    Figure, MAX_HEADING_BYTES, Period, PublishedStatus, Reading, Reason, Unit, cell, find_header, n_filled,
};
use crate::ingest::{Grid, GridRow};
use crate::reference::normalise;
use hashbrown::HashSet;

/// The largest number of children at which a figure is suppressed: the Department for Education's primary rule for local
/// figures, the same as the default of `disclosure`.
const THRESHOLD_CHILDREN: u64 = 5;

/// The most episodes of one child in twelve months that are taken at their word: SSDA903 admits 366 in a year (CLA.xsd,
/// AMISSING), one a day.
const MAX_EPISODES: f64 = 366.0;

/// The columns that are read.
pub(super) struct Header {
    child: Option<usize>,
    missing: usize,
    absent: Option<usize>,
    offered: Option<usize>,
    accepted: Option<usize>,
}

/// The place of the header row, if the file is of this form.
pub(super) fn header(grid: &Grid) -> Option<(usize, Header)> {
    find_header(grid, |cells| {
        let short = cells.iter().map(|cell| if cell.len() <= MAX_HEADING_BYTES { cell.as_str() } else { "" });
        let headings: Vec<String> = short.map(normalise).collect();
        let at = |sought: &str| headings.iter().position(|heading| heading.contains(sought));
        Some(Header {
            child: at("child unique id"),
            missing: at("number of episodes child has been missing from their placement")?,
            absent: at("number of episodes child has been absent from their placement"),
            offered: at("child offered a return interview"),
            accepted: at("child accept a return interview"),
        })
    })
}

/// A yes, a no, or neither.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    NotRecorded,
}

/// How many children gave each answer.
#[derive(Clone, Copy, Default)]
struct Answers {
    yes: u64,
    no: u64,
    not_recorded: u64,
}

impl Answers {
    fn add(&mut self, answer: Answer) {
        match answer {
            Answer::Yes => self.yes += 1,
            Answer::No => self.no += 1,
            Answer::NotRecorded => self.not_recorded += 1,
        }
    }
}

/// Children with at least one episode, their episodes, and children of whom the number is not recorded.
#[derive(Default)]
struct Episodes {
    children: u64,
    episodes: u64,
    not_recorded: u64,
}

/// All that is kept of the list.
#[derive(Default)]
struct Totals {
    children: u64,
    missing: Episodes,
    absent: Episodes,
    /// Of children with a missing episode.
    offered: Answers,
    /// Of children who were offered an interview.
    accepted: Answers,
}

/// Reads the whole file.
pub(super) fn read(grid: &Grid, reading: &mut Reading) {
    let Some((top, header)) = header(grid) else { return reading.no_header(grid) };
    let (titles, rest) = grid.rows.split_at(top);
    let Some((head, rows)) = rest.split_first() else { return };
    // What stands above the list could name a child.
    titles.iter().for_each(|row| reading.findings.row(Reason::Note, row.number));
    reading.n_headers = 1;
    let mut totals = Totals::default();
    let mut children = HashSet::new();
    for row in rows {
        if n_filled(row) == 1 {
            reading.findings.row(Reason::Note, row.number);
            continue;
        }
        let reference = cell(row, header.child).to_lowercase();
        let reference = reference.strip_suffix(".0").unwrap_or(&reference).to_owned();
        // Rows without a reference are taken for one child, so that they cannot lift a figure over the threshold.
        if header.child.is_some() && !children.insert(reference) {
            reading.findings.row(Reason::ChildTwice, row.number);
            continue;
        }
        totals.add(row, head, &header, reading);
        reading.n_used += 1;
    }
    if totals.children > 0 {
        totals.publish(&header, reading);
    }
}

impl Totals {
    fn add(&mut self, row: &GridRow, head: &GridRow, header: &Header, reading: &mut Reading) {
        self.children += 1;
        let was_missing = self.missing.add(row, head, header.missing, reading);
        if let Some(at) = header.absent {
            self.absent.add(row, head, at, reading);
        }
        let offered = answer(row, head, header.offered, is_offered, reading);
        let accepted = answer(row, head, header.accepted, is_accepted, reading);
        if was_missing {
            self.offered.add(offered);
            if offered == Answer::Yes {
                self.accepted.add(accepted);
            }
        } else if offered == Answer::Yes {
            reading.findings.row(Reason::InterviewWithoutEpisode, row.number);
        }
    }

    /// Suppresses what is small, and hands over the rest.
    fn publish(&self, header: &Header, reading: &mut Reading) {
        let Totals { children, missing, absent, offered, accepted } = self;
        let (mut offered, mut accepted) = (Group::of(*offered), Group::of(*accepted));
        let mut missing_children = Cell::of(missing.children);
        if header.offered.is_some() {
            // The children who were offered an interview are a part of one group and the whole of the other. Each round
            // suppresses one more of seven figures, so that there are few.
            let mut protect_more = || {
                offered.protect(&mut missing_children)
                    || (header.accepted.is_some() && accepted.protect(&mut offered.parts[0]))
            };
            while protect_more() {}
        }
        let mut put = |label: &str, breakdown: &str, unit: Unit, figure: Figure| {
            let measure = reading.builder.measure(label, None);
            let breakdown = reading.builder.breakdown(breakdown);
            let place = reading.builder.place(Place::not_stated());
            let key = Key { measure, breakdown, own: Some(unit), place };
            // Every label is put once, so that there is no duplicate.
            reading.builder.add(key, false, Period::LastTwelveMonths, figure);
        };
        put("Children in the list", "", Unit::Children, Cell::of(*children).figure());
        put("Children with a missing episode", "", Unit::Children, missing_children.figure());
        put("Missing episodes", "", Unit::Incidents, missing.episodes(missing_children.is_suppressed));
        let unknown = "Children whose number of missing episodes is not recorded";
        put(unknown, "", Unit::Children, Cell::of(missing.not_recorded).figure());
        if header.absent.is_some() {
            let with = Cell::of(absent.children);
            put("Children with an absent episode", "", Unit::Children, with.figure());
            put("Absent episodes", "", Unit::Incidents, absent.episodes(with.is_suppressed));
            let unknown = "Children whose number of absent episodes is not recorded";
            put(unknown, "", Unit::Children, Cell::of(absent.not_recorded).figure());
        }
        const NAMES: [&str; 3] = ["Yes", "No", "Not recorded"];
        let groups = [
            ("Return interview offered after the last missing episode", offered, header.offered),
            (
                "Return interview accepted by children who were offered one",
                accepted,
                header.offered.and(header.accepted),
            ),
        ];
        for (label, group, column) in groups {
            if column.is_some() {
                for (name, part) in NAMES.into_iter().zip(group.parts) {
                    put(label, name, Unit::Children, part.figure());
                }
            }
        }
    }
}

impl Episodes {
    /// Adds a child; whether it had an episode.
    fn add(&mut self, row: &GridRow, head: &GridRow, at: usize, reading: &mut Reading) -> bool {
        let count = figure::read(cell(row, Some(at))).and_then(|found| found.figure.value);
        match count.filter(|count| (0.0..=MAX_EPISODES).contains(count) && count.fract() == 0.0) {
            Some(count) => {
                self.episodes += count as u64;
                self.children += u64::from(count > 0.0);
                count > 0.0
            }
            None => {
                self.not_recorded += 1;
                let heading = head.cells.get(at).map_or("", String::as_str);
                reading.findings.cell(Reason::CountUnreadable, at, heading, row.number);
                false
            }
        }
    }

    /// The episodes, which must not be shown where their children must not.
    fn episodes(&self, is_suppressed: bool) -> Figure {
        if is_suppressed { suppressed() } else { Figure::number(self.episodes as f64) }
    }
}

/// A number of children that is to be shown or not.
#[derive(Clone, Copy)]
struct Cell {
    children: u64,
    is_suppressed: bool,
}

impl Cell {
    fn of(children: u64) -> Self {
        Cell { children, is_suppressed: (1..=THRESHOLD_CHILDREN).contains(&children) }
    }

    fn figure(self) -> Figure {
        if self.is_suppressed { suppressed() } else { Figure::number(self.children as f64) }
    }
}

fn suppressed() -> Figure {
    Figure::without(PublishedStatus::Suppressed)
}

/// The answers to one question.
struct Group {
    parts: [Cell; 3],
}

impl Group {
    fn of(answers: Answers) -> Self {
        Group { parts: [answers.yes, answers.no, answers.not_recorded].map(Cell::of) }
    }

    /// Suppresses a further figure where the suppressed ones can be worked out: one as the difference between the whole and
    /// the others, several if nothing but one child each adds up to that difference. Says whether it did.
    fn protect(&mut self, whole: &mut Cell) -> bool {
        let hidden = || self.parts.iter().filter(|part| part.is_suppressed);
        let (n_hidden, hidden_children) = (hidden().count(), hidden().map(|part| part.children).sum::<u64>());
        let is_found = match whole.is_suppressed {
            true => n_hidden == 0 && self.parts.iter().any(|part| part.children > 0),
            false => n_hidden == 1 || (n_hidden > 0 && hidden_children == n_hidden as u64),
        };
        // A true zero protects nothing: it stays.
        let shown = self.parts.iter_mut().filter(|part| !part.is_suppressed && part.children > 0);
        match shown.min_by_key(|part| part.children) {
            Some(part) if is_found => {
                part.is_suppressed = true;
                true
            }
            _ => false,
        }
    }
}

/// Reads an answer.
fn answer(
    row: &GridRow,
    head: &GridRow,
    at: Option<usize>,
    understand: impl Fn(&str) -> Option<Answer>,
    reading: &mut Reading,
) -> Answer {
    let Some(at) = at else { return Answer::NotRecorded };
    let words = normalise(cell(row, Some(at)));
    // Lists of choices begin with a letter: "a) Yes", "b) No".
    let words = words.strip_prefix("a ").or_else(|| words.strip_prefix("b ")).unwrap_or(&words);
    understand(words).unwrap_or_else(|| {
        let heading = head.cells.get(at).map_or("", String::as_str);
        reading.findings.cell(Reason::InterviewUnreadable, at, heading, row.number);
        Answer::NotRecorded
    })
}

/// Whether an interview was offered. One that was declined was offered.
fn is_offered(words: &str) -> Option<Answer> {
    match words {
        _ if words.starts_with("offered and ") => Some(Answer::Yes),
        _ => common(words),
    }
}

/// Whether an interview was accepted.
fn is_accepted(words: &str) -> Option<Answer> {
    match words {
        "accepted" => Some(Answer::Yes),
        "declined" | "refused" => Some(Answer::No),
        _ if words.starts_with("offered and accepted") => Some(Answer::Yes),
        _ if words.starts_with("offered and declined") => Some(Answer::No),
        _ => common(words),
    }
}

/// What both questions are answered with, in the spellings that local authorities use.
fn common(words: &str) -> Option<Answer> {
    match words {
        "yes" | "y" | "1" | "true" => Some(Answer::Yes),
        "no" | "n" | "0" | "false" => Some(Answer::No),
        _ if words.starts_with("not offered") => Some(Answer::No),
        _ if crate::reference::is_blank(words) => Some(Answer::NotRecorded),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Form;
    use super::super::testing::check;
    use super::*;

    #[test]
    fn answers_are_read_in_the_spellings_of_local_authorities() {
        let check = |text: &str, offered: &str, accepted: &str| {
            let words = normalise(text);
            let words = words.strip_prefix("a ").or_else(|| words.strip_prefix("b ")).unwrap_or(&words);
            let name = |answer| match answer {
                Some(Answer::Yes) => "yes",
                Some(Answer::No) => "no",
                Some(Answer::NotRecorded) => "not recorded",
                None => "?",
            };
            assert_eq!((name(is_offered(words)), name(is_accepted(words))), (offered, accepted), "{text}");
        };
        check("a) Yes", "yes", "yes");
        check("b) No", "no", "no");
        check("Y", "yes", "yes");
        check("N", "no", "no");
        check("Offered and Accepted", "yes", "yes");
        check("Offered and Declined (by YP)", "yes", "no");
        check("Not Offered (Unable to make contact)", "no", "no");
        check("", "not recorded", "not recorded");
        check("perhaps", "?", "?");
    }

    #[test]
    fn a_small_answer_takes_another_with_it_and_zeros_stay() {
        let check = |answers: [u64; 3], expected: [bool; 3], whole: bool| {
            let [yes, no, not_recorded] = answers;
            let mut cell = Cell::of(yes + no + not_recorded);
            let mut group = Group::of(Answers { yes, no, not_recorded });
            group.protect(&mut cell);
            let found = group.parts.map(|part| part.is_suppressed);
            assert_eq!((found, cell.is_suppressed), (expected, whole), "{answers:?}");
        };
        check([20, 10, 7], [false, false, false], false);
        check([20, 3, 7], [false, true, true], false);
        check([20, 3, 0], [true, true, false], false);
        check([20, 3, 2], [false, true, true], false);
        check([20, 1, 1], [true, true, true], false);
        check([3, 0, 0], [true, false, false], true);
        check([0, 0, 0], [false, false, false], false);
    }

    const HEADER: &str = "Child Unique ID|Placement postcode|Number of Episodes the Child has been 'Missing' from their Placement \
                          in the last 12 months|Number of Episodes the Child has been 'Absent' from their Placement in the last 12 \
                          months|Was the child offered a Return Interview after their last missing episode (Y/N)?|Did the child \
                          accept a Return Interview after their last missing episode (Y/N)?";

    /// So many rows that say the same, of children of their own.
    fn children(group: &str, n: usize, answers: &str) -> String {
        (0..n).map(|at| format!("\nSECRET-{group}{at}|AA1 1AA|{answers}")).collect()
    }

    #[test]
    fn a_row_for_each_child_becomes_totals_with_small_figures_suppressed() {
        let rows = [
            children("a", 6, "2|0|Y|Y"),
            children("b", 6, "1|0|Offered and Declined (by YP)|b) No"),
            children("c", 7, "1|0|b) No|"),
            children("d", 2, "3|1||"),
            children("e", 9, "0|0||"),
            children("f", 1, "x|0|maybe|"),
            children("a", 1, "2|0|Y|Y"),
        ];
        let found = check(
            Form::AnnexA,
            &format!("SECRET list\n{HEADER}{}", rows.concat()),
            "Children in the list [Children] : last 12 months 31
             Children with a missing episode [Children] : last 12 months 21
             Missing episodes [Incidents] : last 12 months 31
             Children whose number of missing episodes is not recorded [Children] : last 12 months suppressed
             Children with an absent episode [Children] : last 12 months suppressed
             Absent episodes [Incidents] : last 12 months suppressed
             Children whose number of absent episodes is not recorded [Children] : last 12 months zero
             Return interview offered after the last missing episode [Children] Yes: last 12 months 12
             Return interview offered after the last missing episode [Children] No: last 12 months suppressed
             Return interview offered after the last missing episode [Children] Not recorded: last 12 months suppressed
             Return interview accepted by children who were offered one [Children] Yes: last 12 months 6
             Return interview accepted by children who were offered one [Children] No: last 12 months 6
             Return interview accepted by children who were offered one [Children] Not recorded: last 12 months zero
             33 rows, 31 used, published-child-twice 1, published-note 1
             published-count-unreadable Number of Episodes the Child has been 'Missing' from their P…
             published-interview-unreadable Was the child offered a Return Interview after their last mi…",
        );
        assert!(!format!("{:?}", found.output).contains("SECRET"));
        assert!(!format!("{:?}", found.diagnostics).contains("SECRET"));
    }
}
