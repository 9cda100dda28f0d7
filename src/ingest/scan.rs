//! Records -> typed columns, one pass. Decides which rows are used, which are set aside and why.

use super::batch::{Batch, Numbers, Run};
use super::child;
use super::csv::Cut;
use super::format::{Container, Kind};
use super::mapping::Assignment;
use super::memo::Memo;
use super::plan::Plan;
use super::reason::Reason;
use super::record::Record;
use super::role::Role;
use super::table::{
    AGE_NOT_RECORDED, Key, MINUTE_NOT_RECORDED, OPEN, PLACE_NOT_KNOWN, ReferenceHasher, column, region_code,
};
use super::tally::Tallies;
use crate::period::{DateOrder, Moment, OrderEvidence, is_open_end, order_evidence, parse_time, read_moment};
use crate::recipe::Source;
use crate::reference::{
    Category, MissingStatus, authority_code, find_region, force_code, is_blank, local_authorities,
    police_forces,
};

/// Every child's reference in a synthetic extract begins so; a file all of whose references do is synthetic.
pub const SYNTHETIC_PREFIX: &str = "SYN-";

/// What made-up published figures say of themselves in the name of each measure.
pub const SYNTHETIC_WORDS: &str = "synthetic, no real children";

/// How many rows make a batch: enough that handing over costs nothing, few enough that the memory does not matter.
pub(super) const BATCH_ROWS: usize = 1 << 16;

/// Nobody of this age or more is counted as a child: SSDA903's missing periods end at the 18th birthday.
const ADULT_AGE_YEARS: u8 = 18;

/// Turns a table's records into columns.
pub(super) struct Scanner {
    table: u32,
    kind: Kind,
    order: DateOrder,
    is_order_settled: bool,
    at: Columns,
    n_headers: usize,
    is_sheet: bool,
    key: Key,
    hasher: ReferenceHasher,
    /// The comparable form of the reference at hand; kept for its memory only.
    reference: Vec<u8>,
    runs: Vec<Run>,
    references: Vec<u64>,
    starts: Vec<i32>,
    ends: Vec<i32>,
    start_minutes: Vec<u16>,
    end_minutes: Vec<u16>,
    ages: Vec<u8>,
    birth_checks: Vec<u16>,
    collection_years: Vec<i16>,
    regions: Vec<u8>,
    authorities: Vec<u16>,
    forces: Vec<u16>,
    categories: Vec<Vec<u8>>,
    region_memo: Memo,
    authority_memo: Memo,
    force_memo: Memo,
    category_memos: Vec<(Category, usize, Memo)>,
    region_of_authority: Vec<u8>,
    region_of_force: Vec<u8>,
    tallies: Tallies,
}

/// Where each role's column is, looked up once.
struct Columns {
    child: Option<usize>,
    birth_date: Option<usize>,
    age: Option<usize>,
    start: Option<usize>,
    start_time: Option<usize>,
    end: Option<usize>,
    end_time: Option<usize>,
    duration: Option<usize>,
    region: Option<usize>,
    authority: Option<usize>,
    force: Option<usize>,
    collection_year: Option<usize>,
}

/// The dates of a row that is used.
struct Spell {
    start: Moment,
    end: Option<Moment>,
}

