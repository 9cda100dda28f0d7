//! What is odd about episodes that their own row does not tell: rules that need the file's year, the child's other episodes, the
//! other years, or the other modules of the return.
//!
//! The numbered rules are those of the Department for Education's validation of the SSDA903 return. What they find is counted all
//! the same, unless a row repeats what is counted already: a figure is not mended behind its reader's back.

mod care;
mod collection_year;
pub(crate) mod coverage;
mod header;
mod same_child;
mod spell;

use super::companion::{Child, Pairing};
use super::{CARRIED_OVER, Episodes, Member};
use crate::diagnostic::{Diagnostic, Location, Severity, Tally};
use crate::ingest::{Kind, Stretch, Table};
use crate::recipe::Source;

/// Looks at the episodes of a source, file by file and all together. `companions` are the tables at hand of the other modules of
/// SSDA903, with the names of their files.
pub fn check(episodes: &Episodes, companions: &[(&str, &Table)]) -> Vec<Diagnostic> {
    let members = episodes.members.iter();
    let mut found: Vec<Vec<Diagnostic>> = members
        .zip(episodes.same_child())
        .map(|(member, same_child)| {
            let by_rule = collection_year::check(episodes, member).into_iter();
            let by_rule = by_rule.chain(spell::check(episodes, member));
            by_rule.chain(same_child::check(episodes, member, same_child)).collect()
        })
        .collect();
    if episodes.source == Source::LocalAuthority {
        let pairing = |kind| Pairing::new(episodes, companions, kind);
        for of_members in [header::check(&pairing(Kind::Header)), care::check(&pairing(Kind::Episodes))] {
            for (found, of_member) in found.iter_mut().zip(of_members) {
                found.extend(of_member);
            }
        }
    }
    found.into_iter().flatten().chain(coverage::check(episodes)).collect()
}

/// What is said of the rows of a file that a rule finds.
struct Finding {
    severity: Severity,
    code: &'static str,
    /// The rule's number, for the returns of local authorities.
    rule: Option<&'static str>,
    sets_aside: bool,
    message: &'static str,
    hint: &'static str,
}

impl Finding {
    /// A finding about rows that are counted all the same.
    const fn warning(
        code: &'static str,
        rule: Option<&'static str>,
        message: &'static str,
        hint: &'static str,
    ) -> Self {
        Finding { severity: Severity::Warning, code, rule, sets_aside: false, message, hint }
    }

    /// The diagnostic about some rows of a member, by their places there; none if there are no rows.
    fn in_rows(&self, source: Source, member: &Member, rows: &Tally) -> Option<Diagnostic> {
        let number = |at: &u64| member.table.row_numbers().nth(usize::try_from(*at).ok()?);
        (rows.n_rows() > 0).then(|| Diagnostic {
            severity: self.severity,
            code: self.code,
            rule: self.rule.filter(|_| source == Source::LocalAuthority),
            location: Location {
                file: Some(member.file.clone()),
                column: None,
                rows: rows.examples().iter().filter_map(number).collect(),
            },
            n_rows: rows.n_rows(),
            sets_aside: self.sets_aside,
            message: self.message.to_owned(),
            hint: self.hint.to_owned(),
        })
    }
}

/// Judges each episode of which the child is known, in those returns of which a module has a row: `judge` gets whose it is, the
/// stretch and the place in it, and says for each of the findings whether it is one. The diagnostics of each member.
fn judge<'a, const N: usize>(
    pairing: &Pairing<'a>,
    findings: [Finding; N],
    judge: &dyn Fn(Child, Stretch<'a>, usize) -> [bool; N],
) -> Vec<Vec<Diagnostic>> {
    let returns = pairing.returns();
    let of_member = |member: &'a Member| {
        let mut rows: [Tally; N] = std::array::from_fn(|_| Tally::default());
        if !returns.is_empty() {
            pairing.each_episode(member, |child, stretch, at, row| {
                if returns.contains(&child.0) {
                    let found = rows.iter_mut().zip(judge(child, stretch, at));
                    found.filter(|(_, is_found)| *is_found).for_each(|(rows, _)| rows.add(row));
                }
            });
        }
        let found = findings.iter().zip(&rows);
        found.filter_map(|(finding, rows)| finding.in_rows(Source::LocalAuthority, member, rows)).collect()
    };
    pairing.episodes.members.iter().map(of_member).collect()
}

/// Says which rows repeat an episode of an earlier year's return, as rule 576 wants of an episode open at the year's end.
pub(super) fn carried_over(source: Source, member: &Member) -> Option<Diagnostic> {
    let finding = Finding {
        severity: Severity::Note,
        code: CARRIED_OVER,
        rule: None,
        sets_aside: true,
        message: "The episode was carried over from an earlier year, whose return has it too; it is counted once, there.",
        hint: "Nothing needs to be done.",
    };
    let mut rows = Tally::default();
    for at in &member.repeats {
        rows.add(*at as u64);
    }
    finding.in_rows(source, member, &rows)
}
