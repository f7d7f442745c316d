import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { invalidInput } from "../error/domain-error.ts";
import { asId, UnknownId } from "./ids.ts";
import { Instant, type Sort } from "./schemas.ts";

const largestQuickPage = 100;

/** Such as an export asks for, one after the other. Read as searches are: one at a time on connections of their own. */
export const isLongPage = ({ limit }: { limit: number }): boolean => limit > largestQuickPage;

export type Position = { key: string | null; id: UnknownId };

/** Where the page before ended: the sort it had, the last row's sort key, its id. */
const Cursor = z.tuple([z.string(), z.string().nullable(), UnknownId]);

const encodeCursor = (sort: Sort, { key, id }: { key: string | null; id: string }) =>
  Buffer.from(JSON.stringify([sort, key, id])).toString("base64url");

/** Ids that no record has: one before all others, and one past them. */
export const leastId = asId<UnknownId>("00000000-0000-0000-0000-000000000000");
export const greatestId = asId<UnknownId>("ffffffff-ffff-ffff-ffff-ffffffffffff");

/** Before the first row, so that the first page is the same statement as any other. */
const beginning: Record<Sort, Position> = {
  newest: { key: null, id: greatestId },
  oldest: { key: null, id: leastId },
  name: { key: "", id: leastId },
  updated: { key: "infinity", id: greatestId },
};

/** Rejects with `INVALID_INPUT` on a cursor that is broken or of another sort. */
export function decodeCursor(cursor: string | undefined, sort: Sort): Position {
  if (cursor === undefined) return beginning[sort];
  const parsed = Cursor.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  if (!parsed.success || parsed.data[0] !== sort || !isSortKey(sort, parsed.data[1])) {
    throw invalidInput({ cursor: ["Not a cursor of this list and sort"] });
  }
  return { key: parsed.data[1], id: parsed.data[2] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As our own answers have them; PostgreSQL has no year 0, and fewer offsets than RFC 3339. */
const ownInstant = /^(?!0000)\d{4}-.{14}(\.\d{1,6})?Z$/;

function isSortKey(sort: Sort, key: string | null): boolean {
  if (sort === "name") return key !== null && !key.includes("\0") && key.isWellFormed();
  if (sort === "updated") return key !== null && ownInstant.test(key) && Instant.safeParse(key).success;
  return key === null;
}

type SortableTable = { id: AnyColumn; sortName: AnyColumn; updatedAt: AnyColumn | SQL };

/** The position after which a prepared page begins. */
const placeholders = { key: sql.placeholder("key"), id: sql.placeholder("id") };

/** The order of a sort, and the walk past a position: the id breaks ties, so no row is lost or met twice. */
export function keyset(table: SortableTable, sort: Sort) {
  const column = { newest: null, oldest: null, name: table.sortName, updated: table.updatedAt }[sort];
  const isForward = sort === "oldest" || sort === "name";
  const direction = isForward ? sql`asc` : sql`desc`;
  const past = isForward ? sql`>` : sql`<`;
  return {
    orderBy: [...(column ? [sql`${column} ${direction}`] : []), sql`${table.id} ${direction}`],
    after: ({ key, id }: { key: string | null; id: string } | typeof placeholders = placeholders): SQL =>
      column ? sql`(${column}, ${table.id}) ${past} (${key}, ${id})` : sql`${table.id} ${past} ${id}`,
  };
}

/** One of each sort, as statements are prepared. */
export const bySort = <Made>(make: (sort: Sort) => Made): Record<Sort, Made> => ({
  newest: make("newest"),
  oldest: make("oldest"),
  name: make("name"),
  updated: make("updated"),
});

type PageableRow = { id: string; updatedAt: string; sortName?: string };

/** Cuts a page of `limit` from `limit + 1` rows, and makes the cursor of the next. */
export function toPage<Row extends PageableRow, Item>(
  rows: Row[],
  { limit, sort, item }: { limit: number; sort: Sort; item: (row: Row) => Item },
): { items: Item[]; nextCursor: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const key =
    last && { newest: null, oldest: null, name: last.sortName ?? null, updated: last.updatedAt }[sort];
  return {
    items: rows.slice(0, limit).map(item),
    nextCursor: last ? encodeCursor(sort, { key: key ?? null, id: last.id }) : null,
  };
}
