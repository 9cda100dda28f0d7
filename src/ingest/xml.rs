//! The XML form of an SSDA903 return -> the records of its modules, as if each were a CSV file.
//!
//! In: the file's bytes in UTF-8. Out: records with the columns of the official CSV modules, in the order of the file, each
//! with the line that its element begins on. One child is held at a time. Knows nothing of what values mean; everything
//! but four modules is passed over.
//!
//! The form (CLA.xsd, "Expanded SSDA903 Return"): a root with one `CHILD` for each child, in which a `HEADER` holds
//! `CHILDID`, `UPN`, `SEX`, `DOB`, `ETHNIC`, `UASC`, `DUC`, up to 366 `AMISSING`, `MOTHER` and `MC_DOB`, and after it stand
//! up to 366 `EPISODE`. What CSV calls `CHILD` and `PLACE` is `CHILDID` and `PL` here.

use super::record::{Record, RecordBuffer};
use super::refusal::Refusal;
use memchr::memchr_iter;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use std::str;

/// The longest value that is believed, bytes; the longest in the form has 13 characters.
const MAX_VALUE_BYTES: usize = 1 << 10;

/// The deepest nesting that is believed; the form has five levels.
const MAX_DEPTH: usize = 64;

/// The most periods that wait for the end of their child's header (CLA.xsd: at most 366 `AMISSING`).
const MAX_WAITING: usize = 366;

const EXPORT_AGAIN: &str = "Export it again, or choose the CSV files of the return instead.";

/// A module of the return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Module {
    /// Periods missing or away from placement without authorisation.
    Missing,
    /// Children.
    Header,
    /// Episodes of care.
    Episodes,
    /// Unaccompanied asylum-seeking children.
    Uasc,
}

impl Module {
    /// The columns of the module's CSV file, which are those of its records.
    pub(super) fn headers(self) -> &'static [&'static str] {
        match self {
            Module::Missing => &["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"],
            Module::Header => &["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"],
            Module::Episodes => &[
                "CHILD",
                "DECOM",
                "RNE",
                "LS",
                "CIN",
                "PLACE",
                "PLACE_PROVIDER",
                "DEC",
                "REC",
                "REASON_PLACE_CHANGE",
                "HOME_POST",
                "PL_POST",
                "URN",
            ],
            Module::Uasc => &["CHILD", "SEX", "DOB", "DUC"],
        }
    }
}

/// Gives every record of the return to `take`.
///
/// # Errors
/// `ingest-xml-not-recognised` if this is no such return; else `ingest-xml-broken` or `ingest-xml-entities`, after the
/// records before the fault were given.
pub(super) fn read(bytes: &[u8], take: &mut dyn FnMut(Module, u64, Record<'_>)) -> Result<(), Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (text, is_whole) = match str::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => (str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(), false),
    };
    let mut lines = Lines { text: text.as_bytes(), position: 0, line: 1 };
    let mut reader = Reader::from_str(text);
    let mut returned = Return::new(take);
    let fault = loop {
        let start = reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(Event::Eof) if is_whole && returned.depth == 0 => break None,
            Ok(Event::Eof) => break Some(Fault::Broken),
            Ok(event) => event,
            Err(_) => break Some(Fault::Broken),
        };
        if let Err(fault) = returned.see(&event, || lines.line_of(start)) {
            break Some(fault);
        }
    };
    match fault {
        Some(Fault::Entities) => Err(Refusal::new(
            "ingest-xml-entities",
            "The XML file defines entities of its own, which no return does and which are not resolved.",
            EXPORT_AGAIN,
        )),
        _ if !returned.is_recognised => Err(Refusal::new(
            "ingest-xml-not-recognised",
            "The XML file is not an SSDA903 return: it has no CHILD with a HEADER in it.",
            "Choose the XML file of an SSDA903 return, or an extract as CSV or workbook.",
        )),
        Some(Fault::Broken) => {
            let position = match reader.error_position() {
                0 => reader.buffer_position(),
                position => position,
            };
            let line = lines.line_of(position as usize);
            let message =
                format!("The XML file is damaged or cut off at line {line}; what follows is not read.");
            Err(Refusal::new("ingest-xml-broken", message, EXPORT_AGAIN))
        }
        None => Ok(()),
    }
}

