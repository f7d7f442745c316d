import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Caller } from "./fixture.ts";

const table: Parameters<Caller["import"]["begin"]>[0] = {
  format: "table",
  records: "patient",
  files: [{ file: "patients.csv", columns: ["Name", "Sex"] }],
  table: { mapping: { name: "Name", gender: "Sex" } },
};

/** Creates an upload of the owner, among many others. */
export async function makeUploads(
  { reader }: DatabaseHandle,
  { owner, accountId }: { owner: Caller; accountId: AccountId },
) {
  await reader.execute(sql`
    insert into import_upload (practice_id, id, format, records, files, state, created_by, expires_at)
    select practice_id, uuidv7(), 'table', 'patient', '[]', 'done', account_id, now() + interval '1 day'
    from membership, generate_series(1, 10) as number`);
  // Each part looks up its upload by key. Without statistics, that is a scan.
  await reader.execute(sql`analyze import_upload`);
  const { id } = await owner.import.begin(table);
  await owner.import.addPart({ id, file: "patients.csv", rows: [{ line: 2, cells: ["Bo Ray", "M"] }] });
  await reader.execute(sql`
    insert into import_part (practice_id, upload_id, file, first_line, last_line, hash, content)
    select practice_id, id, 'patients.csv', number, number, '', '[]' from import_upload, generate_series(3, 10) as number
    where created_by <> ${accountId}`);
  const { id: checkedId } = await owner.import.begin(table);
  await reader.execute(sql`update import_upload set state = 'checked', revision = 1 where id = ${checkedId}`);
  await reader.execute(sql`
    insert into import_row (practice_id, upload_id, line, version, problems, content)
    select practice_id, id, number, 1, '[{"column":"Sex","message":"Required","isAcrossRows":false}]', '["Bo Ray",""]'
    from import_upload, generate_series(2, 10) as number where created_by <> ${accountId} or (id = ${checkedId} and number = 2)`);
  await reader.execute(sql`analyze import_upload, import_part, import_row`);
  return { id, checkedId };
}
