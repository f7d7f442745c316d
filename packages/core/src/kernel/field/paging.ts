import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { invalidInput } from "../error/domain-error.ts";
import { asId, UnknownId } from "./ids.ts";
import { Instant, type Sort } from "./schemas.ts";

const maxQuickPage = 100;

/** True for pages as large as an export's. Like searches, they are read on separate connections, one at a time. */
export const isLongPage = ({ limit }: { limit: number }): boolean => limit > maxQuickPage;

export type Position = { key: string | null; id: UnknownId };

/** The end of the previous page: its sort, and the last row's sort key and id. */
const Cursor = z.tuple([z.string(), z.string().nullable(), UnknownId]);

/** `relevance`: the order of patient searches, which have their own queries. */
export type PageSort = Sort | "relevance";

export const encodeCursor = (sort: PageSort, { key, id }: { key: string | null; id: string }) =>
  cursorOf([sort, key, id]);

/** Bounds outside all record ids. */
export const minId = asId<UnknownId>("00000000-0000-0000-0000-000000000000");
export const maxId = asId<UnknownId>("ffffffff-ffff-ffff-ffff-ffffffffffff");

/** A position before the first row, so that the first page uses the same statement as others. */
const beginning: Record<PageSort, Position> = {
  newest: { key: null, id: maxId },
  oldest: { key: null, id: minId },
  name: { key: "", id: minId },
  updated: { key: "infinity", id: maxId },
  relevance: { key: "0 ", id: minId },
};

/** Throws `INVALID_INPUT` for a cursor that is broken or belongs to another sort. */
export function decodeCursor(cursor: string | undefined, sort: PageSort): Position {
  if (cursor === undefined) return beginning[sort];
  const [of, key = null, id] = readCursor(cursor, Cursor) ?? [];
  if (of !== sort || id === undefined || !isSortKey(sort, key)) {
    throw invalidInput({ cursor: ["Not a cursor of this list and sort"] });
  }
  return { key, id };
}

/** A cursor of a list with its own order. */
export const cursorOf = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString("base64url");

/** Parses a cursor. Undefined if it is broken or belongs to another list. */
export const readCursor = <Place>(cursor: string, schema: z.ZodType<Place>): Place | undefined =>
  schema.safeParse(parseJson(Buffer.from(cursor, "base64url").toString())).data;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The format of our own answers. PostgreSQL has no year 0. */
const ownInstant = /^(?!0000)\d{4}-.{14}(\.\d{1,6})?Z$/;

function isSortKey(sort: PageSort, key: string | null): boolean {
  if (sort === "relevance") return key !== null && /^\d{1,2} [^\0]*$/.test(key) && key.isWellFormed();
  if (sort === "name") return key !== null && !key.includes("\0") && key.isWellFormed();
  if (sort === "updated") return key !== null && ownInstant.test(key) && Instant.safeParse(key).success;
  return key === null;
}

type SortableTable = { id: AnyColumn; sortName: AnyColumn; updatedAt: AnyColumn | SQL };

/** The start position of a prepared page. */
const placeholders = { key: sql.placeholder("key"), id: sql.placeholder("id") };

/** Keyset pagination. The id breaks ties, so that no row is skipped or repeated. */
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

export const bySort = <Made>(make: (sort: Sort) => Made): Record<Sort, Made> => ({
  newest: make("newest"),
  oldest: make("oldest"),
  name: make("name"),
  updated: make("updated"),
});

/** Only sorting by a column needs it. */
type PageableRow = { id: string; updatedAt?: string; sortName?: string };

/** Makes a page of `limit` items from up to `limit + 1` rows, with the cursor of the next page. */
export function toPage<Row extends PageableRow, Item>(
  rows: Row[],
  { limit, sort, item }: { limit: number; sort: Sort; item: (row: Row) => Item },
): { items: Item[]; nextCursor: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const key = last && { newest: null, oldest: null, name: last.sortName, updated: last.updatedAt }[sort];
  return {
    items: rows.slice(0, limit).map(item),
    nextCursor: last ? encodeCursor(sort, { key: key ?? null, id: last.id }) : null,
  };
}

/** Reads a page in the order of ids. `read` gets a limit of one row more, to see whether another page follows. */
export async function pageById<Row extends PageableRow>(
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  read: (place: { id: UnknownId; limit: number }) => Promise<Row[]>,
  sort: "newest" | "oldest" = "newest",
) {
  const rows = await read({ id: decodeCursor(cursor, sort).id, limit: limit + 1 });
  return toPage(rows, { limit, sort, item: (row) => row });
}
