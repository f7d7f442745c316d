import { cvx, isLoinc, ownCodes, rxNorm, snomed, systemNamed } from "@caretype/chart/clinical/code-systems";
import { Decimal } from "@caretype/chart/clinical/schema";
import { loinc } from "@caretype/chart/unit/measures";
import type { PracticeZone } from "@caretype/core/kernel/field/day";
import { Instant } from "@caretype/core/kernel/field/schemas";
import { codedWord } from "../clinical/coded-words.ts";
import type { RecordFields } from "../clinical/kinds.ts";
import {
  type ReadNumber,
  type ReadValue,
  readUnit,
  readValue,
  unitOf,
  withoutExponent,
} from "../clinical/measured-value.ts";
import { pressurePanel, pressuresIn } from "../clinical/pressures.ts";
import type { ImportedClinicalType } from "../clinical/types.ts";
import type { CellProblems } from "../problems.ts";
import { dayIn } from "../table/dates.ts";
import type { SyntheaCells, SyntheaFile } from "./columns.ts";
import { instantOf } from "./rows.ts";

// Turns the rows of a Synthea export into inputs of the API, without validating them.

/** The URI of a system's name. Exports before 3.3 have no system, and use the default one. */
const systemOf = (name: string, usual: string): string =>
  /^(?:unknown)?$/i.test(name.trim()) ? usual : systemNamed(name);

const conceptOf = (system: string, code: string, display: string) => ({
  text: display,
  coding: { system, code, display },
});

/** The observation's code. Synthea has codes of its own. */
export const observedIn = (code: string, display: string) =>
  conceptOf(isLoinc(code) ? loinc : ownCodes, code, display);

type ValueCells = {
  value: string;
  unit: string | null;
  type: string;
  coding?: { system: string; code: string } | undefined;
};

/** The value of an observation. A number with the type of texts is a text, unless it has a unit. */
export function observationValue({ value: text, unit, type, coding }: ValueCells): ReadValue {
  const isText = type.trim() === "text" && unit === null;
  return readValue({ text, unit, coding, readNumber: isText ? none : readNumber });
}

const none: ReadNumber = () => ({ value: null });

const readNumber: ReadNumber = (text) => {
  const number = withoutExponent(text.replace(/^\u2212/, "-"));
  return { value: Decimal.safeParse(number).success ? number : null };
};

/** Days in the practice's time zone. */
export const daysIn = (timeZone: PracticeZone) => ({
  /** Returns the day of a date or an instant. Any other text stays. */
  of: (cell: string): string | null => dayIn(cell, timeZone) || null,
  /** Returns the instant, or the beginning of a day. Any other text stays. */
  beginning: (cell: string): string => instantOf(cell, timeZone),
});
type Days = ReturnType<typeof daysIn>;

/** The class of an encounter. Synthea also writes the reason there. */
const classOf = (cell: string) => codedWord("class", cell) || "ambulatory";

type Mapping<File extends SyntheaFile, Type extends ImportedClinicalType> = {
  type: Type;
  /** Adds unreadable values to `problems`, by column. */
  fields(cells: SyntheaCells<File>, days: Days, problems?: CellProblems): RecordFields<Type>;
  /** Cells with dates that become part of a text. */
  dates?(cells: SyntheaCells<File>, days: Days): Record<string, string>;
  /** The columns that report problems of a field, or of its parts. */
  columns: Record<string, keyof SyntheaCells<File> & string>;
};

type Reason = { REASONDESCRIPTION: string };
const reasonOf = ({ REASONDESCRIPTION }: Reason) => REASONDESCRIPTION.trim() || null;

const codeColumns = (field: string) => ({
  [field]: "DESCRIPTION" as const,
  [`${field}.coding.code`]: "CODE" as const,
  [`${field}.coding.system`]: "SYSTEM" as const,
});

type Reaction = `${1 | 2}`;

function reactionsOf(cells: SyntheaCells<"allergies.csv">) {
  return (["1", "2"] satisfies Reaction[])
    .map((number) => ({
      code: cells[`REACTION${number}`].trim(),
      text: cells[`DESCRIPTION${number}`].trim(),
      severity: cells[`SEVERITY${number}`].trim().toLowerCase() || null,
    }))
    .filter(({ code, text, severity }) => code !== "" || text !== "" || severity !== null)
    .map(({ code, text, severity }) => ({
      manifestation: code === "" ? { text } : conceptOf(snomed, code, text),
      severity,
    }));
}

