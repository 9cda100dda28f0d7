//! Released tables audited as their readers have them.

use crate::{Failure, print};
use std::path::PathBuf;
use whereabouts::disclosure::{Fault, Placed, audit_from_outside};
use whereabouts::export::read_csv;
use whereabouts::recipe::Policy;

/// Writes between what a reader can place each blank, and says whether all is well.
pub(crate) fn audit(files: &[PathBuf], policy: Policy, is_children: bool) -> Result<bool, Failure> {
    let mut tables = Vec::new();
    for path in files {
        let cannot =
            |fault: String| Failure::Unusable(format!("{} cannot be audited: {fault}.", path.display()));
        let text = std::fs::read_to_string(path).map_err(|fault| cannot(fault.to_string()))?;
        tables.push(read_csv(&text).map_err(cannot)?);
    }
    let placed = audit_from_outside(&tables, policy, !is_children).map_err(refused)?;
    let mut text = "cell,least,most,status\n".to_owned();
    for blank in &placed {
        text += &format!("\"{}\",{},{},{}\n", named(&blank.cell), blank.least, blank.most, status(blank));
    }
    print(&text)?;
    let n_exposed = placed.iter().filter(|blank| blank.is_exposed).count();
    eprintln!(
        "{} figures are left blank; a reader can place {n_exposed} of them too narrowly.",
        placed.len()
    );
    Ok(n_exposed == 0)
}

fn status(blank: &Placed) -> &'static str {
    if blank.is_exposed { "exposed" } else { "safe" }
}

fn named(cell: &[(String, String)]) -> String {
    let named: Vec<String> = cell.iter().map(|(name, category)| format!("{name} {category}")).collect();
    if named.is_empty() { "Total".to_owned() } else { named.join(", ").replace('"', "\"\"") }
}

fn refused(fault: Fault) -> Failure {
    match fault {
        Fault::Contradiction(cell) => Failure::Usage(format!(
            "The tables give different figures for {}: audit together what is of the same episodes, with nothing left out.",
            named(&cell)
        )),
        Fault::NoTable => Failure::Usage(
            "No table fits these: totals are not the sums of their parts. For children, who can be in \
             several, say --children; for rounded figures, name the --policy."
                .to_owned(),
        ),
        Fault::TooLarge => {
            Failure::Usage("There are too many blanks in it to be audited from outside.".to_owned())
        }
        Fault::Unprotected => Failure::Usage("Under that policy nothing is left blank.".to_owned()),
    }
}
