// What is counted, in SQL: written from the definitions that `whereabouts measures` and `whereabouts dimensions` print, and not from
// the program.

/** @typedef {"reporting" | "reporting_carried_over" | "calendar" | "quarter" | "month"} YearType */

const REGIONS = {
  "North East": ["County Durham", "Gateshead", "Hartlepool"],
  "North West": ["Lancashire", "Liverpool", "Manchester"],
  "Yorkshire and The Humber": ["Leeds", "Sheffield", "York"],
  "East Midlands": ["Derby", "Leicester", "Lincolnshire"],
  "West Midlands": ["Birmingham", "Staffordshire", "Worcestershire"],
  "East of England": ["Essex", "Luton", "Norfolk"],
  London: ["Croydon", "Ealing", "Hackney"],
  "South East": ["Brighton and Hove", "Kent", "Oxfordshire"],
  "South West": ["Bristol, City of", "Cornwall", "Wiltshire"],
};

/** A region for each authority of the files. */
const region_of_authority = Object.entries(REGIONS)
  .flatMap(([region, names]) => names.map((name) => `WHEN '${name}' THEN '${region}'`))
  .join(" ");

/** Yes, no or nothing, by a flag's letter. */
const flag = (/** @type {string} */ column) =>
  `CASE ${column} WHEN 'Y' THEN 'Yes' WHEN 'N' THEN 'No' ELSE 'Not recorded' END`;

/** Minutes after midnight of a time such as 09:30. */
const minutes = (/** @type {string} */ column) =>
  `CASE WHEN ${column} <> '' THEN 60 * split_part(${column}, ':', 1)::INTEGER + split_part(${column}, ':', 2)::INTEGER END`;

/** A date as authorities write it. */
const british = (/** @type {string} */ column) => `try_strptime(nullif(${column}, ''), '%d/%m/%Y')::DATE`;

/** What every file says of lengths. */
const lengths = (/** @type {string} */ ended) => `
  date_diff('day', started, ${ended}) AS days,
  date_diff('day', started, ${ended}) * 1440 + end_minute - start_minute AS minutes`;

/** The minute of the day at which an episode ends that lasts so many hours, where that is on the day on which it is said to end. */
const END_MINUTE_OF_HOURS = `
  CASE WHEN (${minutes("time_missing")} + round(duration_hours::DOUBLE * 60)::INTEGER) // 1440
    = date_diff('day', date_missing::DATE, nullif(date_found, '')::DATE)
  THEN (${minutes("time_missing")} + round(duration_hours::DOUBLE * 60)::INTEGER) % 1440 END`;

/** The year ending 31 March in which an episode starts. */
const YEAR_OF_START = "(year(started) + (month(started) >= 4)::INTEGER)";

/** The same episodes with how many of its own a child has that start in the same year. */
const withOften = (/** @type {string} */ episodes) => `
  SELECT *,
    count(*) FILTER (row_id = episode) OVER (PARTITION BY child, ${YEAR_OF_START}) AS often_reporting,
    count(*) FILTER (row_id = episode) OVER (PARTITION BY child, year(started)) AS often_calendar
  FROM (${episodes})`;

/**
 * Every row of a table as an episode; a reference means something within its police force only.
 *
 * @param {string} table
 * @param {boolean} isMade whether it has the columns of times, interviews and flags that the samples have not
 */
export const police = (table, isMade) => `
  CREATE TABLE ${table}_episodes AS ${withOften(`
  SELECT *, row_id AS episode, ${lengths("ended")} FROM (
    SELECT
      row_id, force || ' ' || nullif(child_ref, '') AS child,
      date_missing::DATE AS started, nullif(date_found, '')::DATE AS ended,
      ${minutes("time_missing")} AS start_minute, ${isMade ? minutes("time_found") : END_MINUTE_OF_HOURS} AS end_minute,
      NULL::INTEGER AS collection_year, nullif(age, '')::INTEGER AS years_of_age,
      region, local_authority, force AS police_force, sex, ethnicity,
      coalesce(nullif(risk_category, ''), 'Not recorded') AS risk,
      ${flag("looked_after")} AS looked_after, outcome,
      ${isMade ? flag("cse") : "NULL::VARCHAR"} AS sexual_exploitation,
      ${isMade ? flag("rhi_offered") : "NULL::VARCHAR"} AS interview_offered,
      ${isMade ? flag("rhi_accepted") : "NULL::VARCHAR"} AS interview_accepted
    FROM ${table})`)}`;

/**
 * The same for an extract of returns. A row that says the start of an episode that an earlier year's return has is the same
 * episode; of episodes that look the same, the first is the first. An open record's end is
 * that of the last return that has the episode.
 *
 * @param {string} table
 */
