import {
  areSeveralCodes,
  cvx,
  isLoinc,
  isSnomed,
  ownCodes,
  rxNorm,
  snomed,
  systemAmong,
  systemNamed,
} from "@caretype/chart/clinical/code-systems";
import { type DeniedKind, deniedBy, deniedKinds, saysNothing } from "@caretype/chart/clinical/denial";
import { Decimal } from "@caretype/chart/clinical/schema";
import { isFuture } from "@caretype/chart/clinical/times";
import { loinc } from "@caretype/chart/unit/measures";
import { dayAfter, dayAt, type PracticeZone, zoneOf } from "@caretype/core/kernel/field/day";
import { beginOfDay, toInstant } from "@caretype/core/kernel/field/day-begin";
import { hashId } from "@caretype/core/kernel/field/hash-id";
import { EncounterId, type PracticeId } from "@caretype/core/kernel/field/ids";
import { PartialDate } from "@caretype/core/kernel/field/partial-date";
import { isPlaceholder, isReason } from "@caretype/core/kernel/field/placeholders";
import { codedWord } from "../clinical/coded-words.ts";
import type { RecordFields } from "../clinical/kinds.ts";
import {
  flagOf,
  type ReadNumber,
  readRange,
  readUnit,
  readValue,
  type UnitNames,
  unitOf,
  unitReading,
  withoutExponent,
} from "../clinical/measured-value.ts";
import { isHeading, pressureCodes, pressurePanel, pressuresIn } from "../clinical/pressures.ts";
import type { RecordInput } from "../clinical/record-input.ts";
import { recordIdOf } from "../ids.ts";
import { namedPatient } from "../named-patient.ts";
import { isMark } from "./cells.ts";
import { readPartialDate, withoutMidnight } from "./dates.ts";
import { readDay, readMoment, type Times } from "./moments.ts";
import { readDecimal, readOrdinal, withoutThousands } from "./numbers.ts";
import { type Reading, RowReader } from "./rows.ts";
import { type ClinicalTable, type ReadSettings, tableFields } from "./schema.ts";
import { readSign } from "./signs.ts";

// Turns rows of a table of clinical records into inputs of the API, which are checked by the API's own rules.

export type RecordReading = Reading & { records: ClinicalTable; practiceId: PracticeId };

const placesOfCode = (field: string): Record<string, string[]> => ({
  [field]: ["codeText", "code"],
  [`${field}.coding.code`]: ["code"],
  [`${field}.coding.system`]: ["codeSystem", "code"],
});

/** The fields that report problems without a field of the same name. The first mapped one counts. */
const otherPlaces: Record<ClinicalTable, Record<string, string[]>> = {
  observation: {
    ...placesOfCode("code"),
    "value.unit": ["unit", "value"],
    // Both pressures of one cell.
    components: ["value"],
    "components.0.value.unit": ["unit", "value"],
    "components.1.value.unit": ["unit", "value"],
    referenceRange: ["referenceHigh", "referenceLow", "referenceRange"],
    "referenceRange.low": ["referenceLow", "referenceRange"],
    "referenceRange.text": ["referenceRange", "referenceHigh", "referenceLow"],
  },
  condition: { ...placesOfCode("code"), recordedAt: ["recordedAt", "onset"] },
  allergy: {
    ...placesOfCode("substance"),
    reactions: ["reaction", "severity"],
    "reactions.0.severity": ["severity"],
    recordedAt: ["recordedAt", "onset"],
  },
  medication: {
    ...placesOfCode("drug"),
    status: ["status", "until"],
    endReason: ["status", "note"],
    recordedAt: ["recordedAt", "from"],
  },
  immunization: { ...placesOfCode("vaccine"), statusReason: ["status", "note"] },
  encounter: {
    ...placesOfCode("reason"),
    status: ["status", "startsAt"],
    startedAt: ["startsAt"],
    endedAt: ["endsAt", "startsAt"],
  },
};

/** Returns the mapped field that reports problems of an API field. */
export const placesIn = (
  records: ClinicalTable,
  { mapping, signs }: ReadSettings,
): Record<string, string> => {
  // A column with a vital sign has these in its heading.
  const isMapped = (name: string) =>
    (signs && ["code", "value", "unit"].includes(name)) ||
    Object.entries(mapping).some(([field, column]) => field === name && column);
  const own = tableFields[records].map((field) => [field, [field]] as const);
  return Object.fromEntries(
    [...own, ...Object.entries(otherPlaces[records])].map(([path, names]) => [
      path,
      names.find(isMapped) ?? "patient",
    ]),
  );
};