impl Scanner {
    /// A scanner for the records of a table, which is the `table`th of its file.
    pub(super) fn new(plan: &Plan, table: u32, key: Key) -> Self {
        let at = |role| plan.column(role);
        let columns = Columns {
            child: at(Role::Child),
            birth_date: at(Role::BirthDate),
            age: at(Role::Age),
            start: at(Role::Start),
            start_time: at(Role::StartTime),
            end: at(Role::End),
            end_time: at(Role::EndTime),
            duration: at(Role::Duration),
            region: at(Role::Region),
            authority: at(Role::Authority),
            force: at(Role::Force),
            collection_year: at(Role::CollectionYear),
        };
        let category_memos: Vec<_> = Category::ALL
            .into_iter()
            .filter_map(|category| {
                let column = at(Role::Category(category))?;
                let is_of_authority = plan.kind.source() == Some(Source::LocalAuthority);
                let read = move |text: &str| match category {
                    Category::MissingStatus if is_of_authority && !is_blank(text) => {
                        MissingStatus::read(text).map(|status| status.of_authority() as u16)
                    }
                    _ => category.read(text).map(u16::from),
                };
                let otherwise = u16::from(category.not_recorded());
                Some((category, column, plan.memo(Role::Category(category), otherwise, read)))
            })
            .collect();
        let place = |read: fn(&str) -> Option<u16>| {
            move |text: &str| if is_blank(text) { Some(PLACE_NOT_KNOWN) } else { read(text) }
        };
        let not_known = u16::from(region_code(None));
        let region = move |text: &str| match is_blank(text) {
            true => Some(not_known),
            false => find_region(text).map(|region| u16::from(region_code(Some(region)))),
        };
        Scanner {
            table,
            kind: plan.kind,
            order: plan.date_order,
            is_order_settled: plan.is_order_settled,
            n_headers: plan.header.len(),
            is_sheet: plan.container == Container::Workbook,
            key,
            hasher: key.reference_hasher(),
            reference: Vec::new(),
            runs: Vec::new(),
            references: Vec::new(),
            starts: Vec::new(),
            ends: Vec::new(),
            start_minutes: Vec::new(),
            end_minutes: Vec::new(),
            ages: Vec::new(),
            birth_checks: Vec::new(),
            collection_years: Vec::new(),
            regions: Vec::new(),
            authorities: Vec::new(),
            forces: Vec::new(),
            categories: vec![Vec::new(); category_memos.len()],
            region_memo: plan.memo(Role::Region, not_known, region),
            authority_memo: plan.memo(Role::Authority, PLACE_NOT_KNOWN, place(authority_code)),
            force_memo: plan.memo(Role::Force, PLACE_NOT_KNOWN, place(force_code)),
            category_memos,
            region_of_authority: local_authorities().iter().map(|it| region_code(Some(it.region))).collect(),
            region_of_force: police_forces().iter().map(|it| region_code(Some(it.region))).collect(),
            tallies: Tallies::new(),
            at: columns,
        }
    }

    /// The number of rows taken so far.
    pub(super) fn n_rows(&self) -> u64 {
        self.tallies.n_rows
    }

    /// How many rows wait to be taken away as a batch.
    pub(super) fn n_waiting(&self) -> usize {
        self.starts.len()
    }

    /// Takes what was cut out of a text at `row`.
    pub(super) fn take_cut(&mut self, cut: &Cut<'_>, row: u64) {
        match cut {
            Cut::Record { record, n_inner_lines } => {
                if *n_inner_lines > 0 {
                    self.tallies.note(Reason::OverLines, row);
                }
                self.take(*record, row);
            }
            Cut::NeverClosed => self.set_aside(Reason::QuoteNeverClosed, row),
            Cut::TooLong => self.set_aside(Reason::TooLong, row),
        }
    }

    fn set_aside(&mut self, reason: Reason, row: u64) {
        self.tallies.n_rows += 1;
        self.tallies.note(reason, row);
    }

