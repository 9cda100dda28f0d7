//! What published figures count, told from the words that they are labelled with.

use crate::reference::normalise;
use serde::{Deserialize, Serialize};

/// What a published figure counts. Figures of two units are never put into one table, and nothing is ever added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// Children, each once in a figure; they do not add up over categories, places or years.
    Children,
    /// Incidents, which other sources call episodes.
    Incidents,
    /// Calls to the police.
    Calls,
    /// A mean or median of something.
    Average,
    /// Per hundred.
    Percentage,
    /// Per thousand, ten thousand and so on.
    Rate,
    /// The label does not say.
    Other,
}

impl Unit {
    /// Its name in the middle of a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Unit::Children => "children",
            Unit::Incidents => "incidents",
            Unit::Calls => "calls",
            Unit::Average => "average",
            Unit::Percentage => "per cent",
            Unit::Rate => "rate",
            Unit::Other => "figures whose unit is not stated",
        }
    }

    /// Whether it is a quotient rather than a count.
    fn is_ratio(self) -> bool {
        matches!(self, Unit::Average | Unit::Percentage | Unit::Rate)
    }

    /// The unit that a label names; none if it names none.
    pub(super) fn of_label(label: &str) -> Option<Unit> {
        let words = normalise(label);
        let words: Vec<&str> = words.split(' ').collect();
        let has = |sought: &[&str]| words.iter().any(|word| sought.contains(word));
        if label.contains('%') || has(&["percent", "percentage", "percentages", "proportion", "pct"]) {
            return Some(Unit::Percentage);
        }
        if words.windows(2).any(|pair| pair == ["per", "cent"]) {
            return Some(Unit::Percentage);
        }
        let per_many = |pair: &[&str]| pair[0] == "per" && pair[1].starts_with('1');
        if has(&["rate", "rates"]) || words.windows(2).any(per_many) {
            return Some(Unit::Rate);
        }
        if has(&["average", "averages", "mean", "median", "per"]) {
            return Some(Unit::Average);
        }
        if has(&["calls"]) {
            return Some(Unit::Calls);
        }
        match (incidents(&words), children(&words)) {
            (Some(incidents), Some(children)) => Some(if are_children_who(&words, children, incidents) {
                Unit::Children
            } else {
                Unit::Incidents
            }),
            (Some(_), None) => Some(Unit::Incidents),
            (None, Some(children)) => is_counted(&words, children).then_some(Unit::Children),
            (None, None) => None,
        }
    }

    /// The unit of a series. `measure` is what the words for the whole measure name, `own` what the series' own category or
    /// column names, `total` what the total among the measure's categories names ("Total incidents" under "Age of children
    /// missing from placement" makes incidents of all of them), `around` what stands around the table.
    pub(super) fn resolve(
        measure: Option<Unit>,
        own: Option<Unit>,
        total: Option<Unit>,
        around: Option<Unit>,
    ) -> Unit {
        let ratio = measure.filter(|unit| unit.is_ratio());
        ratio.or(own).or(total).or(measure).or(around).unwrap_or(Unit::Other)
    }
}

/// Whether a label is for all of the categories beside it together.
pub(super) fn is_total(label: &str) -> bool {
    let words = normalise(label);
    let is_all = words == "all" || (words.starts_with("all ") && !words.starts_with("all other"));
    is_all
        || matches!(words.as_str(), "total" | "totals" | "overall")
        || words.starts_with("total ")
        || words.ends_with(" total")
}

/// Where the label speaks of incidents. An episode is one only where the label is about going missing: it can be one of
/// need, or of care.
fn incidents(words: &[&str]) -> Option<usize> {
    let at = |sought: &[&str]| words.iter().position(|word| sought.contains(word));
    let is_about_missing = at(&["missing", "absent", "away", "absconded"]).is_some();
    at(&["incident", "incidents"]).or_else(|| at(&["episode", "episodes"]).filter(|_| is_about_missing))
}

/// Where the label speaks of children.
fn children(words: &[&str]) -> Option<usize> {
    // "Child" alone qualifies something else: child sexual exploitation.
    let named = words.iter().position(|word| *word == "children");
    named.or_else(|| words.windows(2).position(|pair| pair == ["young", "people"]))
}

/// "Children with a missing incident" are children; "missing children incidents" are incidents.
fn are_children_who(words: &[&str], children: usize, incidents: usize) -> bool {
    children < incidents
        && words[children..incidents].iter().any(|word| {
            matches!(*word, "with" | "who" | "whose" | "having" | "had" | "reported" | "recorded")
        })
}

/// Whether children are what the label counts: it begins with them, or with their number. "Age of children" and "missing
/// children" are a subject, not a count.
fn is_counted(words: &[&str], children: usize) -> bool {
    const QUALIFIERS: [&str; 7] = ["looked", "after", "individual", "unique", "different", "all", "total"];
    let before = &words[..children];
    let asks = before.windows(2).rposition(|pair| pair == ["number", "of"] || pair == ["how", "many"]);
    match asks {
        Some(at) => children - at <= 5,
        None => before.iter().all(|word| QUALIFIERS.contains(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Unit::{Average, Calls, Children, Incidents, Percentage, Rate};

    #[test]
    fn the_unit_is_told_from_the_label_or_not_at_all() {
        let check = |label, expected| assert_eq!(Unit::of_label(label), expected, "{label}");
        check("Average number of missing incidents per looked after child who went missing", Some(Average));
        check("Percentage of children who had a missing incident during the year", Some(Percentage));
        check("% LAC missing from care", Some(Percentage));
        check("Missing incidents per child", Some(Average));
        check("rate_per_10000", Some(Rate));
        check("Incidents per 1,000 children", Some(Rate));
        check("Children looked after during the year", Some(Children));
        check("Children missing at 31 March", Some(Children));
        check("Children with a missing incident by gender", Some(Children));
        check("Number of looked after children who had a missing incident", Some(Children));
        check("How many missing children were reported?", Some(Children));
        check("How many missing children incidents were recorded as high risk?", Some(Incidents));
        check("Missing incidents during the year", Some(Incidents));
        check("Missing episodes of looked after children", Some(Incidents));
        check("Total incidents", Some(Incidents));
        check("Missing person calls", Some(Calls));
        check("Age of children missing from placement", None);
        check("Missing children by risk level", None);
        check("Episodes_with_assessment_factor", None);
        check("Going missing", None);
        check("Child sexual exploitation", None);
        check("Children's homes", None);
        check("", None);
    }

    #[test]
    fn a_total_names_the_unit_of_its_group_but_not_of_a_percentage() {
        let check = |parts: [Option<Unit>; 4], expected| {
            let [measure, own, total, around] = parts;
            assert_eq!(Unit::resolve(measure, own, total, around), expected, "{parts:?}");
        };
        check([Some(Children), None, Some(Incidents), None], Incidents);
        check([Some(Percentage), None, Some(Incidents), None], Percentage);
        check([Some(Children), Some(Percentage), Some(Incidents), None], Percentage);
        check([None, None, None, Some(Incidents)], Incidents);
        check([None; 4], Unit::Other);
    }

    #[test]
    fn totals_are_recognised_and_others_left() {
        let check = |label, expected| assert_eq!(is_total(label), expected, "{label}");
        for label in ["Total", "Grand total", "All", "All forces", "Total incidents", "overall"] {
            check(label, true);
        }
        for label in ["All other locations", "Totally new", "Other", ""] {
            check(label, false);
        }
    }
}
