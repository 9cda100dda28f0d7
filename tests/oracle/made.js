// Files for what the program's own samples do not have: times of both ends, interviews, flags, open ends, episodes over midnight,
// over 31 March and over 29 February, rows that stand twice, and episodes that stand in two years' returns. No real children.

const DAY_MS = 86_400_000;

/** Numbers that are the same in every run. */
function chance() {
  let state = 20_240_229;
  /** A whole number from 0 to below `n`. */
  return (/** @type {number} */ n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const iso = (/** @type {number} */ day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const british = (/** @type {number} */ day) => iso(day).split("-").reverse().join("/");
const dayOf = (/** @type {string} */ date) => Date.parse(date) / DAY_MS;
const time = (/** @type {number} */ minute) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Days on which and round which things are easily miscounted, and the first and last day of all. */
const FIRST = dayOf("2018-03-30");
const N_DAYS = dayOf("2021-06-30") - FIRST + 1;
const NOTABLE = ["2019-03-31", "2019-04-01", "2020-02-28", "2020-02-29", "2020-03-01", "2020-03-30", "2020-12-31"].map(dayOf);

/** @param {number} n_rows */
export function madePolice(n_rows) {
  const below = chance();
  const pick = (/** @type {string[]} */ of) => of[below(of.length)];
  const places = [
    ["London", "Ealing", "Metropolitan Police"],
    ["London", "Croydon", "Metropolitan Police"],
    ["South East", "Kent", "Kent"],
    ["North West", "Manchester", "Greater Manchester"],
  ];
  const lines = [
    "child_ref,region,local_authority,force,age,sex,ethnicity,risk_category,looked_after,cse,rhi_offered,rhi_accepted,date_missing,time_missing,date_found,time_found,outcome",
  ];
  while (lines.length <= n_rows) {
    const start = below(6) === 0 ? (NOTABLE[below(NOTABLE.length)] ?? FIRST) : FIRST + below(N_DAYS);
    const start_minute = below(8) === 0 ? null : below(30) === 0 ? pick(["0", "1439", "1"]) : below(1440);
    const length = [0, 0, 1, 1, 1, 2, 3, 7, 8, 30, 31, 400][below(12)] ?? 0;
    const is_open = below(10) === 0;
    // Exactly a day now and then, which is not more than 24 hours.
    const end_minute = below(6) === 0 ? null : below(4) === 0 ? start_minute : below(1440);
    const is_back_before = length === 0 && Number(end_minute ?? 1440) < Number(start_minute ?? 0);
    const offered = pick(["Y", "Y", "N", ""]);
    const line = [
      below(40) === 0 ? "" : `SYN-${below(700)}`,
      ...(places[below(places.length)] ?? []),
      below(15) === 0 ? "" : below(18),
      pick(["M", "F", ""]),
      pick(["White British", "Black African", ""]),
      pick(["High", "Medium", "Low", "No apparent risk", ""]),
      pick(["Y", "N", ""]),
      pick(["Y", "N", ""]),
      offered,
      offered === "Y" ? pick(["Y", "N", ""]) : pick(["N", ""]),
      iso(start),
      start_minute === null ? "" : time(Number(start_minute)),
      is_open ? "" : iso(start + length),
      is_open || end_minute === null || is_back_before ? "" : time(Number(end_minute)),
      pick(["Returned of own accord", "Found by police", "Returned by carer", ""]),
    ].join(",");
    lines.push(...(below(25) === 0 ? [line, line] : [line]));
  }
  return `${lines.join("\n")}\n`;
}

/** @param {number} n_episodes */
export function madeRegional(n_episodes) {
  const below = chance();
  /** @type {string[]} */
  const rows = [];
  // Two episodes of a child that start on one day could not be told apart in the next year's return.
  const seen = new Set();
  const first = dayOf("2017-04-01");
  const last_year = 2021;
  const n_days = dayOf("2021-03-31") - first + 1;
  for (let at = 0; at < n_episodes; at++) {
    const start = below(5) === 0 ? (NOTABLE[below(NOTABLE.length)] ?? first) : first + below(n_days);
    const length = [0, 1, 1, 2, 5, 20, 40, 400, 900][below(9)] ?? 0;
    const authority = ["Ealing", "Kent", "Manchester", '"Bristol, City of"'][below(4)];
    const child = below(600);
    const born = british(dayOf("2004-01-01") + child * 7);
    const code = below(4) === 0 ? "A" : "M";
    const is_new = seen.size < seen.add(`${authority} ${child} ${code} ${start}`).size;
    const year_of = (/** @type {number} */ day) => Number(iso(day).slice(0, 4)) + Number(iso(day).slice(5) >= "04-01");
    const end = start + length;
    // Some authorities forget what they carried over, and some report it with no first record.
    const forgets = below(8) === 0;
    const lacks_first = below(20) === 0;
    for (let year = year_of(start); is_new && year <= Math.min(year_of(end), last_year); year++) {
      const is_first = year === year_of(start);
      if (is_first ? lacks_first && year_of(end) > year : forgets) {
        continue;
      }
      const ended = year_of(end) === year ? british(end) : "";
      rows.push(`SYN-${child},${born},${code},${british(start)},${ended},${authority},${year}`);
    }
  }
  return `CHILD,DOB,MISSING,MIS_START,MIS_END,LA,YEAR\n${rows.join("\n")}\n`;
}
