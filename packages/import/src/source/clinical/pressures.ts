import { isPanel, loinc } from "@caretype/chart/unit/measures";
import { isNothing } from "../table/cells.ts";
import { readSign } from "../table/signs.ts";
import type { PressurePart, RecordInput } from "./record-input.ts";

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

/** The most parts that wait for the other one. Those of one measurement are usually adjacent. */
const maxWaiting = 50_000;

type Waiting = { part: PressurePart; input: RecordInput };

/**
 * Joins the systolic and the diastolic pressure of one patient, encounter and instant. A part without the other one
 * stays unchanged.
 */
export class PressureJoiner {
  readonly #waiting = new Map<string, Waiting>();
  readonly partners: Map<number, number>;

  /** `partners`: by a record's line, the lines of other rows that are part of it. */
  constructor(partners = new Map<number, number>()) {
    this.partners = partners;
  }

  /** Returns the records that are now complete. A part without an instant stays alone. */
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
    return this.#waiting.size > maxWaiting ? this.rest() : [];
  }

  /** Returns the parts whose other part is missing. */
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

// Texts of panel rows: both pressures in one cell, or the heading of the rows that follow.

type Panel = { text: string; coding?: { system: string; code: string } | undefined };

const bothPressures =
  /^(?:(?:n?i?bp|rr|ta|pa)[\s:]*)?(\d{2,3})(?:[.,]0)?\s*(?:[/\\]|over|zu|sobre|sur|su)\s*(\d{2,3})(?:[.,]0)?(?:\s*mm\s?\/?\[?hg\]?)?$/i;
const maxPressuresLength = 40;

const isPressure = ({ text, coding }: Panel): boolean =>
  coding ? isPanel(coding) : readSign({ column: text })?.code === pressurePanel.coding.code;

/** Returns the components of a blood pressure in one cell: `140/90`. Undefined for anything else. */
export function pressuresIn(panel: Panel, cell: string, unit: string | null) {
  const text = cell.trim();
  const [, systolic, diastolic] = text.length > maxPressuresLength ? [] : (bothPressures.exec(text) ?? []);
  if (systolic === undefined || diastolic === undefined || !isPressure(panel)) return undefined;
  const part = (code: string, display: string, number: string) => ({
    code: { text: display, coding: { system: loinc, code, display } },
    value: { kind: "quantity", number, unit: unit ?? "mm[Hg]" },
  });
  return [
    part(pressureCodes.systolic, "Systolic blood pressure", systolic),
    part(pressureCodes.diastolic, "Diastolic blood pressure", diastolic),
  ];
}

/** Returns whether a row names a panel without a value, whose values are separate rows. */
export const isHeading = (panel: Panel, cell: string): boolean =>
  isNothing(cell) && (isPressure(panel) || /\bpanel\b/i.test(panel.text));
