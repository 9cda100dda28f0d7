//! Made-up published figures: how many children are looked after in the places and years of the sample.

use super::Imitation;
use super::plan::{FIRST_YEAR, LAST_YEAR, PLACES, n_looked_after, quoted};
use crate::ingest::SYNTHETIC_WORDS;

/// The name of the file.
pub const LOOKED_AFTER_NAME: &str = "synthetic-looked-after.csv";

/// The rows of the regional extract whose children they are.
const N_ROWS: usize = 90_000;

/// Of a hundred children looked after in a year, so many are on its last day: 81,770 of 115,410 in England in 2025 (Department for Education,
/// children looked after in England).
const ON_THE_LAST_DAY_PER_HUNDRED: usize = 71;

/// Children looked after on 31 March by year, region and authority, in the form in which the Department for Education publishes them. A region
/// has three authorities here.
pub fn looked_after() -> String {
    let mut text =
        "time_period,time_identifier,geographic_level,country_name,region_name,la_name,population_count,number\n".to_owned();
    let mut add = |year: i32, level: &str, region: &str, authority: &str, n: usize| {
        let authority = quoted(authority);
        text += &format!(
            "{year},Reporting year,{level},England,{region},{authority},\"Children looked after on 31 March ({SYNTHETIC_WORDS})\",{n}\n"
        );
    };
    for year in FIRST_YEAR..=LAST_YEAR {
        for (at, region) in PLACES.chunk_by(|one, other| one.0 == other.0).enumerate() {
            let of = |place: usize| {
                n_looked_after(Imitation::Regional, N_ROWS, place, year) * ON_THE_LAST_DAY_PER_HUNDRED / 100
            };
            let places = at * region.len()..(at + 1) * region.len();
            add(year, "Regional", region[0].0, "", places.clone().map(of).sum());
            for place in places {
                add(year, "Local authority", PLACES[place].0, PLACES[place].1, of(place));
            }
        }
    }
    text
}
