import type { DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";
import type { Case } from "./cases.ts";
import type { Caller } from "./world.ts";

const table: Parameters<Caller["import"]["begin"]>[0] = {
  format: "table",
  records: "patient",
  files: [{ file: "patients.csv", columns: ["Name", "Sex"] }],
  table: { mapping: { name: "Name", gender: "Sex" } },
};
const part = { file: "patients.csv", rows: [{ line: 1_000, cells: ["Ann Lee", "F"] }] };

/** Creates an upload of the owner, among many others. */
export async function makeUploads(
  { reader }: DatabaseHandle,
  { owner, accountId }: { owner: Caller; accountId: string },
) {
  await reader.execute(sql`
    insert into import_upload (practice_id, id, format, records, files, state, created_by, expires_at)
    select practice_id, uuidv7(), 'table', 'patient', '[]', 'done', account_id, now() + interval '1 day'
    from membership, generate_series(1, 10) as number`);
  const { id } = await owner.import.begin(table);
  await owner.import.addPart({ id, ...part, rows: [{ line: 2, cells: ["Bo Ray", "M"] }] });
  await reader.execute(sql`
    insert into import_part (practice_id, upload_id, file, first_line, last_line, hash, content)
    select practice_id, id, 'patients.csv', number, number, '', '[]' from import_upload, generate_series(3, 10) as number
    where created_by <> ${accountId}`);
  await reader.execute(sql`analyze import_upload, import_part`);
  return { id };
}

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const noUpload = { refused: "IMPORT_UPLOAD_NOT_FOUND" };
const ofUpload = (more: object = {}): Case[] => [
  { input: ({ uploads: { id } }) => ({ id, ...more }) },
  { input: () => ({ id: unknownId, ...more }), ...noUpload },
];

export const importCases: Record<string, Case[]> = {
  "import.list": [{ input: () => ({}) }, { input: () => ({ limit: 10 }) }],
  "import.undo": [
    { input: ({ imports }) => ({ id: imports.freeId }) },
    {
      input: ({ imports }) => ({ id: imports.usedId }),
      refused: "IMPORT_HAS_CHANGED",
      reads: { atMost: 100, because: "each assignment of a patient has to be looked at" },
    },
    { input: () => ({ id: unknownId }), refused: "IMPORT_NOT_FOUND" },
  ],
  "import.duplicates": [
    {
      input: ({ imports }) => ({ id: imports.usedId }),
      reads: { atMost: 200, because: "who was born on the same day, or has the same name, is looked at" },
    },
    { input: () => ({ id: unknownId }), refused: "IMPORT_NOT_FOUND" },
  ],
  "import.begin": [{ input: () => table }],
  "import.addPart": ofUpload(part),
  "import.check": ofUpload({ rows: 1 }),
  "import.run": ofUpload({ rows: 1 }),
  "import.progress": ofUpload(),
  "import.cancel": ofUpload(),
  "import.uploads": [{ input: () => ({}) }, { input: () => ({ limit: 10 }) }],
};
