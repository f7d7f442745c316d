import { Decimal } from "../../../../chart/clinical/schema.ts";
import { beginOf } from "../../../../chart/clinical/times.ts";
import { EncounterId, type PracticeId } from "../../../../kernel/field/ids.ts";
import { PartialDate } from "../../../../kernel/field/partial-date.ts";
import { requiredLine } from "../../../../kernel/field/schemas.ts";
import {
  isLoinc,
  isSnomed,
  loinc,
  ownCodes,
  snomed,
  systemNamed,
} from "../../pipeline/clinical/code-systems.ts";
import type { RecordFields } from "../../pipeline/clinical/kinds.ts";
import { type RecordInput, recordIdOf } from "../../pipeline/clinical/record-input.ts";
import { unitOf, withoutExponent } from "../synthea/values.ts";
import { readDate, readDecimal, readPartialDate } from "./cells.ts";
import { bookingShape } from "./fields.ts";
import { readMoment, type Times } from "./moments.ts";
import { RowReader } from "./row-reader.ts";
import type { Reading } from "./rows.ts";
import type { ClinicalTable, TableSettings } from "./schema.ts";

// Rows of a table of clinical records become inputs of the API. What they say is checked by the API's own rules.

export type RecordReading = Reading & { records: ClinicalTable; practiceId: PracticeId; timeZone: string };

/** Programs give some records long identifiers, as these are only compared. */
const Identifier = requiredLine(300);

const places: Record<ClinicalTable, Record<string, string[]>> = {
  observation: {
    code: ["codeText", "code"],
    "code.coding.code": ["code"],
    "code.coding.system": ["codeSystem", "code"],
    category: ["category"],
    effectiveAt: ["effectiveAt"],
    value: ["value"],
    "value.unit": ["unit", "value"],
    referenceRange: ["referenceHigh", "referenceLow"],
    "referenceRange.low": ["referenceLow"],
    interpretation: ["interpretation"],
    note: ["note"],
  },
  condition: {
    code: ["codeText", "code"],
    "code.coding.code": ["code"],
    "code.coding.system": ["codeSystem", "code"],
    category: ["category"],
    clinicalStatus: ["clinicalStatus"],
    verificationStatus: ["verificationStatus"],
    severity: ["severity"],
    onset: ["onset"],
    abatement: ["abatement"],
    note: ["note"],
    recordedAt: ["recordedAt", "onset"],
  },
};

/** The mapped field at which problems of a field of the API are reported. */
export const placesIn = (records: ClinicalTable, { mapping }: TableSettings): Record<string, string> => {
  const isMapped = (name: string) =>
    Object.entries(mapping).some(([field, column]) => field === name && column);
  return Object.fromEntries(
    Object.entries(places[records]).map(([path, names]) => [path, names.find(isMapped) ?? "patient"]),
  );
};

/** Reads a row. `problems` has what is wrong with its cells. */
export function recordOfRow(reading: RecordReading, line: number): RecordInput {
  const { settings, cells, timeZone, records } = reading;
  const row = new RowReader(cells, "patient");
  const dateFormat = settings.dateFormat ?? "YYYY-MM-DD";
  const times = { row, timeZone, dateFormat, hasSeconds: true };
  const patient = row.checked("patient", bookingShape.patient, true) ?? "";
  const born = row.take("patientDateOfBirth", readDate(row.free("patientDateOfBirth"), dateFormat));
  const externalId = cells.Id === undefined ? null : row.checked("Id", Identifier, true);
  const encounter = readEncounter(row, reading);
  const fields =
    records === "observation" ? observationFields(times, settings) : conditionFields(times, settings);
  return {
    line,
    identity: externalId ?? JSON.stringify([patient.toLowerCase(), born, encounter, ...cellsOf(fields)]),
    ...(externalId === null && { apart: JSON.stringify(tellsApart(fields)) }),
    patient: born === null ? patient : `${patient}\n${born}`,
    encounter,
    encounterId: encounter,
    identifiers: {},
    problems: row.problems,
    ...partOf(fields),
    fields,
  };
}

/** What is said of one of the two pressures alone would not be true of both. */
function partOf(fields: Fields): Pick<RecordInput, "part"> {
  if (!("effectiveAt" in fields)) return {};
  const { code, effectiveAt: instant, referenceRange, interpretation, note } = fields;
  const isAlone = referenceRange !== null || interpretation !== null || note !== null;
  const coding = "coding" in code ? code.coding : undefined;
  if (instant === undefined || coding?.system !== loinc) return {};
  return { part: { code: coding.code, instant: isAlone ? null : instant } };
}

type Fields = ReturnType<typeof observationFields> | ReturnType<typeof conditionFields>;

/** What tells a row from others of the patient and the encounter. Words count if there is no code. */
function tellsApart(fields: Fields): unknown[] {
  const [code, ...others] = cellsOf(fields);
  const { coding } = { coding: undefined, ...fields.code };
  return [coding ? [coding.system, coding.code] : code, ...others];
}

/** The same for the cells, by which earlier versions knew a row. */
const cellsOf = (fields: Fields): unknown[] =>
  "effectiveAt" in fields
    ? [fields.code, fields.effectiveAt, fields.value]
    : [fields.code, fields.onset, fields.recordedAt];

