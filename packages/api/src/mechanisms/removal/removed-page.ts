import { schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import { accountName } from "../../kernel/field/account-name.ts";
import type { AccountId, PracticeId } from "../../kernel/field/ids.ts";
import { decodeCursor, keyset, toPage } from "../../kernel/field/paging.ts";
import { keptRow } from "../history/kept-row.ts";

const { removedRecord } = schema;

type RecordType = (typeof schema.recordTypes)[number];

/** Converts a removed record back to its row. */
export const removedRow = <Type extends RecordType, Columns extends Record<string, unknown>>(
  type: Type,
  columns: Columns,
) => keptRow(type, columns, sql`${removedRecord.record}`);

/** Most recently removed first. */
const sort = "updated";
const { orderBy, after } = keyset(
  { id: removedRecord.recordId, sortName: removedRecord.recordId, updatedAt: removedRecord.removedAt },
  sort,
);

/** Columns, filter and order that all pages of removed records share. */
export const removedRows = {
  columns: {
    id: removedRecord.recordId,
    removedAt: removedRecord.removedAt,
    removedBy: removedRecord.removedBy,
    removedByName: accountName(removedRecord.removedBy),
  },
  ofType: (type: RecordType) =>
    and(
      eq(removedRecord.practiceId, sql.placeholder("practiceId")),
      eq(removedRecord.recordType, type),
      after(),
    ),
  orderBy,
  limit: sql.placeholder("limit"),
};

type RemovedRow = {
  id: string;
  removedAt: string;
  removedBy: AccountId | null;
  removedByName: string | null;
};
type PageInput = { limit: number; cursor?: string | undefined };

/** Builds a page from the rows that `read` returns for the given values. */
export async function toRemovedPage<Row extends RemovedRow, Item extends object>(
  { limit, cursor, practiceId }: PageInput & { practiceId: PracticeId },
  read: (values: { practiceId: PracticeId; limit: number; key: string | null; id: string }) => Promise<Row[]>,
  toItem: (row: Row) => Item,
) {
  const rows = await read({ ...decodeCursor(cursor, sort), practiceId, limit: limit + 1 });
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
