import { z } from "zod";
import { invalidInput } from "../../../kernel/error/domain-error.ts";
import { UnknownId } from "../../../kernel/field/ids.ts";
import { isStorableInstant, toUtc } from "../../../kernel/field/instant.ts";
import { greatestId, leastId } from "../../../kernel/field/paging.ts";
import { Instant } from "../../../kernel/field/schemas.ts";
import { EntryOrder } from "./schema.ts";

/** An entry's position. Many share an instant, but ids are unique. */
export type EntryPosition = { at: string; id: string };

const Cursor = z.tuple([EntryOrder, Instant.refine(isStorableInstant).transform(toUtc), UnknownId]);

export const encodeEntryCursor = (sort: EntryOrder, { at, id }: EntryPosition) =>
  Buffer.from(JSON.stringify([sort, at, id])).toString("base64url");

/** A position before the first entry, so that the first page uses the same statement as others. */
export const beginning: Record<EntryOrder, EntryPosition> = {
  newest: { at: "infinity", id: greatestId },
  oldest: { at: "-infinity", id: leastId },
};

/** Throws `INVALID_INPUT` for a cursor that is broken or belongs to another order. */
export function decodeEntryCursor(cursor: string | undefined, sort: EntryOrder): EntryPosition {
  if (cursor === undefined) return beginning[sort];
  const parsed = Cursor.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  if (!parsed.success || parsed.data[0] !== sort)
    throw invalidInput({ cursor: ["Not a cursor of this list and sort"] });
  return { at: parsed.data[1], id: parsed.data[2] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