/// Why reading ends before the file does.
enum Fault {
    /// The XML is not well-formed, or exceeds what is believed.
    Broken,
    /// The XML defines entities.
    Entities,
}

/// Elements' values by name.
struct Values {
    names: &'static [&'static str],
    values: Vec<String>,
}

impl Values {
    fn new(names: &'static [&'static str]) -> Self {
        Values { names, values: vec![String::new(); names.len()] }
    }

    fn set(&mut self, name: &str, value: &str) {
        if let Some(at) = self.names.iter().position(|known| *known == name) {
            self.values[at].clear();
            self.values[at].push_str(value);
        }
    }

    fn get(&self, name: &str) -> &str {
        self.names.iter().position(|known| *known == name).map_or("", |at| &self.values[at])
    }

    fn clear(&mut self) {
        self.values.iter_mut().for_each(String::clear);
    }
}

/// Which element's values are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    Child,
    Header,
    Missing,
    Episode,
}

/// A return as far as it is read.
struct Return<'a> {
    take: &'a mut dyn FnMut(Module, u64, Record<'_>),
    is_recognised: bool,
    depth: usize,
    /// The depth of the elements that are open and known, from the child inwards.
    open: Vec<(Place, usize, u64)>,
    header: Values,
    missing: Values,
    episode: Values,
    /// Periods of the child whose header is being read, whose date of birth may follow.
    waiting: Vec<(u64, Vec<String>)>,
    text: String,
    record: RecordBuffer,
}

impl<'a> Return<'a> {
    fn new(take: &'a mut dyn FnMut(Module, u64, Record<'_>)) -> Self {
        Return {
            take,
            is_recognised: false,
            depth: 0,
            open: Vec::new(),
            header: Values::new(&[
                "CHILDID", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB", "UASC", "DUC",
            ]),
            missing: Values::new(&["MISSING", "MIS_START", "MIS_END"]),
            episode: Values::new(&[
                "DECOM",
                "RNE",
                "LS",
                "CIN",
                "PL",
                "PLACE_PROVIDER",
                "DEC",
                "REC",
                "REASON_PLACE_CHANGE",
                "HOME_POST",
                "PL_POST",
                "URN",
            ]),
            waiting: Vec::new(),
            text: String::new(),
            record: RecordBuffer::default(),
        }
    }

    /// Takes in an event; `line` is the one that it begins on.
    fn see(&mut self, event: &Event<'_>, line: impl FnOnce() -> u64) -> Result<(), Fault> {
        match event {
            Event::Start(element) => self.begin(element, line)?,
            Event::End(element) => self.end(element.local_name().as_ref()),
            Event::Empty(element) => {
                self.begin(element, line)?;
                self.end(element.local_name().as_ref());
            }
            Event::Text(text) => self.push(text)?,
            Event::CData(text) => self.push(text)?,
            Event::GeneralRef(name) => match (resolve_xml_entity(name), name.resolve_char_ref()) {
                (Some(resolved), _) => self.push(resolved)?,
                (None, Ok(Some(character))) => self.push(character.encode_utf8(&mut [0; 4]))?,
                _ => return Err(Fault::Broken),
            },
            Event::DocType(text) if text.contains("<!ENTITY") => return Err(Fault::Entities),
            _ => {}
        }
        Ok(())
    }

    fn place(&self) -> Place {
        self.open.last().map_or(Place::Outside, |(place, ..)| *place)
    }

    /// Whether an element directly in the innermost known one is open: one that may hold a value.
    fn is_in_value(&self) -> bool {
        let holds_values = matches!(self.place(), Place::Header | Place::Missing | Place::Episode);
        holds_values && self.open.last().is_some_and(|(_, depth, _)| self.depth == depth + 1)
    }

    fn begin(&mut self, element: &BytesStart<'_>, line: impl FnOnce() -> u64) -> Result<(), Fault> {
        let name = element.local_name();
        let is_inside = self.open.last().is_none_or(|(_, depth, _)| *depth == self.depth);
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::Broken);
        }
        self.text.clear();
        let place = match (self.place(), name.as_ref()) {
            (Place::Outside, "EXPSSDA903" | "CLA") => {
                self.is_recognised = true;
                return Ok(());
            }
            (Place::Outside, "CHILD") => {
                self.header.clear();
                Place::Child
            }
            (Place::Child, "HEADER") if is_inside => Place::Header,
            (Place::Child, "EPISODE") if is_inside => {
                self.episode.clear();
                Place::Episode
            }
            (Place::Header, "AMISSING") if is_inside => {
                self.missing.clear();
                Place::Missing
            }
            _ => return Ok(()),
        };
        self.is_recognised |= place != Place::Child;
        self.open.push((place, self.depth, line()));
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if self.is_in_value() {
            let values = match self.place() {
                Place::Header => &mut self.header,
                Place::Missing => &mut self.missing,
                _ => &mut self.episode,
            };
            values.set(name, self.text.trim());
        } else if let Some((place, _, line)) = self.open.pop_if(|(_, depth, _)| *depth == self.depth) {
            match place {
                Place::Header => self.give_header(line),
                Place::Missing => {
                    self.waiting.push((line, self.missing.values.clone()));
                    if self.waiting.len() >= MAX_WAITING {
                        self.give_waiting();
                    }
                }
                Place::Episode => {
                    let child = self.header.get("CHILDID");
                    give(self.take, &mut self.record, Module::Episodes, line, [child], &self.episode.values);
                }
                Place::Child | Place::Outside => {}
            }
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn push(&mut self, text: &str) -> Result<(), Fault> {
        if self.is_in_value() {
            if self.text.len() + text.len() > MAX_VALUE_BYTES {
                return Err(Fault::Broken);
            }
            self.text.push_str(text);
        }
        Ok(())
    }

    fn give_header(&mut self, line: u64) {
        let of = |name| self.header.get(name);
        let values = Module::Header.headers()[1..].iter().map(|name| self.header.get(name));
        give(self.take, &mut self.record, Module::Header, line, [of("CHILDID")], values);
        // "0" says that the child is none.
        if !matches!(of("UASC"), "" | "0") || !of("DUC").is_empty() {
            let values = [of("SEX"), of("DOB"), of("DUC")];
            give(self.take, &mut self.record, Module::Uasc, line, [of("CHILDID")], values);
        }
        self.give_waiting();
    }

    fn give_waiting(&mut self) {
        let of_child = [self.header.get("CHILDID"), self.header.get("DOB")];
        for (line, values) in self.waiting.drain(..) {
            give(self.take, &mut self.record, Module::Missing, line, of_child, &values);
        }
    }
}