export const regional = (table) => `
  CREATE TABLE ${table}_episodes AS ${withOften(`
  WITH dated AS (
    SELECT
      row_id, LA || ' ' || CHILD AS child, MISSING AS code, ${british("DOB")} AS born,
      ${british("MIS_START")} AS started, ${british("MIS_END")} AS ended,
      NULL::INTEGER AS start_minute, NULL::INTEGER AS end_minute, YEAR::INTEGER AS collection_year,
      LA AS local_authority, CASE LA ${region_of_authority} END AS region,
      CASE MISSING WHEN 'M' THEN 'Missing' WHEN 'A' THEN 'Away without authorisation' END AS missing_status
    FROM ${table}
  ), ended AS (
    SELECT *,
      CASE WHEN ended IS NULL AND bool_or(collection_year > ${YEAR_OF_START}) OVER episode
        THEN first_value(ended) OVER (episode ORDER BY collection_year DESC, ended NULLS LAST
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        ELSE ended END AS last_ended
    FROM dated
    WINDOW episode AS (PARTITION BY child, code, started)
  ), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY child, code, started, collection_year ORDER BY row_id) AS copy FROM ended
  )
  SELECT *,
    first_value(row_id) OVER (PARTITION BY child, code, started, copy ORDER BY collection_year) AS episode,
    year(started) - year(born) - ((month(started), day(started)) < (month(born), day(born)))::INTEGER AS years_of_age,
    'Not recorded' AS interview_offered, 'Not recorded' AS interview_accepted, ${lengths("last_ended")}
  FROM numbered`)}`;

/** How often a child was missing in a year, by the column that says so. */
const repeats = (/** @type {string} */ often) => `CASE
  WHEN child IS NULL THEN 'Child not known' WHEN ${often} = 1 THEN '1 episode' WHEN ${often} = 2 THEN '2 episodes'
  WHEN ${often} <= 4 THEN '3 to 4 episodes' WHEN ${often} <= 9 THEN '5 to 9 episodes' ELSE '10 episodes or more' END`;

/** What tells the category of an episode in each dimension but years. */
export const DIMENSIONS = /** @type {Record<string, string>} */ ({
  repeats: repeats("often_reporting"),
  repeats_calendar: repeats("often_calendar"),
  region: "region",
  local_authority: "local_authority",
  police_force: "police_force",
  missing_status: "missing_status",
  risk: "risk",
  looked_after: "looked_after",
  sexual_exploitation: "sexual_exploitation",
  interview_offered: "interview_offered",
  interview_accepted: "interview_accepted",
  sex: "CASE sex WHEN 'M' THEN 'Male' WHEN 'F' THEN 'Female' ELSE 'Not recorded' END",
  ethnicity: "coalesce(nullif(split_part(ethnicity, ' ', 1), ''), 'Not recorded')",
  outcome: `CASE
    WHEN outcome LIKE 'Returned%own accord' THEN 'Returned of own accord'
    WHEN outcome = 'Found by police' THEN outcome
    WHEN outcome LIKE '%carer' THEN 'Found or brought back by others' ELSE 'Not recorded' END`,
  weekday: "dayname(started)",
  hour: "coalesce(printf('%02d:00 to %02d:59', start_minute // 60, start_minute // 60), 'Not recorded')",
  age: `CASE
    WHEN years_of_age IS NULL THEN 'Not recorded' WHEN years_of_age < 1 THEN 'Under 1' WHEN years_of_age <= 4 THEN '1 to 4'
    WHEN years_of_age <= 9 THEN '5 to 9' WHEN years_of_age <= 15 THEN '10 to 15' ELSE '16 and over' END`,
  duration: `CASE
    WHEN days IS NULL THEN 'No end recorded' WHEN days = 0 THEN 'Same day' WHEN days = 1 THEN 'Ended the next day'
    WHEN days = 2 THEN '2 days' WHEN days <= 7 THEN '3 to 7 days' WHEN days <= 30 THEN '8 to 30 days'
    ELSE 'More than 30 days' END`,
});

/** The first day of the period in which a day lies, of the next one, and its name. */
const PERIODS = {
  reporting: {
    first: (/** @type {string} */ day) => `make_date(year(${day}) - (month(${day}) < 4)::INTEGER, 4, 1)`,
    step: "INTERVAL 1 YEAR",
    name: "(year(first_day) + 1)::VARCHAR",
  },
  calendar: {
    first: (/** @type {string} */ day) => `date_trunc('year', ${day})::DATE`,
    step: "INTERVAL 1 YEAR",
    name: "year(first_day)::VARCHAR",
  },
  quarter: {
    first: (/** @type {string} */ day) => `date_trunc('quarter', ${day})::DATE`,
    step: "INTERVAL 3 MONTH",
    name: `printf('%d-%02d Q%d', year(first_day) - (month(first_day) < 4)::INTEGER,
                  (year(first_day) + (month(first_day) >= 4)::INTEGER) % 100, (month(first_day) // 3 + 3) % 4 + 1)`,
  },
  month: {
    first: (/** @type {string} */ day) => `date_trunc('month', ${day})::DATE`,
    step: "INTERVAL 1 MONTH",
    name: "strftime(first_day, '%Y-%m')",
  },
};