/** Reads a row. `problems` has its cells' problems. */
export function recordOfRow(reading: RecordReading, line: number): RecordInput {
  const { settings, timeZone, records } = reading;
  const kind = deniedKinds.find((each) => each === records);
  const cells = kind ? withDenial(reading.cells, kind) : withOxygen(reading.cells);
  const row = new RowReader(cells, "patient");
  const dateFormat = settings.dateFormat ?? "YYYY-MM-DD";
  const times = { row, timeZone: zoneOf(timeZone), dateFormat, hasSeconds: true };
  const { patient, born } = row.patient(dateFormat, timeZone);
  const externalId = row.externalId();
  const encounter = readEncounter(row, reading);
  const fields = readers[records](times, settings);
  const cellsOf = cellsApart(times, records, fields);
  return {
    line,
    identity: externalId ?? JSON.stringify([patient.toLowerCase(), born, encounter, ...cellsOf]),
    ...(externalId === null && {
      apart: JSON.stringify(tellsApart(cellsOf)),
      content: contentOf(row, fields, apartBy[records][0]),
    }),
    patient: namedPatient(patient, born),
    encounter,
    encounterId: encounter,
    identifiers: {},
    problems: row.problems,
    unit: row.isMapped("unit") ? unitReading(row.free("unit"), unitNames(settings)) : undefined,
    ...partOf(fields),
    isHeading: isObservation(fields) && isHeading(fields.code, row.free("value")),
    fields: { ...fields },
  };
}

/** `None` is a denial here, not a mark of nothing. */
function withDenial(cells: Reading["cells"], kind: DeniedKind): Reading["cells"] {
  const { codeText: text = "" } = cells;
  const isDenial = isMark("codeText", text) && deniedBy(kind, { text, coding: null }) === "all";
  return isDenial ? { ...cells, codeText: `No known ${kind}` } : cells;
}

const saturations = ["59408-5", "2708-6", "20564-1"];

/** A saturation with its oxygen flow: `91% on 2L`, `97 (room air)`, `88 RA`. */
const withGiven =
  /^(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%\s?)?[(,;]?\s?((?:on |at |@ ?|bei |mit |unter |con |sous |with )?(?:room air|r\.?a\.?|raumluft|aire ambiente|air ambiant|(?:o2 )?\d[\d.,]* ?(?:l|lpm|l\/min|lit(?:er|re|ro)s?)(?![a-z]).*|o2|oxygen|sauerstoff|ox[ií]geno|fio2 ?.*|nc .*|nasal .*))\)?$/i;
const maxSaturationLength = 60;

/** Keeps the oxygen flow beside a saturation in the note. */
function withOxygen(cells: Reading["cells"]): Reading["cells"] {
  const { value = "", code = "", codeText = "", unit = "", note = "" } = cells;
  const [, number, given] = value.length <= maxSaturationLength ? (withGiven.exec(value.trim()) ?? []) : [];
  if (number === undefined || given === undefined) return cells;
  const isSaturation =
    saturations.includes(code.trim()) || saturations.includes(readSign({ column: codeText })?.code ?? "");
  if (!isSaturation) return cells;
  const amount = unit.trim() === "" ? `${number} %` : number;
  return { ...cells, value: amount, note: [note.trim(), given.trim()].filter(Boolean).join("\n") };
}

/** The interpretation of one pressure may be wrong for both. */
function partOf(fields: object): Pick<RecordInput, "part"> {
  if (!isObservation(fields)) return {};
  const { code, effectiveAt: instant, referenceRange, interpretation, note } = fields;
  const isAlone = referenceRange !== null || interpretation !== null || note !== null;
  const { coding } = code;
  if (instant === undefined || coding?.system !== loinc) return {};
  return { part: { code: coding.code, instant: isAlone ? null : instant } };
}

type Observation = ReturnType<typeof observationFields>;
const isObservation = (fields: object): fields is Observation => "effectiveAt" in fields;

/** Words count if there is no code. */
function tellsApart([concept, ...others]: readonly unknown[]): unknown[] {
  const { coding }: { coding?: { system: unknown; code: unknown } } = Object(concept);
  return [coding ? [coding.system, coding.code] : concept, ...others];
}

/**
 * Returns a row's content besides its key: the words of a code, and a hash of all other fields. The time of recording
 * counts if the row has it, because its default depends on today. Undefined for a row that may be joined with another
 * one, as it has no further content.
 */