/** A care plan, as Markdown. */
function carePlanOf(cells: SyntheaCells<"careplans.csv">, days: Days): string {
  const reason = reasonOf(cells);
  const facts = [
    `SNOMED CT ${cells.CODE.trim()}`,
    reason === null ? "" : `Because of ${reason} (${cells.REASONCODE.trim()})`,
    `From ${days.of(cells.START)}`,
    cells.STOP.trim() === "" ? "" : `Until ${days.of(cells.STOP)}`,
  ];
  const list = facts.filter(Boolean).map((fact) => `- ${fact}`);
  return [`# ${cells.DESCRIPTION.trim()}`, "", ...list].join("\n");
}

/** The end, if there is one. */
const endOf = ({ STOP }: { STOP: string }, days: Days): Record<string, string> => {
  const day = days.of(STOP);
  return day === null ? {} : { STOP: day };
};

/** Synthea also writes the category of drugs as a word of its own. */
const allergyCategory = (cell: string) => {
  const name = cell.trim().toLowerCase();
  return name === "drug" ? "medication" : name || null;
};

const without = <Name extends string>(...names: Name[]) =>
  // `fromEntries` loses the key types.
  Object.fromEntries(names.map((name) => [name, undefined])) as Record<Name, undefined>;

/** Fields that an export lacks. */
const absent = {
  condition: without("verificationStatus", "severity", "note"),
  medication: without("dose", "dosage", "route", "timing", "endReason", "overrideReason"),
  immunization: without(
    "status",
    "statusReason",
    "doseNumber",
    "lotNumber",
    "expires",
    "manufacturer",
    "site",
    "route",
    "note",
  ),
  procedure: without("status", "statusReason", "bodySite", "outcome"),
  observation: without("referenceRange", "interpretation", "note"),
};

type RecordTypes = {
  "encounters.csv": "encounter";
  "conditions.csv": "condition";
  "allergies.csv": "allergy";
  "medications.csv": "medication";
  "immunizations.csv": "immunization";
  "procedures.csv": "procedure";
  "observations.csv": "observation";
  "careplans.csv": "note_draft";
};

export type RecordFile = keyof RecordTypes;