/**
 * The periods from the one in which the first episode starts to that of the last.
 *
 * @param {string} table
 * @param {YearType} yearType
 */
export function periods(table, yearType) {
  const { first, step, name } = PERIODS[yearType === "reporting_carried_over" ? "reporting" : yearType];
  return `
    SELECT first_day, (first_day + ${step})::DATE - 1 AS last_day, ${name} AS name
    FROM (SELECT unnest(generate_series(${first("min(started)")}::TIMESTAMP, max(started)::TIMESTAMP, ${step}))::DATE AS first_day
          FROM ${table}_episodes)`;
}

/** Of what days a row tells: those of its collection year, and without one all there are. */
const TOLD_FROM = "coalesce(make_date(collection_year - 1, 4, 1), DATE '1900-01-01')";
const TOLD_TO = "coalesce(make_date(collection_year, 3, 31), (SELECT max(last_day) FROM periods))";

/**
 * When an episode counts in a period.
 *
 * @param {YearType} yearType
 * @param {boolean} isAtYearEnd
 */
export function countsIn(yearType, isAtYearEnd) {
  if (isAtYearEnd) {
    return `started <= last_day AND (ended IS NULL OR ended > last_day) AND last_day BETWEEN ${TOLD_FROM} AND ${TOLD_TO}`;
  }
  if (yearType === "reporting_carried_over") {
    return `started <= last_day AND (ended IS NULL OR ended >= first_day) AND last_day >= ${TOLD_FROM} AND first_day <= ${TOLD_TO}`;
  }
  return "started BETWEEN first_day AND last_day AND row_id = episode";
}

/**
 * The periods, of those in the table `periods`, whose end the files do not reach: who was missing at that time they do not tell.
 *
 * @param {string} table
 */
export function unreached(table) {
  return `
    SELECT name FROM periods
    WHERE last_day > (
      SELECT last_day(greatest(max(started), coalesce(make_date(max(collection_year), 3, 31), max(started)))) FROM ${table}_episodes)`;
}

/** Whether an episode certainly lasted more than 24 hours: one that a return has open was open at the end of its year. */
const CERTAIN = `coalesce(minutes > 1440, days >= 2, date_diff('day', started, make_date(collection_year, 4, 1)) >= 2, false)`;
const POSSIBLE = "coalesce(minutes > 1440, days >= 1, true)";

/** Each measure, of the rows of a cell, with its decimal places; `tally` is how many children have so many of them. */
export const MEASURES = /** @type {Record<string, { sql: string, decimals: number, isCount: boolean }>} */ ({
  episodes: { sql: "count(*)", decimals: 0, isCount: true },
  children: { sql: "count(DISTINCT child)", decimals: 0, isCount: true },
  children_two_or_more: { sql: "two", decimals: 0, isCount: true },
  children_three_or_more: { sql: "three", decimals: 0, isCount: true },
  children_ten_or_more: { sql: "ten", decimals: 0, isCount: true },
  episodes_per_child: { sql: "count(child) / nullif(count(DISTINCT child), 0)", decimals: 1, isCount: false },
  days_median: { sql: "quantile_cont(days, 0.5)", decimals: 1, isCount: false },
  days_percentile_90: { sql: "quantile_cont(days, 0.9)", decimals: 1, isCount: false },
  days_total: { sql: "sum(days)", decimals: 0, isCount: false },
  hours_median: { sql: "quantile_cont(minutes / 60, 0.5)", decimals: 1, isCount: false },
  hours_percentile_90: { sql: "quantile_cont(minutes / 60, 0.9)", decimals: 1, isCount: false },
  hours_total: { sql: "sum(minutes) / 60", decimals: 1, isCount: false },
  over_24_hours_certain: { sql: `count(*) FILTER (${CERTAIN})`, decimals: 0, isCount: true },
  over_24_hours_possible: { sql: `count(*) FILTER (${POSSIBLE})`, decimals: 0, isCount: true },
  open_at_year_end: { sql: "count(*)", decimals: 0, isCount: true },
  interviews_offered: {
    sql: "100.0 * count(*) FILTER (interview_offered = 'Yes') / nullif(count(*) FILTER (interview_offered <> 'Not recorded'), 0)",
    decimals: 1,
    isCount: false,
  },
  interviews_accepted: {
    sql: "100.0 * count(*) FILTER (interview_accepted = 'Yes') / nullif(count(*) FILTER (interview_accepted <> 'Not recorded'), 0)",
    decimals: 1,
    isCount: false,
  },
});

/** The measures that are children with so many episodes, by their column. */
export const SEVERAL = { two: 2, three: 3, ten: 10 };