    /// Takes the next record, which a spreadsheet shows in `row`.
    pub(super) fn take(&mut self, record: Record<'_>, row: u64) {
        let n_headers = self.n_headers;
        if record.len() != n_headers {
            if record.fields().all(<[u8]>::is_empty) {
                // A line of separators is blank, as spreadsheets leave them under a table.
                return;
            }
            // The rows of a sheet end with their last cell.
            let is_short = record.len() < n_headers && !self.is_sheet;
            if is_short || (n_headers..record.len()).any(|at| !record.field(at).is_empty()) {
                self.tallies.note(Reason::Ragged, row);
            }
        }
        self.tallies.n_rows += 1;
        let spell = match self.spell(record) {
            Ok(Some(spell)) => spell,
            Ok(None) if record.fields().all(<[u8]>::is_empty) => {
                self.tallies.n_rows -= 1;
                return;
            }
            Ok(None) => return self.tallies.note(Reason::NoStart, row),
            Err(reason) => return self.tallies.note(reason, row),
        };
        if self.starts.is_empty() {
            self.reserve();
        }
        self.tallies.n_used += 1;
        match self.runs.last_mut() {
            Some(run) if run.first + u64::from(run.n_rows) == row => run.n_rows += 1,
            _ => self.runs.push(Run { first: row, n_rows: 1 }),
        }
        self.take_child(record, &spell, row);
        self.take_spell(&spell);
        self.take_places(record, row);
        if let Some(column) = self.at.collection_year {
            let year = whole_number(record.field(column)).and_then(|year| i16::try_from(year).ok());
            self.collection_years.push(year.unwrap_or(0));
        }
        for ((category, column, memo), codes) in self.category_memos.iter_mut().zip(&mut self.categories) {
            let text = record.field(*column);
            let code = memo.code(text, row) as u8;
            codes.push(code);
            match category {
                Category::LookedAfter => self.tallies.n_not_looked_after += u64::from(code != 0),
                Category::MissingStatus if text.is_empty() => {
                    self.tallies.note(Reason::NoMissingStatus, row);
                    if spell.end.is_some() {
                        self.tallies.note(Reason::EndsWithoutMissingStatus, row);
                    }
                }
                _ => {}
            }
        }
    }

    /// Makes room for a batch, so that no column has to be moved as it grows.
    fn reserve(&mut self) {
        self.references.reserve(BATCH_ROWS);
        self.starts.reserve(BATCH_ROWS);
        self.ends.reserve(BATCH_ROWS);
        self.regions.reserve(BATCH_ROWS);
        for codes in &mut self.categories {
            codes.reserve(BATCH_ROWS);
        }
    }

    /// The dates of a row; none if it has no start.
    fn spell(&mut self, record: Record<'_>) -> Result<Option<Spell>, Reason> {
        if self.kind.is_companion() {
            return Ok(Some(self.companion_spell(record)));
        }
        let field = |column: Option<usize>| column.map_or(&[][..], |at| record.field(at));
        let start_text = field(self.at.start);
        if is_blank_bytes(start_text) {
            return Ok(None);
        }
        let mut start = read_moment(start_text, self.order).ok_or(Reason::StartUnreadable)?;
        self.weigh_order(start_text);
        start.minute = time_of_day(start, field(self.at.start_time));
        let end_text = field(self.at.end);
        if is_blank_bytes(end_text) {
            let is_negative = field(self.at.duration).first() == Some(&b'-');
            return if is_negative {
                Err(Reason::EndsBeforeStart)
            } else {
                Ok(Some(Spell { start, end: start.after_hours(field(self.at.duration)) }))
            };
        }
        let Some(mut end) = read_moment(end_text, self.order) else {
            return match is_open_end(end_text) {
                true => Ok(Some(Spell { start, end: None })),
                false => Err(Reason::EndUnreadable),
            };
        };
        self.weigh_order(end_text);
        end.minute = time_of_day(end, field(self.at.end_time));
        if end.minute.is_none() {
            // Where the length agrees with the date it tells the time of day.
            let told = start.after_hours(field(self.at.duration)).filter(|told| told.day == end.day);
            end.minute = told.and_then(|told| told.minute);
        }
        let is_earlier_that_day = match (start.minute, end.minute) {
            (Some(start_minute), Some(end_minute)) => end.day == start.day && end_minute < start_minute,
            _ => false,
        };
        if end.day < start.day || is_earlier_that_day {
            return Err(Reason::EndsBeforeStart);
        }
        Ok(Some(Spell { start, end: Some(end) }))
    }

    /// The dates of a row that is about a child and no episode of going missing; a row without any is used too.
    fn companion_spell(&self, record: Record<'_>) -> Spell {
        let day = |column: Option<usize>| read_moment(record.field(column?), self.order);
        let none = Moment { day: crate::period::Day(0), minute: None };
        Spell { start: day(self.at.start).unwrap_or(none), end: day(self.at.end) }
    }

