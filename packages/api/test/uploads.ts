import { sql } from "drizzle-orm";
import type { UploadId } from "../src/field/ids.ts";
import { smallPart, smallTable } from "../src/testing/small-table.ts";
import type { createTestApi } from "./support.ts";

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
