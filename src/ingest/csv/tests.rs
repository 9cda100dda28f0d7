//! The records of texts: against another reader, against an acid test, and of lines that are no records.

use super::*;
use proptest::prelude::*;

type Rows = Vec<Vec<String>>;

/// All records of a text that comes in chunks; none where a line had to be given up.
fn read(text: &[u8], chunk: usize) -> Option<Rows> {
    let mut records = Records::new(b',', 0);
    let mut rows = Some(Vec::new());
    let mut take = |cut: Cut<'_>, _: u64, _: u64| {
        match (cut, &mut rows) {
            (Cut::Record { record, .. }, Some(rows)) => {
                let fields = (0..record.len()).map(|at| String::from_utf8_lossy(record.raw(at)).into_owned());
                rows.push(fields.collect());
            }
            _ => rows = None,
        }
        true
    };
    for bytes in text.chunks(chunk) {
        records.push(bytes);
        records.cut(false, &mut take);
    }
    records.cut(true, &mut take);
    rows
}

/// The same by another implementation.
fn read_by_csv_core(mut text: &[u8]) -> Rows {
    let mut reader = csv_core::Reader::new();
    let (mut bytes, mut ends, mut rows) = (vec![0; 1 << 12], vec![0; 1 << 10], Vec::new());
    let (mut n_bytes, mut n_ends) = (0, 0);
    loop {
        let (result, n_read, n_written, n_ended) =
            reader.read_record(text, &mut bytes[n_bytes..], &mut ends[n_ends..]);
        text = &text[n_read..];
        n_bytes += n_written;
        n_ends += n_ended;
        match result {
            csv_core::ReadRecordResult::InputEmpty => {}
            csv_core::ReadRecordResult::Record => {
                let starts = [0].into_iter().chain(ends.iter().copied());
                let bounds = starts.zip(&ends[..n_ends]);
                rows.push(bounds.map(|(a, b)| String::from_utf8_lossy(&bytes[a..*b]).into_owned()).collect());
                (n_bytes, n_ends) = (0, 0);
            }
            _ => return rows,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn records_are_those_of_another_reader(text in "[a\",\n\r é]{0,140}", chunk in 1_usize..150) {
        if let Some(rows) = read(text.as_bytes(), chunk) {
            prop_assert_eq!(rows, read_by_csv_core(text.as_bytes()));
        }
    }
}

#[test]
fn a_line_that_cannot_be_a_record_costs_itself_alone() {
    let check = |text: &[u8], expected: &[(&str, u64)]| {
        let mut records = Records::new(b',', 0);
        let mut found = Vec::new();
        for bytes in text.chunks(1 << 16) {
            records.push(bytes);
            records.cut(false, |cut, row, _| {
                found.push((name(&cut), row));
                true
            });
        }
        records.cut(true, |cut, row, _| {
            found.push((name(&cut), row));
            true
        });
        let expected: Vec<_> = expected.iter().map(|(name, row)| ((*name).to_owned(), *row)).collect();
        assert_eq!(found, expected);
    };
    fn name(cut: &Cut<'_>) -> String {
        match cut {
            Cut::Record { record, .. } => String::from_utf8_lossy(record.raw(0)).into_owned(),
            Cut::NeverClosed => "never closed".to_owned(),
            Cut::TooLong => "too long".to_owned(),
        }
    }
    check(b"a,1\nb,\"2\nc,3\n", &[("a", 1), ("never closed", 2), ("c", 3)]);
    check(b"\"a", &[("never closed", 1)]);
    let line = "x".repeat(3 << 20);
    check(format!("a\n{line}\nb\n").as_bytes(), &[("a", 1), ("too long", 2), ("b", 3)]);
    check(format!("a\n\"{line}\nb\n").as_bytes(), &[("a", 1), ("never closed", 2), ("b", 3)]);
    let fields = ",".repeat(1 << 17);
    check(format!("a\n{fields}\nb\n").as_bytes(), &[("a", 1), ("too long", 2), ("b", 3)]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the acid test is files")]
fn the_acid_test_of_csv_readers_is_passed() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/csv-spectrum");
    let csvs = std::fs::read_dir(format!("{root}/csvs")).expect("`cargo xtask test` installs csv-spectrum");
    let mut n_files = 0;
    for file in csvs {
        let path = file.expect("the folder can be listed").path();
        let stem = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        if stem == "location_coordinates" {
            // The package's JSON has another telephone number than its CSV.
            continue;
        }
        let text = std::fs::read(&path).expect("it can be read");
        let json = std::fs::read_to_string(format!("{root}/json/{stem}.json")).expect("it has its JSON");
        let expected: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        // A file with one row has its object by itself.
        let expected = expected.as_array().cloned().unwrap_or_else(|| vec![expected]);
        let rows = read(&text, 7).unwrap_or_else(|| panic!("{stem}: a line was given up"));
        let (header, rows) = rows.split_first().unwrap_or_else(|| panic!("{stem}: no header"));
        assert_eq!(rows.len(), expected.len(), "{stem}");
        for (row, expected) in rows.iter().zip(&expected) {
            for (name, value) in header.iter().zip(row) {
                assert_eq!(expected[name].as_str(), Some(value.as_str()), "{stem}, {name}");
            }
        }
        n_files += 1;
    }
    assert_eq!(n_files, 11);
}