    /// Counts what a date says of the order of day and month.
    fn weigh_order(&mut self, text: &[u8]) {
        if self.is_order_settled {
            return;
        }
        match order_evidence(text) {
            OrderEvidence::DayFirst => self.tallies.n_day_first += 1,
            OrderEvidence::MonthFirst => self.tallies.n_month_first += 1,
            OrderEvidence::Either => self.tallies.n_either_order += 1,
            OrderEvidence::None => {}
        }
    }

    fn take_child(&mut self, record: Record<'_>, spell: &Spell, row: u64) {
        let field = |column: Option<usize>| column.map_or(&[][..], |at| record.field(at));
        let reference = field(self.at.child);
        let source = self.kind.source().unwrap_or(Source::LocalAuthority);
        child::comparable(reference, source, &mut self.reference);
        if self.reference.is_empty() {
            self.tallies.note(Reason::NoChild, row);
        }
        self.references.push(self.hasher.hash(&self.reference));
        self.tallies.n_not_synthetic += u64::from(!reference.starts_with(SYNTHETIC_PREFIX.as_bytes()));
        let mut age = None;
        if let Some(column) = self.at.birth_date {
            let text = record.field(column);
            let birth = read_moment(text, self.order).map(|birth| birth.day);
            self.birth_checks.push(birth.map_or(0, |birth| self.key.birth_check(birth)));
            match birth {
                Some(birth) if self.at.start.is_some() => {
                    age = spell.start.day.age_years(birth);
                    if birth > spell.start.day {
                        self.tallies.note(Reason::StartsBeforeBirth, row);
                    }
                }
                None if !is_blank_bytes(text) => self.tallies.note(Reason::BirthDateUnreadable, row),
                _ => {}
            }
        } else if let Some(column) = self.at.age {
            age = whole_number(record.field(column)).map(|age| age.min(u16::from(u8::MAX)) as u8);
        } else {
            return;
        }
        if age.is_some_and(|age| age >= ADULT_AGE_YEARS) {
            self.tallies.note(Reason::NotAChild, row);
        }
        self.ages.push(age.unwrap_or(AGE_NOT_RECORDED));
    }

    fn take_spell(&mut self, spell: &Spell) {
        let start = spell.start.day.0;
        let (first, last) = self.tallies.days.unwrap_or((start, start));
        self.tallies.days = Some((first.min(start), last.max(start)));
        self.starts.push(start);
        self.ends.push(spell.end.map_or(OPEN, |end| end.day.0));
        let start_minute = spell.start.minute;
        let end_minute = spell.end.and_then(|end| end.minute);
        let has_times = !self.start_minutes.is_empty();
        if has_times || start_minute.is_some() || end_minute.is_some() {
            // Most authorities' files have no times at all; such a column begins with the first time.
            self.start_minutes.resize(self.starts.len() - 1, MINUTE_NOT_RECORDED);
            self.end_minutes.resize(self.starts.len() - 1, MINUTE_NOT_RECORDED);
            self.start_minutes.push(start_minute.unwrap_or(MINUTE_NOT_RECORDED));
            self.end_minutes.push(end_minute.unwrap_or(MINUTE_NOT_RECORDED));
        }
    }

    /// Each row's region is told by its region column, else its authority, else its police force.
    fn take_places(&mut self, record: Record<'_>, row: u64) {
        let not_known = region_code(None);
        let mut region = not_known;
        if let Some(column) = self.at.region {
            region = self.region_memo.code(record.field(column), row) as u8;
        }
        if let Some(column) = self.at.authority {
            let code = self.authority_memo.code(record.field(column), row);
            self.authorities.push(code);
            if region == not_known {
                region = self.region_of_authority.get(usize::from(code)).copied().unwrap_or(not_known);
            }
        }
        if let Some(column) = self.at.force {
            let code = self.force_memo.code(record.field(column), row);
            self.forces.push(code);
            if region == not_known {
                region = self.region_of_force.get(usize::from(code)).copied().unwrap_or(not_known);
            }
        }
        self.regions.push(region);
    }