function contentOf(row: RowReader, fields: object, about: string): string | undefined {
  const { part } = partOf(fields);
  if (part?.instant && Object.values(pressureCodes).some((code) => code === part.code)) return undefined;
  const isDefault = (name: string) => name === "recordedAt" && row.text(name) === "";
  const others = Object.entries(fields)
    .filter(([name, value]) => name !== about && (value ?? null) !== null && !isDefault(name))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const { text, coding }: { text?: string; coding?: { code: string } } = Object(
    new Map(Object.entries(fields)).get(about),
  );
  return JSON.stringify([coding && coding.code !== text ? text : null, hashId(JSON.stringify(others))]);
}

const readers: Record<ClinicalTable, (times: Times, settings: ReadSettings) => object> = {
  observation: observationFields,
  condition: conditionFields,
  allergy: allergyFields,
  medication: medicationFields,
  immunization: immunizationFields,
  encounter: encounterFields,
};

/** The fields that distinguish a record from others of the patient and the encounter, its content first. */
const apartBy: Record<ClinicalTable, readonly [about: string, ...others: string[]]> = {
  observation: ["code", "effectiveAt", "value"],
  condition: ["code", "onset", "recordedAt"],
  allergy: ["substance", "onset"],
  medication: ["drug", "from", "dosage"],
  immunization: ["vaccine", "occurred", "doseNumber"],
  encounter: ["reason", "class", "startedAt"],
};

function cellsApart({ row }: Times, records: ClinicalTable, fields: object): unknown[] {
  const known = new Map<string, unknown>(Object.entries(fields));
  // Earlier versions recognized a row by the beginning of its onset in UTC.
  if (records === "condition" && row.text("recordedAt") === "")
    known.set("recordedAt", beginning(known.get("onset"), "UTC"));
  if (known.get("components") !== undefined) known.set("value", known.get("components"));
  return apartBy[records].map((name) => known.get(name));
}

/** The id of the encounter. Its existence is checked later. */
function readEncounter(row: RowReader, { settings, practiceId }: RecordReading): string | null {
  const cell = row.free("encounter");
  if (cell === "") return null;
  if (isOfSynthea(settings)) return recordIdOf({ practiceId, source: "synthea" }, "encounter", cell);
  const parsed = EncounterId.safeParse(cell);
  return parsed.success ? parsed.data : row.fail("encounter", "There is no such encounter");
}

/** Whether people and encounters have identifiers as in a Synthea export. */
const isOfSynthea = ({ peopleSystem }: ReadSettings): boolean =>
  peopleSystem?.trim().toLowerCase() === "synthea";

/** Words, a code or both. A code without words stands for itself. */
function readConcept(row: RowReader, settings: ReadSettings, usual: UsualSystem) {
  const [codeCell, text] = [row.free("code"), row.free("codeText")];
  const code = isPlaceholder(codeCell) ? "" : codeCell;
  if (code === "" && text === "") {
    const field = row.isMapped("codeText") ? "codeText" : "code";
    row.fail(field, row.isMarked("code", "codeText") ? saysNothing : "Required");
    return { text, coding: undefined };
  }
  if (code === "") return { text, coding: undefined };
  const [named, other] = [row.free("codeSystem"), settings.codeSystem?.trim()].map((name) =>
    systemNamed(name ?? ""),
  );
  const own = usual(code, settings);
  const system = named || (other ? systemAmong(code, { own, other }) : own);
  if (system === null)
    row.fail(
      row.isMapped("codeSystem") ? "codeSystem" : "code",
      areSeveralCodes("", code) ? "Has several codes: send one" : "Name the system of the code",
    );
  return { text: text || code, coding: { system: system ?? "", code, display: text || code } };
}

/** Returns the default system of a code. Null if the code does not match its format. */
type UsualSystem = (code: string, settings: ReadSettings) => string | null;
const ofObservations: UsualSystem = (code, settings) =>
  isLoinc(code) ? loinc : isOfSynthea(settings) ? ownCodes : null;
const ofSnomed: UsualSystem = (code) => (isSnomed(code) ? snomed : null);
const ofDrugs: UsualSystem = (code) => (/^\d{1,8}$/.test(code) ? rxNorm : null);
const ofVaccines: UsualSystem = (code) => (/^\d{1,3}$/.test(code) ? cvx : null);

const word = (row: RowReader, field: Parameters<typeof codedWord>[0]): string =>
  codedWord(field, row.free(field));

