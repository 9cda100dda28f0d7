// The extract's header row, alone: contestants that must be told it cannot have what makes the extract.

/** The columns, under headers that Whereabouts knows; a few it passes over. */
export const HEADERS = [
  "Incident Number",
  "Child Ref",
  "Age",
  "Gender",
  "Ethnicity",
  "Date Missing",
  "Time Missing",
  "Date Found",
  "Time Found",
  "Police Force",
  "Local Authority",
  "Region",
  "Risk Level",
  "Looked After",
  "Placement",
];
