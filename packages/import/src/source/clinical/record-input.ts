import { loinc } from "@caretype/chart/unit/measures";
import type { CellProblems } from "../problems.ts";

import type { ReadFields } from "./kinds.ts";
import type { UnitReading } from "./measured-value.ts";

/** A row of a blood pressure is one of the two. */
export type PressurePart = "systolic" | "diastolic";

/** What a row is known by. */
export type RowIdentity = {
  line: number;
  /** Tells the row from others of its kind and source. */
  identity: string;
  /** Tells a row without an identifier from others of its patient and encounter. */
  apart?: string | undefined;
  /** What such a row says beside that. Only rows that say the same are one record. */
  content?: string | undefined;
};

/** What a row says of a record. */
export type RecordInput = RowIdentity & {
  /** The patient, as the source names them. */
  patient: string;
  /** The encounter's identifier in the source. Null: none. */
  encounter: string | null;
  /** The encounter's id, if the source knows it. */
  encounterId?: string | null;
  /** For an encounter. */
  provider?: string;
  /** The cells with identifiers, by column. */
  identifiers: Record<string, string>;
  /** The cells with dates that become part of a text. */
  dates?: Record<string, string>;
  /** A part of a blood pressure: its code, and when it was measured. Null: it stays alone. */
  part?: { code: string; instant: string | null };
  /** It names a panel, whose values are other rows, and is no record. */
  isHeading?: boolean;
  /** The rows of a blood pressure: one of them, or both if they were joined. */
  pressures?: Partial<Record<PressurePart, RowIdentity>>;
  /** What is wrong with its cells, if they were read before. */
  problems?: CellProblems;
  /** How its unit was read, if another one was written. */
  unit?: UnitReading | undefined;
  /** The input of the API, not yet checked. */
  fields: Record<string, unknown>;
  /** The same, checked. Missing if it has been joined since. */
  read?: ReadFields;
};

// Synthea exports the two parts of a panel as loose rows: synthetichealth/synthea#1696.

const parts = ["systolic", "diastolic"] as const satisfies PressurePart[];
export const pressureCodes: Record<PressurePart, string> = { systolic: "8480-6", diastolic: "8462-4" };

export const pressurePanel = {
  text: "Blood pressure",
  coding: {
    system: loinc,
    code: "85354-9",
    display: "Blood pressure panel with all children optional",
  },
};

/** The most parts that wait for the other one. Those of one measurement are usually next to each other. */
const mostWaiting = 50_000;

type Waiting = { part: PressurePart; input: RecordInput };

/**
 * Joins the systolic and the diastolic pressure of one patient, encounter and instant. A part without the other one
 * stays as it is.
 */
export class PressureJoiner {
  readonly #waiting = new Map<string, Waiting>();
  readonly partners: Map<number, number>;

  /** `partners` gets the lines of rows that are a part of the record of another row, by its line. */
  constructor(partners = new Map<number, number>()) {
    this.partners = partners;
  }

  /** Returns the records that are complete now. A part without an instant stays alone. */
  add(row: RecordInput): RecordInput[] {
    const { code, instant = null } = row.part ?? {};
    const part = parts.find((each) => pressureCodes[each] === code);
    if (!part) return [row];
    const { line, identity, apart } = row;
    const input = { ...row, pressures: { [part]: { line, identity, apart } } };
    if (instant === null || !isQuantity(input)) return [input];
    const key = [input.patient, input.encounter ?? "", instant].join("\n");
    const other = this.#waiting.get(key);
    if (other && other.part !== part) {
      this.#waiting.delete(key);
      this.partners.set(other.input.line, line);
      return [join([other, { part, input }])];
    }
    // A repeated row.
    if (other?.input.identity === identity) return [input];
    this.#waiting.set(key, { part, input });
    if (other) return [other.input];
    return this.#waiting.size > mostWaiting ? this.rest() : [];
  }

  /** Returns the parts that have waited in vain. */
  rest(): RecordInput[] {
    const left = [...this.#waiting.values()].map(({ input }) => input);
    this.#waiting.clear();
    return left;
  }
}

const isQuantity = ({ fields }: RecordInput) => {
  const { value } = fields;
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "quantity";
};

/** The systolic pressure is first, whichever row came first. */
function join(waiting: Waiting[]): RecordInput {
  const inputs = parts.flatMap((part) => waiting.flatMap((each) => (each.part === part ? [each.input] : [])));
  const [first] = waiting;
  if (!first) throw new TypeError("there is nothing to join");
  const { value: _, ...fields } = first.input.fields;
  const { read: _ofPart, apart: _ofRow, content: _said, ...input } = first.input;
  return {
    ...input,
    pressures: Object.assign({}, ...inputs.map(({ pressures }) => pressures)),
    identity: inputs.map(({ identity }) => identity).join("\n"),
    fields: {
      ...fields,
      code: pressurePanel,
      components: inputs.map(({ fields: { code, value } }) => ({ code, value })),
    },
  };
}