function observationFields(times: Times, settings: ReadSettings) {
  const { row } = times;
  const effectiveAt = readMoment(times, "effectiveAt", { timeField: "effectiveTime" });
  if (effectiveAt === null && row.free("effectiveAt") === "") row.fail("effectiveAt", "Required");
  const code = readConcept(row, settings, ofObservations);
  const unit = unitOf(code, readUnit(row.free("unit"), unitNames(settings)));
  const components = pressuresIn(code, row.free("value"), unit);
  const { value, flag } = components
    ? { value: undefined, flag: null }
    : valueIn(row, settings, { unit, coding: code.coding });
  return {
    code: components ? { ...pressurePanel, text: code.text } : code,
    category: word(row, "category") || null,
    effectiveAt: effectiveAt ?? undefined,
    value,
    // A range without a unit column may include the value's unit.
    referenceRange: rangeIn(row, settings, (value && "unit" in value && value.unit) || unit),
    interpretation: (flagOf(row.free("interpretation")) ?? word(row, "interpretation")) || flag,
    note: row.free("note") || null,
    status: undefined,
    components,
  } satisfies RecordFields<"observation">;
}

/** The settings for unknown units. */
const unitNames = ({ units = [] }: ReadSettings): UnitNames =>
  Object.fromEntries(units.map(({ written, unit }) => [written, unit]));

type Of = { unit: string | null; coding: { system: string; code: string } | undefined };

/** A number with its unit, or a text. Text that only resembles a number is neither. */
function valueIn(row: RowReader, settings: ReadSettings, { unit, coding }: Of) {
  const text = row.free("value");
  const read = readValue({ text, unit, coding, readNumber: numberReader(settings) });
  const value = row.take("isOfUnit" in read ? "unit" : "value", read);
  const found = value ?? ("message" in read ? { kind: "text", text } : row.fail("value", "Required"));
  return { value: found, flag: ("interpretation" in read && read.interpretation) || null };
}

/** The reference range, in one column or in two. */
function rangeIn(row: RowReader, settings: ReadSettings, unit: string | null) {
  const readNumber = numberReader(settings);
  const [low, high, whole] = (["referenceLow", "referenceHigh", "referenceRange"] as const).map((field) => {
    const text = row.free(field);
    const read = readNumber(text);
    if ("message" in read) return row.fail(field, read.message);
    const { value } = read;
    if (value !== null && field !== "referenceRange")
      return { low: null, high: null, text: null, [field === "referenceLow" ? "low" : "high"]: value };
    const range = readRange({ text, unit, readNumber });
    if (range && "message" in range) return row.fail(field, range.message);
    if (range?.text === null || field === "referenceRange") return range;
    return range && row.fail(field, "Has to be a decimal number, such as 6.30");
  });
  const range = {
    low: low?.low ?? whole?.low ?? high?.low ?? null,
    high: high?.high ?? whole?.high ?? low?.high ?? null,
    text: whole?.text ?? high?.text ?? low?.text ?? null,
  };
  return Object.values(range).every((each) => each === null) ? null : range;
}

/** Numbers in the file's format. */
const numberReader =
  ({ decimalMark }: ReadSettings): ReadNumber =>
  (text) => {
    const read = readDecimal(withoutThousands(text, decimalMark), decimalMark ?? "point");
    if ("message" in read || read.value === null) return read;
    const number = withoutExponent(read.value);
    return Decimal.safeParse(number).success
      ? { value: number }
      : { message: "Has to be a decimal number, such as 6.30" };
  };

