import type { schema } from "@caretype/db";
import { removedDoctor, removedRecord } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import type { AccountId } from "../../kernel/field/ids.ts";
import { decodeCursor, keyset, toPage } from "../../kernel/field/paging.ts";
import { accountName } from "../account-name.ts";
import { keptRow } from "../history/kept-row.ts";

type RecordType = (typeof schema.recordTypes)[number];

export const removedRow = <Type extends RecordType, Columns extends Record<string, unknown>>(
  type: Type,
  columns: Columns,
) => keptRow(type, columns, sql`${(type === "doctor" ? removedDoctor : removedRecord).record}`);

/** Most recently removed first. */
const sort = "updated";

/** Columns, filter and order of all pages of removed records. */
function rowsOf({ recordId, removedAt, removedBy }: typeof removedRecord | typeof removedDoctor) {
  const { orderBy, after } = keyset({ id: recordId, sortName: recordId, updatedAt: removedAt }, sort);
  const columns = { id: recordId, removedAt, removedBy, removedByName: accountName(removedBy) };
  return { columns, after, orderBy, limit: sql.placeholder("limit") };
}

/** For the practice's records. */
export const removedRows = {
  ...rowsOf(removedRecord),
  ofType: (type: RecordType) =>
    and(
      eq(removedRecord.practiceId, sql.placeholder("practiceId")),
      eq(removedRecord.recordType, type),
      rowsOf(removedRecord).after(),
    ),
};

/** For the directory. */
export const removedDoctorRows = rowsOf(removedDoctor);

type RemovedRow = {
  id: string;
  removedAt: string;
  removedBy: AccountId | null;
  removedByName: string | null;
};
type PageInput = { limit: number; cursor?: string | undefined };

/** Reads a page with `read`. */
export async function toRemovedPage<Row extends RemovedRow, Item extends object>(
  { limit, cursor }: PageInput,
  read: (values: { limit: number; key: string | null; id: string }) => Promise<Row[]>,
  toItem: (row: Row) => Item,
) {
  const rows = await read({ ...decodeCursor(cursor, sort), limit: limit + 1 });
  return toPage(
    rows.map((row) => ({ ...row, updatedAt: row.removedAt })),
    {
      limit,
      sort,
      item: (row) => {
        const { removedAt, removedBy, removedByName } = row;
        return { ...toItem(row), removedAt, removedBy, removedByName };
      },
    },
  );
}
