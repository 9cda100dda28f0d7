//! Files that can only be read whole: workbooks, and SSDA903's XML.

use super::format::{Container, Kind};
use super::grid::GridRow;
use super::opening::{IsAggregated, Opening};
use super::part::{End, Part};
use super::plan::{Head, Plan};
use super::reader::{GridTaker, rows};
use super::refusal::Refusal;
use super::scan::{BATCH_ROWS, Scanner};
use super::sheet::Workbook;
use super::table::Key;
use super::text::decode;
use super::xml::{self, Module};
use std::ops::ControlFlow;

/// How many rows of a sheet are looked at to see what it holds.
const HEAD_ROWS: usize = 2000;

/// Reads the sheet of a workbook that the user chose, else the first that is recognised.
pub(super) fn read_workbook(
    bytes: Vec<u8>,
    opening: &Opening,
    key: Key,
    is_aggregated: IsAggregated,
    end: &mut End,
    give: &mut dyn FnMut(Part),
) -> Result<(), Refusal> {
    let mut workbook = Workbook::open(bytes)?;
    let sheets = workbook.sheet_names().to_vec();
    let mut found: Option<Plan> = None;
    // A sheet that the user chose is read whatever the others hold.
    let chosen = opening.mappings.iter().rev().find_map(|mapping| mapping.sheet.as_ref());
    let chosen = chosen.filter(|chosen| sheets.contains(chosen));
    for sheet in sheets.iter().filter(|sheet| chosen.is_none_or(|chosen| chosen == *sheet)) {
        let head = head(&mut workbook, sheet)?;
        let of_sheet =
            |mapping: &&super::mapping::Mapping| mapping.sheet.as_ref().is_none_or(|wanted| wanted == sheet);
        let mappings: Vec<_> = opening.mappings.iter().filter(of_sheet).cloned().collect();
        let Some(mut plan) = Plan::of(Container::Workbook, 0, &head, &mappings, is_aggregated) else {
            continue;
        };
        plan.sheet = Some(sheet.clone());
        plan.sheets.clone_from(&sheets);
        plan.is_sheet_said = opening.mappings.iter().any(|mapping| mapping.sheet.as_ref() == Some(sheet));
        if plan.is_sheet_said || plan.kind != Kind::Unrecognised {
            found = Some(plan);
            break;
        }
        found = found.or(Some(plan));
    }
    let Some(plan) = found else {
        return Err(Refusal::new(
            "ingest-no-rows",
            "No sheet of it has a row that could be read.",
            "Export it again, or choose another file.",
        ));
    };
    let sheet = plan.sheet.clone().unwrap_or_default();
    match plan.kind {
        Kind::Unrecognised => end.tables.push((plan, super::tally::Tallies::new())),
        Kind::Published => {
            let mut taker = GridTaker::default();
            workbook.read(&sheet, &mut |row, record| {
                taker.take(row, record);
                if taker.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
            taker.finish(plan, end);
        }
        _ => {
            let mut scanner = Scanner::new(&plan, 0, key);
            let read = workbook.read(&sheet, &mut |row, record| {
                if row > plan.header_row {
                    scanner.take(record, row);
                }
                if scanner.n_waiting() >= BATCH_ROWS {
                    give(rows(&mut scanner));
                }
                ControlFlow::Continue(())
            });
            give(rows(&mut scanner));
            end.tables.push((plan, scanner.tallies()));
            // What was read before the fault is used.
            read?;
        }
    }
    Ok(())
}

/// The first rows of a sheet.
fn head(workbook: &mut Workbook, sheet: &str) -> Result<Head, Refusal> {
    let mut head = Head::default();
    workbook.read(sheet, &mut |number, record| {
        let cells: Vec<String> = record.fields().map(|field| decode(field).into_owned()).collect();
        head.grid.rows.push(GridRow { number, cells });
        if head.grid.rows.len() < HEAD_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(head)
}

/// Reads the modules of an SSDA903 return that say who went missing, and of whom.
pub(super) fn read_xml(
    bytes: &[u8],
    opening: &Opening,
    key: Key,
    end: &mut End,
    give: &mut dyn FnMut(Part),
) -> Result<(), Refusal> {
    const MODULES: [Module; 4] = [Module::Missing, Module::Header, Module::Episodes, Module::Uasc];
    let mut scanners: Vec<(Plan, Scanner)> = MODULES
        .into_iter()
        .enumerate()
        .filter_map(|(at, module)| {
            let cells = module.headers().iter().map(|header| (*header).to_owned()).collect();
            let head = Head {
                grid: super::grid::Grid { rows: vec![GridRow { number: 0, cells }] },
                ..Head::default()
            };
            let plan = Plan::of(Container::Xml, 0, &head, &opening.mappings, |_| false)?;
            let scanner = Scanner::new(&plan, at as u32, key);
            Some((plan, scanner))
        })
        .collect();
    let read = xml::read(bytes, &mut |module, line, record| {
        let at = MODULES.iter().position(|known| *known == module).unwrap_or_default();
        if let Some((_, scanner)) = scanners.get_mut(at) {
            scanner.take(record, line);
            if scanner.n_waiting() >= BATCH_ROWS {
                give(rows(scanner));
            }
        }
    });
    for (plan, mut scanner) in scanners {
        give(rows(&mut scanner));
        end.tables.push((plan, scanner.tallies()));
    }
    read
}