/** The id of the encounter. Whether there is one is looked up later. */
function readEncounter(row: RowReader, { settings, practiceId }: RecordReading): string | null {
  const cell = row.free("encounter");
  if (cell === "") return null;
  if (isOfSynthea(settings)) return recordIdOf({ practiceId, source: "synthea" }, "encounter", cell);
  const parsed = EncounterId.safeParse(cell);
  return parsed.success ? parsed.data : row.fail("encounter", "There is no such encounter");
}

/** Whether people and encounters are named as in a Synthea export. */
const isOfSynthea = ({ peopleSystem }: TableSettings): boolean =>
  peopleSystem?.trim().toLowerCase() === "synthea";

/** Words, a code or both. A code without words is its own. */
function readConcept(row: RowReader, settings: TableSettings, usual: UsualSystem) {
  const [code, text] = [row.free("code"), row.free("codeText")];
  if (code === "" && text === "") {
    row.fail(row.isMapped("codeText") ? "codeText" : "code", "Required");
    return { text };
  }
  if (code === "") return { text };
  const named = row.free("codeSystem") || settings.codeSystem?.trim() || "";
  const system = named === "" ? usual(code, settings) : systemNamed(named);
  if (system === null)
    row.fail(row.isMapped("codeSystem") ? "codeSystem" : "code", "Name the system of the code");
  return { text: text || code, coding: { system: system ?? "", code, display: text || code } };
}

/** The system of a code that names none. Null if the code does not look like one of it. */
type UsualSystem = (code: string, settings: TableSettings) => string | null;
const ofObservations: UsualSystem = (code, settings) =>
  isLoinc(code) ? loinc : isOfSynthea(settings) ? ownCodes : null;
const ofConditions: UsualSystem = (code) => (isSnomed(code) ? snomed : null);

/** A word of FHIR, however it is written: `Vital signs` is `vital-signs`. */
const word = (row: RowReader, field: string): string =>
  row
    .free(field)
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, "-");

const categories: Record<string, string> = { vitals: "vital-signs", lab: "laboratory", labs: "laboratory" };
const interpretations: Record<string, string> = {
  n: "normal",
  a: "abnormal",
  l: "low",
  h: "high",
  ll: "critical-low",
  hh: "critical-high",
};

function observationFields(times: Times, settings: TableSettings) {
  const { row } = times;
  const [category, interpretation] = [word(row, "category"), word(row, "interpretation")];
  const low = readNumber(row, settings, "referenceLow");
  const high = readNumber(row, settings, "referenceHigh");
  const effectiveAt = readMoment(times, "effectiveAt", "effectiveTime");
  if (effectiveAt === null && row.free("effectiveAt") === "") row.fail("effectiveAt", "Required");
  return {
    code: readConcept(row, settings, ofObservations),
    category: (categories[category] ?? category) || null,
    effectiveAt: effectiveAt ?? undefined,
    value: readValue(row, settings),
    referenceRange: low === null && high === null ? null : { low, high },
    interpretation: (interpretations[interpretation] ?? interpretation) || null,
    note: row.free("note") || null,
    status: undefined,
    components: undefined,
  } satisfies RecordFields<"observation">;
}

/** A number with its unit, or a text. What is only like a number is neither. */
function readValue(row: RowReader, settings: TableSettings) {
  const text = row.free("value");
  if (text === "") {
    row.fail("value", "Required");
    return null;
  }
  const unit = unitOf(row.free("unit"));
  const read = readDecimal(text, settings.decimalMark ?? "point");
  if ("value" in read && read.value === null)
    return { kind: "text", text: unit === null ? text : `${text} ${unit}` };
  return { kind: "quantity", number: readNumber(row, settings, "value") ?? "", unit };
}

/** A number. Null for an empty cell, and for any other text, which is a problem. */
function readNumber(row: RowReader, { decimalMark = "point" }: TableSettings, field: string): string | null {
  const cell = row.free(field);
  if (cell === "") return null;
  const read = row.take(field, readDecimal(cell, decimalMark));
  const number = read === null ? "" : withoutExponent(read);
  return Decimal.safeParse(number).success
    ? number
    : row.fail(field, "Has to be a decimal number, such as 6.30");
}

function conditionFields(times: Times, settings: TableSettings) {
  const { row, dateFormat } = times;
  const onset = row.take("onset", readPartialDate(row.free("onset"), dateFormat));
  const abatement = row.take("abatement", readPartialDate(row.free("abatement"), dateFormat));
  const category = row.free("encounter") === "" ? "problem-list-item" : "encounter-diagnosis";
  const recordedAt = readMoment(times, "recordedAt") ?? beginning(onset);
  return {
    code: readConcept(row, settings, ofConditions),
    category: word(row, "category") || category,
    clinicalStatus: word(row, "clinicalStatus") || (abatement === null ? "active" : "resolved"),
    verificationStatus: word(row, "verificationStatus") || "confirmed",
    severity: word(row, "severity") || null,
    onset,
    abatement,
    recordedAt,
    note: row.free("note") || null,
  } satisfies RecordFields<"condition">;
}

const beginning = (onset: string | null): string | undefined =>
  PartialDate.safeParse(onset).success && onset !== null ? beginOf(onset) : undefined;