    /// The rows since the last batch.
    pub(super) fn take_batch(&mut self) -> Batch {
        let mut columns = vec![
            (column::REFERENCE.to_owned(), Numbers::U64(std::mem::take(&mut self.references))),
            (column::START.to_owned(), Numbers::I32(std::mem::take(&mut self.starts))),
            (column::END.to_owned(), Numbers::I32(std::mem::take(&mut self.ends))),
            (column::REGION.to_owned(), Numbers::U8(std::mem::take(&mut self.regions))),
        ];
        let mut push = |name: &str, numbers: Numbers, is_there: bool| {
            if is_there {
                columns.push((name.to_owned(), numbers));
            }
        };
        let has_times = !self.start_minutes.is_empty();
        push(column::START_MINUTE, Numbers::U16(std::mem::take(&mut self.start_minutes)), has_times);
        push(column::END_MINUTE, Numbers::U16(std::mem::take(&mut self.end_minutes)), has_times);
        let has_ages = !self.ages.is_empty();
        push(column::AGE, Numbers::U8(std::mem::take(&mut self.ages)), has_ages);
        let has_births = !self.birth_checks.is_empty();
        push(column::BIRTH_CHECK, Numbers::U16(std::mem::take(&mut self.birth_checks)), has_births);
        let has_years = !self.collection_years.is_empty();
        push(column::COLLECTION_YEAR, Numbers::I16(std::mem::take(&mut self.collection_years)), has_years);
        let has_authorities = !self.authorities.is_empty();
        push(column::AUTHORITY, Numbers::U16(std::mem::take(&mut self.authorities)), has_authorities);
        let has_forces = !self.forces.is_empty();
        push(column::FORCE, Numbers::U16(std::mem::take(&mut self.forces)), has_forces);
        for ((category, _, _), codes) in self.category_memos.iter().zip(&mut self.categories) {
            push(column::of_category(*category), Numbers::U8(std::mem::take(codes)), true);
        }
        Batch { table: self.table, runs: std::mem::take(&mut self.runs), columns }
    }

    /// What was found beside the columns.
    pub(super) fn tallies(&self) -> Tallies {
        let mut tallies = self.tallies.clone();
        let known = |memo: &Memo| memo.codes().filter(|code| *code != PLACE_NOT_KNOWN).collect();
        tallies.authorities = known(&self.authority_memo);
        tallies.forces = known(&self.force_memo);
        let places = [
            (Role::Region, &self.region_memo),
            (Role::Authority, &self.authority_memo),
            (Role::Force, &self.force_memo),
        ];
        let categories =
            self.category_memos.iter().map(|(category, _, memo)| (Role::Category(*category), memo));
        for (role, memo) in places.into_iter().chain(categories) {
            let values = memo.not_understood();
            if !values.is_empty() {
                tallies.not_understood.push((role, values));
            }
        }
        tallies
    }
}

/// The value that stands for another by a user's assignment, or the value itself.
pub(super) fn assigned<'a>(assignments: &'a [Assignment], role: Role, value: &'a str) -> &'a str {
    let found = assignments.iter().find(|found| found.role == role && found.value == value);
    found.map_or(value, |found| &found.category)
}

/// The time of day: of a time column if there is one, else of the date's own text. Midnight in a date's text is what
/// programs write for a date without a time.
fn time_of_day(moment: Moment, time: &[u8]) -> Option<u16> {
    parse_time(time).or(moment.minute.filter(|minute| *minute > 0))
}

/// Whether a value says that nothing was recorded.
fn is_blank_bytes(text: &[u8]) -> bool {
    // What says so never begins with a digit, as a date does.
    text.is_empty() || (!text[0].is_ascii_digit() && std::str::from_utf8(text).is_ok_and(is_blank))
}

/// A whole number of up to four digits, also as spreadsheets rewrite it (`12.0`).
fn whole_number(text: &[u8]) -> Option<u16> {
    let digits = text.strip_suffix(b".0").unwrap_or(text);
    if digits.is_empty() || digits.len() > 4 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |value, digit| value * 10 + u16::from(digit - b'0')))
}
