// Findings as CSV, by themselves. No browser.

import { it } from "node:test";
import assert from "node:assert/strict";
import { findingsCsv } from "../../www/components/findings/findings-csv.js";

const HEAD = "severity,code,rule,file,column,rows,example_rows,sets_aside,message,hint\n";

it("a finding is a row, quoted where it must be, and never a formula", () => {
  const check = (finding, expected) => assert.equal(findingsCsv([finding]), `${HEAD}${expected}\n`);
  const finding = {
    severity: "warning",
    code: "ingest-start-unreadable",
    rule: "1004",
    location: { file: "a.csv", column: "MIS_START", rows: [2, 17] },
    nRows: 1203,
    setsAside: true,
    message: 'Read "31/13/2015", which is no date.',
    hint: "Mend it.",
  };
  const first = "warning,ingest-start-unreadable,1004,a.csv,MIS_START,1203,2 17,true";
  check(finding, `${first},"Read ""31/13/2015"", which is no date.",Mend it.`);
  const bare = { ...finding, rule: null, nRows: 0, setsAside: false, message: "a\nb" };
  check({ ...bare, location: { file: null, column: null, rows: [] } }, `warning,ingest-start-unreadable,,,,0,,false,"a\nb",Mend it.`);
  const hostile = { ...finding, location: { file: "=1+1.csv", column: "@SUM(A1)", rows: [] }, message: "-1" };
  check(hostile, "warning,ingest-start-unreadable,1004,'=1+1.csv,'@SUM(A1),1203,,true,'-1,Mend it.");
});
