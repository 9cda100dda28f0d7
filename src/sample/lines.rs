//! The lines of an extract in the format of its kind.

use super::Imitation;
use super::plan::{Child, PLACES, Spell, quoted};
use crate::ingest::SYNTHETIC_PREFIX;
use crate::period::Day;
use fastrand::Rng;

/// A number that sets the randomness of one kind apart from another's.
pub(super) fn stream(kind: Imitation) -> u64 {
    match kind {
        Imitation::Regional => 0,
        Imitation::Ssda903 => 0x903_0000_0000_0000,
        Imitation::Police => 0x999_0000_0000_0000,
    }
}

/// The header line.
pub(super) fn header(kind: Imitation) -> &'static str {
    match kind {
        Imitation::Regional => "CHILD,DOB,MISSING,MIS_START,MIS_END,LA,YEAR\n",
        Imitation::Ssda903 => "CHILD,DOB,MISSING,MIS_START,MIS_END\n",
        Imitation::Police => {
            "episode_id,child_ref,region,local_authority,force,age,sex,ethnicity,risk_category,looked_after,\
             date_missing,time_missing,date_found,duration_hours,outcome\n"
        }
    }
}

/// The line of one episode of a child; `n` numbers the lines.
pub(super) fn line(kind: Imitation, n: usize, child: &Child, spell: Spell, rng: &mut Rng) -> String {
    match kind {
        Imitation::Police => police(n, child, spell, rng),
        Imitation::Regional | Imitation::Ssda903 => ssda903(kind, child, spell, rng),
    }
}

/// The child's reference: the place makes it the child's own in the whole extract.
fn reference(child: &Child) -> String {
    format!("{SYNTHETIC_PREFIX}{:02}{:06}", child.place, child.number)
}

/// A number that stays the child's own, from which what does not change about a child is taken.
fn fixed(child: &Child) -> u64 {
    (child.place as u64 * 7919 + child.number as u64 * 104_729) % 1_000_003
}

/// The day of birth: between 10 and 17 years before the middle of the sample's decade for most.
fn birth(child: &Child) -> Day {
    let fixed = fixed(child);
    let years_before = 11 + (fixed % 7) as i32;
    Day::from_ymd(child.year - years_before, (fixed % 12) as u8 + 1, (fixed % 28) as u8 + 1)
        .expect("every month has 28 days")
}

fn slashes(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{day:02}/{month:02}/{year}")
}

fn iso(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year}-{month:02}-{day:02}")
}

fn ssda903(kind: Imitation, child: &Child, spell: Spell, rng: &mut Rng) -> String {
    let start = spell.start;
    // Still missing when the year ends: the end is left blank.
    let end = spell.end().map_or_else(String::new, slashes);
    let status = if rng.u32(0..100) < 84 { "M" } else { "A" };
    let (reference, start) = (reference(child), slashes(start));
    let birth = birth(child);
    match kind {
        Imitation::Regional => {
            // Regional teams degrade the date of birth to the first of its month.
            let (year, month, _) = birth.ymd();
            let (_, authority, _) = PLACES[child.place];
            let authority = quoted(authority);
            format!("{reference},01/{month:02}/{year},{status},{start},{end},{authority},{}\n", child.year)
        }
        Imitation::Ssda903 | Imitation::Police => {
            format!("{reference},{},{status},{start},{end}\n", slashes(birth))
        }
    }
}

fn police(n: usize, child: &Child, spell: Spell, rng: &mut Rng) -> String {
    let (region, authority, force) = PLACES[child.place];
    let (authority, force) = (quoted(authority), quoted(force));
    let fixed = fixed(child);
    let Spell { start, n_days, .. } = spell;
    let minute = rng.i32(0..1430);
    // Found some minutes later on the same day, or at any time of the day on which the child was found.
    let minutes =
        if n_days == 0 { rng.i32(10..1440 - minute) } else { n_days * 1440 - minute + rng.i32(0..1440) };
    let found = Day(start.0 + (minute + minutes) / 1440);
    let age = start.age_years(birth(child)).unwrap_or(0);
    let sex = ["F", "M", "F", "M", "M"][(fixed % 5) as usize];
    let ethnicity = match fixed % 100 {
        0..52 => "White British",
        52..58 => "Black African",
        58..63 => "Mixed",
        63..69 => "Asian",
        _ => "",
    };
    let looked_after = if fixed % 100 < 45 { "Y" } else { "N" };
    let outcome = match rng.u32(0..100) {
        0..20 => "\"Returned, of own accord\"",
        20..55 => "Returned of own accord",
        55..80 => "Found by police",
        _ => "Returned by carer",
    };
    format!(
        "{n},{},{region},{authority},{force},{age},{sex},{ethnicity},{},{looked_after},{},{:02}:{:02},{},{}.{},{outcome}\n",
        reference(child),
        risk(child, rng),
        iso(start),
        minute / 60,
        minute % 60,
        iso(found),
        minutes / 60,
        minutes % 60 / 6,
    )
}

/// The risk category. "No apparent risk" joined the scale in 2017; before, it is a rare slip.
fn risk(child: &Child, rng: &mut Rng) -> &'static str {
    let no_apparent_risk = if child.year <= 2017 { 1 } else { 500 };
    match rng.u32(0..10_000) {
        draw if draw < no_apparent_risk => "No apparent risk",
        0..2000 => "High",
        2000..8300 => "Medium",
        8300..9600 => "Low",
        _ => "",
    }
}
