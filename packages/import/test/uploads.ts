import type { UploadId } from "@caretype/core/kernel/field/ids";
import { smallPart, smallTable } from "@caretype/test-api/small-table";
import type { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import type { TableRecords, TableSettings } from "../src/source/table/schema.ts";
import type { ImportUpload } from "../src/upload/schema.ts";

type Api = Awaited<ReturnType<typeof createTestApi>>;
type Caller = ReturnType<Api["callerWith"]>;

/** Creates an upload with all rows. Resolves to its id. */
export async function upload(caller: Caller): Promise<UploadId> {
  const { id } = await caller.import.begin(smallTable);
  await caller.import.addPart({ id, ...smallPart });
  return id;
}

/** Creates an upload that was checked, with a problem in line 3. Resolves to its id. */
export async function checkedUpload(caller: Caller, { reader }: Api["database"]): Promise<UploadId> {
  const id = await upload(caller);
  const problem = { column: "Sex", message: "Required" };
  const problems = { total: 1, first: [{ file: smallPart.file, line: 3, ...problem }] };
  await reader.execute(sql`
    update import_upload set state = 'checked', invalid_rows = 1, revision = 1, problems = ${JSON.stringify(problems)}::text::jsonb
    where id = ${id}`);
  await reader.execute(sql`
    insert into import_row (practice_id, upload_id, line, version, problems, content)
    select practice_id, id, 3, 1, ${JSON.stringify([{ ...problem, isAcrossRows: false }])}::text::jsonb, '["Zed Quux",""]'
    from import_upload where id = ${id}`);
  return id;
}

/** Waits until no job runs, and returns the upload. The services must be started. */
export const endedUpload = (caller: Caller, id: UploadId): Promise<ImportUpload> =>
  vi.waitFor(
    async () => {
      const found = await caller.import.progress({ id });
      expect(found.progress).toBeNull();
      return found;
    },
    { interval: 20 },
  );

/** A file of CSV lines, the header first. Its cells must not contain commas. */
export type Table = { records: TableRecords; lines: string[]; table: TableSettings };

export async function sendTable(caller: Caller, { records, lines: [header = "", ...lines], table }: Table) {
  const file = `${records}s.csv`;
  const files = [{ file, columns: header.split(",") }];
  const { id } = await caller.import.begin({ format: "table", records, files, table });
  const rows = lines.map((line, at) => ({ line: at + 2, cells: line.split(",") }));
  for (let at = 0; at < rows.length; at += 1_000)
    await caller.import.addPart({ id, file, rows: rows.slice(at, at + 1_000) });
  return { id, rows: rows.length };
}

export async function checkTable(caller: Caller, table: Table) {
  const sent = await sendTable(caller, table);
  await caller.import.check(sent);
  return { ...sent, checked: await endedUpload(caller, sent.id) };
}

export async function runTable(caller: Caller, table: Table) {
  const sent = await sendTable(caller, table);
  await caller.import.run(sent);
  return endedUpload(caller, sent.id);
}