/// Gives a record of `of_child` and then `values`.
fn give<const N: usize>(
    take: &mut dyn FnMut(Module, u64, Record<'_>),
    record: &mut RecordBuffer,
    module: Module,
    line: u64,
    of_child: [&str; N],
    values: impl IntoIterator<Item = impl AsRef<str>>,
) {
    record.clear();
    of_child.iter().for_each(|value| record.push(value.as_bytes()));
    values.into_iter().for_each(|value| record.push(value.as_ref().as_bytes()));
    take(module, line, record.record());
}

/// Counts lines up to positions that only grow.
struct Lines<'a> {
    text: &'a [u8],
    position: usize,
    line: u64,
}

impl Lines<'_> {
    fn line_of(&mut self, position: usize) -> u64 {
        let passed = self.text.get(self.position..position).unwrap_or_default();
        self.line += memchr_iter(b'\n', passed).count() as u64;
        self.position = self.position.max(position);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every record as `line module: field|field`, and the code of the refusal, if there is one.
    fn read_all(xml: impl AsRef<[u8]>) -> (Vec<String>, Option<Refusal>) {
        let mut records = Vec::new();
        let result = read(xml.as_ref(), &mut |module, line, record| {
            assert_eq!(record.len(), module.headers().len(), "{module:?}");
            let fields: Vec<_> = record.fields().map(String::from_utf8_lossy).collect();
            records.push(format!("{line} {module:?}: {}", fields.join("|")));
        });
        (records, result.err())
    }

    #[track_caller]
    fn check(xml: impl AsRef<[u8]>, records: &[&str], code: Option<&str>) {
        let (found, refusal) = read_all(xml);
        assert_eq!(found, records);
        assert_eq!(refusal.map(|refusal| refusal.code), code);
    }

    const RETURN: &str = "<?xml version='1.0'?>
<EXPSSDA903><CHILD>
<HEADER><CHILDID>SYN1</CHILDID><UPN>U</UPN><SEX>1</SEX><DOB>12/03/2002</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC><DUC />
<AMISSING><MISSING>A</MISSING><MIS_START>29/07/2017</MIS_START>
<MIS_END>15/09/2017</MIS_END></AMISSING>
<AMISSING><MISSING>M</MISSING><MIS_START>01/10/2017</MIS_START></AMISSING>
<AREVIEW><REVIEW>24/10/2015</REVIEW></AREVIEW><MOTHER>0</MOTHER><OC2><DOB>never</DOB></OC2></HEADER>
<EPISODE><DECOM>01/04/2015</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><URN>12</URN></EPISODE>
</CHILD></EXPSSDA903>";

    #[test]
    fn a_return_is_read_as_the_records_of_its_csv_modules() {
        check(
            RETURN,
            &[
                "3 Header: SYN1|1|12/03/2002|WBRI|U|0|",
                "3 Uasc: SYN1|1|12/03/2002|",
                "4 Missing: SYN1|12/03/2002|A|29/07/2017|15/09/2017",
                "6 Missing: SYN1|12/03/2002|M|01/10/2017|",
                "8 Episodes: SYN1|01/04/2015|S|C2|N1|U4|||||||12",
            ],
            None,
        );
    }

    #[test]
    fn any_root_will_do_and_nothing_is_carried_from_child_to_child() {
        check(
            "<x:Message xmlns:x='u'><Batch><CHILD><HEADER><CHILDID>1</CHILDID><SEX>2</SEX><UASC>0</UASC></HEADER></CHILD>
<CHILD><HEADER><AMISSING><MISSING/></AMISSING><DOB>&#49;&amp;<![CDATA[<]]></DOB><CHILDID> 2 </CHILDID></HEADER></CHILD>
</Batch></x:Message>",
            &["1 Header: 1|2|||||", "2 Header: 2||1&<||||", "2 Missing: 2|1&<|||"],
            None,
        );
        check("\u{feff}<EXPSSDA903/>", &[], None);
        check("<CLA></CLA>", &[], None);
    }

    #[test]
    fn what_is_no_return_is_not_recognised() {
        for other in
            ["", "CHILD,DOB", "<html><p>CHILD</html>", "<Message><Children/></Message>", "<CHILD>1</CHILD>"]
        {
            check(other, &[], Some("ingest-xml-not-recognised"));
        }
    }

    #[test]
    fn a_broken_return_is_read_up_to_the_fault() {
        let header = "3 Header: SYN1|1|12/03/2002|WBRI|U|0|";
        let uasc = "3 Uasc: SYN1|1|12/03/2002|";
        let missing = [
            "4 Missing: SYN1|12/03/2002|A|29/07/2017|15/09/2017",
            "6 Missing: SYN1|12/03/2002|M|01/10/2017|",
        ];
        let records = [header, uasc, missing[0], missing[1]];
        let cut = RETURN.find("<LS>").unwrap();
        check(&RETURN[..cut], &records, Some("ingest-xml-broken"));
        check(RETURN.replace("<LS>", "<LX>"), &records, Some("ingest-xml-broken"));
        check(RETURN.replace("<LS>", "&own;<LS>"), &records, Some("ingest-xml-broken"));
        check(RETURN.replace("<LS>", &"<x>".repeat(80)), &records, Some("ingest-xml-broken"));
        check(
            RETURN.replace("<LS>C2", &format!("<LS>{}", "C2".repeat(600))),
            &records,
            Some("ingest-xml-broken"),
        );
        let not_utf8 = [&RETURN.as_bytes()[..cut], b"\xFF", &RETURN.as_bytes()[cut..]].concat();
        check(not_utf8, &records, Some("ingest-xml-broken"));
        let (_, refusal) = read_all(&RETURN[..cut]);
        assert!(refusal.unwrap().message.contains("at line 8"));
    }

    #[test]
    fn entities_are_neither_resolved_nor_believed() {
        let xml = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><CLA><CHILD><HEADER>&b;</HEADER></CHILD></CLA>";
        check(xml, &[], Some("ingest-xml-entities"));
        check("<!DOCTYPE CLA SYSTEM 'CLA.dtd'><CLA/>", &[], None);
    }
}
