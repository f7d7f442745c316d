import {
  cvx,
  isLoinc,
  loinc,
  ownCodes,
  rxNorm,
  snomed,
  systemNamed,
} from "../../pipeline/clinical/code-systems.ts";
import type { RecordFields } from "../../pipeline/clinical/kinds.ts";
import { readUnit } from "../../pipeline/clinical/measured-value.ts";
import type { ImportedClinicalType } from "../../pipeline/staging.ts";
import type { SyntheaCells, SyntheaFile } from "./columns.ts";
import { observationValue } from "./values.ts";

// How the rows of a Synthea export become inputs of the API. Nothing here checks a value.

/** The URI of a system's name. Exports before 3.3 do not name it, and it is the usual one then. */
const systemOf = (name: string, usual: string): string =>
  /^(?:unknown)?$/i.test(name.trim()) ? usual : systemNamed(name);

const conceptOf = (system: string, code: string, display: string) => ({
  text: display,
  coding: { system, code, display },
});

const isInstant = /^\d{4}-\d{2}-\d{2}T/;

/** The day of a date or an instant. */
const dayOf = (cell: string) =>
  (isInstant.test(cell.trim()) ? cell.trim().slice(0, 10) : cell.trim()) || null;

/** When a day begins. Anything else stays as it is. */
const instantOf = (cell: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(cell.trim()) ? `${cell.trim()}T00:00:00Z` : cell.trim();

/** Where a person is seen. Synthea also says why. */
const classes: Record<string, string> = {
  "": "ambulatory",
  wellness: "ambulatory",
  outpatient: "ambulatory",
  urgentcare: "ambulatory",
  hospice: "inpatient",
  snf: "inpatient",
};
const classOf = (cell: string) => classes[cell.trim().toLowerCase()] ?? cell.trim().toLowerCase();

type Mapping<File extends SyntheaFile, Type extends ImportedClinicalType> = {
  type: Type;
  fields(cells: SyntheaCells<File>): RecordFields<Type>;
  /** The cells with dates that become part of a text. */
  dates?(cells: SyntheaCells<File>): Record<string, string>;
  /** Where problems of a field, or of its parts, are reported. */
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
function carePlanOf(cells: SyntheaCells<"careplans.csv">): string {
  const reason = reasonOf(cells);
  const facts = [
    `SNOMED CT ${cells.CODE.trim()}`,
    reason === null ? "" : `Because of ${reason} (${cells.REASONCODE.trim()})`,
    `From ${dayOf(cells.START)}`,
    cells.STOP.trim() === "" ? "" : `Until ${dayOf(cells.STOP)}`,
  ];
  const list = facts.filter(Boolean).map((fact) => `- ${fact}`);
  return [`# ${cells.DESCRIPTION.trim()}`, "", ...list].join("\n");
}

/** The end, if there is one. */
const endOf = ({ STOP }: { STOP: string }): Record<string, string> => {
  const day = dayOf(STOP);
  return day === null ? {} : { STOP: day };
};

/** Synthea also writes the category of drugs as a word of its own. */
const allergyCategory = (cell: string) => {
  const name = cell.trim().toLowerCase();
  return name === "drug" ? "medication" : name || null;
};

export const encounterMapping: Mapping<"encounters.csv", "encounter"> = {
  type: "encounter",
  fields: (cells) => {
    const { CODE, DESCRIPTION, REASONCODE } = cells;
    const reason = reasonOf(cells);
    const [code, text] = reason === null ? [CODE, DESCRIPTION] : [REASONCODE, reason];
    return {
      class: classOf(cells.ENCOUNTERCLASS),
      status: cells.STOP.trim() === "" ? "in-progress" : "finished",
      startedAt: cells.START.trim(),
      endedAt: cells.STOP.trim() || undefined,
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
};

type RecordTypes = {
  "conditions.csv": "condition";
  "allergies.csv": "allergy";
  "medications.csv": "medication";
  "immunizations.csv": "immunization";
  "procedures.csv": "procedure";
  "observations.csv": "observation";
  "careplans.csv": "note_draft";
};

export const syntheaRecords: { [File in keyof RecordTypes]: Mapping<File, RecordTypes[File]> } = {
  "conditions.csv": {
    type: "condition",
    fields: ({ START, STOP, SYSTEM, CODE, DESCRIPTION, ENCOUNTER }) => ({
      code: conceptOf(systemOf(SYSTEM, snomed), CODE, DESCRIPTION),
      category: ENCOUNTER.trim() === "" ? "problem-list-item" : "encounter-diagnosis",
      clinicalStatus: STOP.trim() === "" ? "active" : "resolved",
      onset: dayOf(START),
      abatement: dayOf(STOP),
      recordedAt: instantOf(START),
      verificationStatus: undefined,
      severity: undefined,
      note: undefined,
    }),
    columns: { ...codeColumns("code"), onset: "START", recordedAt: "START", abatement: "STOP" },
  },
  "allergies.csv": {
    type: "allergy",
    fields: (cells) => ({
      substance: conceptOf(systemOf(cells.SYSTEM, snomed), cells.CODE, cells.DESCRIPTION),
      category: allergyCategory(cells.CATEGORY),
      clinicalStatus: cells.STOP.trim() === "" ? "active" : "resolved",
      verificationStatus: "confirmed",
      onset: dayOf(cells.START),
      recordedAt: instantOf(cells.START),
      reactions: reactionsOf(cells),
      note: [
        cells.TYPE.trim().toLowerCase() === "intolerance" ? "Intolerance" : "",
        cells.STOP.trim() === "" ? "" : `Until ${dayOf(cells.STOP)}`,
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
    fields: (cells) => ({
      kind: "order",
      drug: conceptOf(systemOf(cells.SYSTEM, rxNorm), cells.CODE, cells.DESCRIPTION),
      status: cells.STOP.trim() === "" ? "active" : "completed",
      from: dayOf(cells.START),
      until: dayOf(cells.STOP),
      recordedAt: instantOf(cells.START),
      note: reasonOf(cells),
      dose: undefined,
      dosage: undefined,
      route: undefined,
      timing: undefined,
      endReason: undefined,
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
    fields: ({ DATE, SYSTEM, CODE, DESCRIPTION }) => ({
      vaccine: conceptOf(systemOf(SYSTEM, cvx), CODE, DESCRIPTION),
      occurred: dayOf(DATE) ?? "",
      status: undefined,
      statusReason: undefined,
      doseNumber: undefined,
      lotNumber: undefined,
      expires: undefined,
      manufacturer: undefined,
      site: undefined,
      route: undefined,
      note: undefined,
    }),
    columns: { ...codeColumns("vaccine"), occurred: "DATE" },
  },
  "procedures.csv": {
    type: "procedure",
    fields: (cells) => ({
      code: conceptOf(systemOf(cells.SYSTEM, snomed), cells.CODE, cells.DESCRIPTION),
      performedFrom: dayOf(cells.START) ?? "",
      performedUntil: dayOf(cells.STOP),
      note: reasonOf(cells),
      status: undefined,
      statusReason: undefined,
      bodySite: undefined,
      outcome: undefined,
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
    fields: ({ VALUE: value, TYPE: type, ...cells }) => {
      const code = conceptOf(isLoinc(cells.CODE) ? loinc : ownCodes, cells.CODE, cells.DESCRIPTION);
      return {
        code,
        category: cells.CATEGORY.trim().toLowerCase() || null,
        effectiveAt: instantOf(cells.DATE),
        value: observationValue({ value, unit: readUnit(cells.UNITS), type, coding: code.coding }),
        status: undefined,
        components: undefined,
        referenceRange: undefined,
        interpretation: undefined,
        note: undefined,
      };
    },
    columns: {
      code: "DESCRIPTION",
      "code.coding.code": "CODE",
      category: "CATEGORY",
      effectiveAt: "DATE",
      value: "VALUE",
      "value.unit": "UNITS",
    },
  },
  "careplans.csv": {
    type: "note_draft",
    fields: (cells) => ({
      // A plan without words is none.
      kind: cells.DESCRIPTION.trim() === "" ? "" : "Care plan",
      recordedAt: instantOf(cells.START),
      text: carePlanOf(cells),
    }),
    dates: (cells) => ({ START: dayOf(cells.START) ?? "", ...endOf(cells) }),
    columns: { kind: "DESCRIPTION", recordedAt: "START", text: "DESCRIPTION" },
  },
};