export const syntheaRecords: { [File in RecordFile]: Mapping<File, RecordTypes[File]> } = {
  // An export is of the past. As in tables, an encounter without an end ended as it began.
  "encounters.csv": {
    type: "encounter",
    fields: (cells, days) => {
      const { CODE, DESCRIPTION, REASONCODE } = cells;
      const startedAt = days.beginning(cells.START);
      const isRead = Instant.safeParse(startedAt).success;
      const reason = reasonOf(cells);
      const [code, text] = reason === null ? [CODE, DESCRIPTION] : [REASONCODE, reason];
      return {
        class: classOf(cells.ENCOUNTERCLASS),
        status: "finished",
        startedAt,
        endedAt: days.beginning(cells.STOP) || (isRead ? startedAt : undefined),
        reason: code.trim() === "" ? { text } : conceptOf(snomed, code, text),
      };
    },
    columns: {
      class: "ENCOUNTERCLASS",
      startedAt: "START",
      endedAt: "STOP",
      reason: "DESCRIPTION",
      "reason.coding.code": "CODE",
    },
  },
  "conditions.csv": {
    type: "condition",
    fields: ({ START, STOP, SYSTEM, CODE, DESCRIPTION, ENCOUNTER }, days) => ({
      code: conceptOf(systemOf(SYSTEM, snomed), CODE, DESCRIPTION),
      category: ENCOUNTER.trim() === "" ? "problem-list-item" : "encounter-diagnosis",
      clinicalStatus: STOP.trim() === "" ? "active" : "resolved",
      onset: days.of(START),
      abatement: days.of(STOP),
      recordedAt: days.beginning(START),
      ...absent.condition,
    }),
    columns: { ...codeColumns("code"), onset: "START", recordedAt: "START", abatement: "STOP" },
  },
  "allergies.csv": {
    type: "allergy",
    fields: (cells, days) => ({
      substance: conceptOf(systemOf(cells.SYSTEM, snomed), cells.CODE, cells.DESCRIPTION),
      category: allergyCategory(cells.CATEGORY),
      clinicalStatus: cells.STOP.trim() === "" ? "active" : "resolved",
      verificationStatus: "confirmed",
      onset: days.of(cells.START),
      recordedAt: days.beginning(cells.START),
      reactions: reactionsOf(cells),
      note: [
        cells.TYPE.trim().toLowerCase() === "intolerance" ? "Intolerance" : "",
        cells.STOP.trim() === "" ? "" : `Until ${days.of(cells.STOP)}`,
      ]
        .filter(Boolean)
        .join(". "),
      criticality: undefined,
    }),
    dates: endOf,
    columns: {
      ...codeColumns("substance"),
      category: "CATEGORY",
      onset: "START",
      recordedAt: "START",
      note: "STOP",
      "reactions.0": "DESCRIPTION1",
      "reactions.0.severity": "SEVERITY1",
      "reactions.1": "DESCRIPTION2",
      "reactions.1.severity": "SEVERITY2",
    },
  },
  "medications.csv": {
    type: "medication",
    fields: (cells, days) => ({
      kind: "order",
      drug: conceptOf(systemOf(cells.SYSTEM, rxNorm), cells.CODE, cells.DESCRIPTION),
      status: cells.STOP.trim() === "" ? "active" : "completed",
      from: days.of(cells.START),
      until: days.of(cells.STOP),
      recordedAt: days.beginning(cells.START),
      note: reasonOf(cells),
      ...absent.medication,
    }),
    columns: {
      ...codeColumns("drug"),
      from: "START",
      until: "STOP",
      recordedAt: "START",
      note: "REASONDESCRIPTION",
    },
  },
  "immunizations.csv": {
    type: "immunization",
    fields: ({ DATE, SYSTEM, CODE, DESCRIPTION }, days) => ({
      vaccine: conceptOf(systemOf(SYSTEM, cvx), CODE, DESCRIPTION),
      occurred: days.of(DATE) ?? "",
      ...absent.immunization,
    }),
    columns: { ...codeColumns("vaccine"), occurred: "DATE" },
  },
  "procedures.csv": {
    type: "procedure",
    fields: (cells, days) => ({
      code: conceptOf(systemOf(cells.SYSTEM, snomed), cells.CODE, cells.DESCRIPTION),
      performedFrom: days.of(cells.START) ?? "",
      performedUntil: days.of(cells.STOP),
      note: reasonOf(cells),
      ...absent.procedure,
    }),
    columns: {
      ...codeColumns("code"),
      performedFrom: "START",
      performedUntil: "STOP",
      note: "REASONDESCRIPTION",
    },
  },
  "observations.csv": {
    type: "observation",
    fields: ({ VALUE: value, TYPE: type, ...cells }, days, problems) => {
      const code = observedIn(cells.CODE, cells.DESCRIPTION);
      const unit = unitOf(code, readUnit(cells.UNITS));
      const components = pressuresIn(code, value, unit);
      const read = components
        ? { value: null }
        : observationValue({ value, unit, type, coding: code.coding });
      if ("message" in read) problems?.set(read.isOfUnit ? "UNITS" : "VALUE", read.message);
      return {
        code: components ? { ...pressurePanel, text: code.text } : code,
        category: cells.CATEGORY.trim().toLowerCase() || null,
        effectiveAt: days.beginning(cells.DATE),
        value: "value" in read ? read.value : { kind: "text", text: value },
        status: undefined,
        components,
        ...absent.observation,
      };
    },
    columns: {
      code: "DESCRIPTION",
      "code.coding.code": "CODE",
      category: "CATEGORY",
      effectiveAt: "DATE",
      value: "VALUE",
      "value.unit": "UNITS",
      components: "VALUE",
      "components.0.value.unit": "UNITS",
      "components.1.value.unit": "UNITS",
    },
  },
  "careplans.csv": {
    type: "note_draft",
    fields: (cells, days) => ({
      // A plan without words has no note.
      kind: cells.DESCRIPTION.trim() === "" ? "" : "Care plan",
      recordedAt: days.beginning(cells.START),
      text: carePlanOf(cells, days),
    }),
    dates: (cells, days) => ({ START: days.of(cells.START) ?? "", ...endOf(cells, days) }),
    columns: { kind: "DESCRIPTION", recordedAt: "START", text: "DESCRIPTION" },
  },
};
