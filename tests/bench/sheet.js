// The same episodes as an Excel workbook, laid out as Excel saves one: each text once in a table of texts; dates and times
// as numbers that a style makes dates and times.

import { closeSync, openSync, writeSync } from "node:fs";
import { Zip, ZipDeflate } from "fflate";
import { Episodes, dateSerial, timeSerial } from "./episodes.js";
import { HEADERS } from "./headers.js";

/** Characters that are packed at a time. */
const CHUNK_LENGTH = 1 << 20;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Styles of cells, by their place in `cellXfs`. */
const DATE_STYLE = 1;
const TIME_STYLE = 2;

/** The parts that are the same in every workbook. @type {Record<string, string>} */
const PARTS = {
  "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
  "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Export" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="20" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

/**
 * Writes a workbook of so many rows.
 *
 * @param {string} path
 * @param {number} nRows
 * @returns {Promise<import("./counts.js").Counts>}
 */
export async function writeSheet(path, nRows) {
  const file = openSync(path, "w");
  const zip = new Zip((error, bytes) => {
    if (error) {
      throw error;
    }
    writeSync(file, bytes);
  });
  for (const [name, text] of Object.entries(PARTS)) {
    pack(zip, name, [text]);
  }
  const episodes = new Episodes();
  /** Where each text stands in the table of texts. @type {Map<string, number>} */
  const texts = new Map();
  pack(zip, "xl/worksheets/sheet1.xml", sheetXml(episodes, nRows, texts));
  pack(zip, "xl/sharedStrings.xml", textsXml(texts));
  zip.end();
  closeSync(file);
  return episodes.counts();
}

/**
 * Packs one part, some text at a time.
 *
 * @param {Zip} zip
 * @param {string} name
 * @param {Iterable<string>} pieces
 */
function pack(zip, name, pieces) {
  const part = new ZipDeflate(name);
  // Else the time at which it was made would be in it, and no two would be the same.
  part.mtime = "2024-01-01";
  zip.add(part);
  let text = HEAD;
  for (const piece of pieces) {
    text += piece;
    if (text.length > CHUNK_LENGTH) {
      part.push(Buffer.from(text));
      text = "";
    }
  }
  part.push(Buffer.from(text), true);
}

/**
 * @param {Episodes} episode
 * @param {number} nRows
 * @param {Map<string, number>} texts
 */
function* sheetXml(episode, nRows, texts) {
  let row = 1;
  const rowXml = (/** @type {(string | number)[]} */ values, /** @type {Record<number, number>} */ styles) => {
    const cells = values.map((value, column) => {
      const place = `r="${LETTERS[column]}${row}"${styles[column] ? ` s="${styles[column]}"` : ""}`;
      if (typeof value === "number") {
        return `<c ${place}><v>${value}</v></c>`;
      }
      const at = texts.get(value) ?? texts.size;
      texts.set(value, at);
      return `<c ${place} t="s"><v>${at}</v></c>`;
    });
    return `<row r="${row}">${cells.join("")}</row>`;
  };
  const lastCell = `${LETTERS[HEADERS.length - 1]}${nRows + 1}`;
  yield `<worksheet xmlns="${MAIN}"><dimension ref="A1:${lastCell}"/><sheetData>${rowXml(HEADERS, {})}`;
  const styles = { 5: DATE_STYLE, 6: TIME_STYLE, 7: DATE_STYLE, 8: TIME_STYLE };
  while (row <= nRows) {
    row += 1;
    episode.advance();
    const { incident, child, age, gender, ethnicity, place, risk, lookedAfter, placement } = episode;
    const start = [dateSerial(episode.startDay), timeSerial(episode.startMinute)];
    const end = [dateSerial(episode.endDay), timeSerial(episode.endMinute)];
    const where = [place.force, place.authority, place.region];
    yield rowXml(
      [incident, child, age, gender, ethnicity, ...start, ...end, ...where, risk, lookedAfter, placement],
      styles,
    );
  }
  yield "</sheetData></worksheet>";
}

/** @param {Map<string, number>} texts */
function* textsXml(texts) {
  yield `<sst xmlns="${MAIN}" uniqueCount="${texts.size}">`;
  for (const text of texts.keys()) {
    yield `<si><t>${text.replaceAll("&", "&amp;")}</t></si>`;
  }
  yield "</sst>";
}
