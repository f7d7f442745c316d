import type { z } from "zod";
import { type FieldMessage, messageOf } from "../../../../kernel/error/field-messages.ts";
import { withoutHiddenInLine } from "../../../../kernel/field/hidden-characters.ts";
import type { CellProblems } from "../../pipeline/problems.ts";
import { type Read, withoutMarks } from "./cells.ts";
import { type Reading, unreadable, unreadableMessage } from "./rows.ts";

/** Most cells have nothing hidden. */
const plain = /^[ -~]*$/;

/** Reads the cells of a row, and collects what is wrong with them. */
export class RowReader {
  readonly problems: CellProblems = new Map();
  readonly #cells: Reading["cells"];
  readonly #required: string;

  /** `required`: a field that is mapped in any case. It has the problems of fields that are not. */
  constructor(cells: Reading["cells"], required: string) {
    this.#cells = withoutMarks(cells);
    this.#required = required;
  }

  /** Spreadsheets put left-to-right and right-to-left marks around dates and numbers. */
  text = (field: string): string => {
    const cell = this.#cells[field] ?? "";
    return (plain.test(cell) ? cell : withoutHiddenInLine(cell)).trim();
  };

  isMapped = (field: string): boolean => this.#cells[field] !== undefined;

  fail(field: string, message: FieldMessage | undefined): null {
    const place = this.isMapped(field) ? field : this.#required;
    if (!this.problems.has(place)) this.problems.set(place, messageOf(message));
    return null;
  }

  /** Returns what was read, and null if it was empty or is no such value. */
  take<Value>(field: string, read: Read<Value>): Value | null {
    return "message" in read ? this.fail(field, read.message) : read.value;
  }

  /** Checks a cell by the API's schema. An empty one is null. */
  checked(field: string, schema: z.ZodType<string | null | undefined>, isRequired = false): string | null {
    const cell = this.#cells[field] ?? "";
    if (unreadable.test(cell)) return this.fail(field, unreadableMessage);
    if (cell.trim() === "") return isRequired ? this.fail(field, "Required") : null;
    const parsed = schema.safeParse(cell);
    return parsed.success
      ? (parsed.data ?? null)
      : this.fail(field, messageOf(parsed.error.issues[0]?.message));
  }

  /** A cell of a text that is checked later. */
  free(field: string): string {
    const cell = this.text(field);
    if (!plain.test(cell) && unreadable.test(cell)) this.fail(field, unreadableMessage);
    return cell;
  }
}