function conditionFields(times: Times, settings: ReadSettings) {
  const { row } = times;
  const onset = dayIn(times, "onset");
  const abatement = dayIn(times, "abatement");
  const category = row.free("encounter") === "" ? "problem-list-item" : "encounter-diagnosis";
  const recordedAt = recordedIn(times, onset);
  return {
    code: readConcept(row, settings, ofSnomed),
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

function allergyFields(times: Times, settings: ReadSettings) {
  const { row } = times;
  const onset = dayIn(times, "onset");
  const [reaction, severity] = [row.free("reaction"), word(row, "severity")];
  return {
    substance: readConcept(row, settings, ofSnomed),
    category: word(row, "category") || null,
    criticality: word(row, "criticality") || null,
    reactions: reaction ? [{ manifestation: { text: reaction }, severity: severity || null }] : [],
    clinicalStatus: word(row, "clinicalStatus") || "active",
    verificationStatus: word(row, "verificationStatus") || "confirmed",
    onset,
    recordedAt: recordedIn(times, onset),
    // Only a reaction has a severity.
    note: [row.free("note"), reaction ? "" : row.free("severity")].filter(Boolean).join("\n") || null,
  } satisfies RecordFields<"allergy">;
}

/** Tables have no column for why something ended, or was not done. The note may have it. */
const reasonIn = (row: RowReader): string => {
  const note = row.free("note");
  return isReason(note) ? note : row.free("status");
};

function medicationFields(times: Times, settings: ReadSettings) {
  const { row } = times;
  const from = dayIn(times, "from");
  const until = dayIn(times, "until");
  const status = word(row, "status") || (until === null ? "active" : "completed");
  return {
    kind: word(row, "kind") || "statement",
    drug: readConcept(row, settings, ofDrugs),
    status,
    from,
    until,
    dosage: row.free("dosage") || null,
    recordedAt: recordedIn(times, from),
    note: row.free("note") || null,
    dose: undefined,
    route: undefined,
    timing: undefined,
    endReason: status === "stopped" ? reasonIn(row) : undefined,
    overrideReason: undefined,
  } satisfies RecordFields<"medication">;
}

function immunizationFields(times: Times, settings: ReadSettings) {
  const { row } = times;
  const occurred = dayIn(times, "occurred");
  if (row.free("occurred") === "") row.fail("occurred", "Required");
  const status = word(row, "status") || "completed";
  return {
    vaccine: readConcept(row, settings, ofVaccines),
    occurred: occurred ?? "",
    doseNumber: row.take("doseNumber", readOrdinal(row.free("doseNumber"))),
    lotNumber: row.free("lotNumber") || null,
    manufacturer: row.free("manufacturer") || null,
    expires: dayIn(times, "expires"),
    status,
    note: row.free("note") || null,
    statusReason: status === "not-done" ? reasonIn(row) : undefined,
    site: undefined,
    route: undefined,
  } satisfies RecordFields<"immunization">;
}

/** A past encounter without an end ended as it began. */
function encounterFields(times: Times, settings: ReadSettings) {
  const { row } = times;
  const startedAt = readMoment(times, "startsAt", { timeField: "startTime" });
  if (row.free("startsAt") === "") row.fail("startsAt", "Required");
  const status = codedWord("encounterStatus", row.free("status")) || "finished";
  const end = readEnd(times, startedAt) ?? (status === "finished" ? startedAt : null);
  const isAbout = row.free("code") !== "" || row.free("codeText") !== "";
  return {
    class: word(row, "class") || "ambulatory",
    status,
    startedAt: startedAt ?? undefined,
    endedAt: end ?? undefined,
    reason: isAbout ? readConcept(row, settings, ofSnomed) : null,
  } satisfies RecordFields<"encounter">;
}

/**
 * A day means its last second, or the start if it is the start's day. Programs write midnight behind it if the start
 * has one.
 */
function readEnd(times: Times, startedAt: string | null): string | null {
  const { row, timeZone } = times;
  const atDay = (day: string | null) => {
    if (day === null || startedAt === null) return null;
    if (dayAt(startedAt, timeZone) === day) return startedAt;
    return toInstant(Date.parse(beginOfDay(dayAfter(day), timeZone)) - 1_000);
  };
  const end = readMoment(times, "endsAt", { atDay });
  const hasMidnight = (field: string) => withoutMidnight(row.text(field)) !== row.text(field);
  if (end === null || startedAt === null || !hasMidnight("endsAt")) return end;
  const isDay = hasMidnight("startsAt") || Date.parse(end) < Date.parse(startedAt);
  return isDay ? atDay(readDay(times, "endsAt", row.text("endsAt"))) : end;
}

function beginning(onset: unknown, timeZone: PracticeZone): string | undefined {
  const day = PartialDate.safeParse(onset);
  return day.success ? beginOfDay(day.data, timeZone) : undefined;
}

/** The time of recording. Default: the beginning of the day, unless that is in the future. */
function recordedIn(times: Times, day: string | null): string | undefined {
  const began = beginning(day, times.timeZone) ?? null;
  return readMoment(times, "recordedAt") ?? (isFuture(began) ? undefined : (began ?? undefined));
}

const dayIn = ({ row, dateFormat, timeZone }: Times, field: string): string | null =>
  row.take(field, readPartialDate(row.free(field), dateFormat, timeZone));
