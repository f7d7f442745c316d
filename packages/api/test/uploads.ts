import type { BeginUpload } from "../src/import/upload/schema.ts";
import type { createTestApi } from "./support.ts";

type Api = Awaited<ReturnType<typeof createTestApi>>;
type Caller = ReturnType<Api["callerWith"]>;

/** Two patients as a table has them. */
export const smallTable: BeginUpload = {
  format: "table",
  records: "patient",
  files: [{ file: "patients.csv", columns: ["Name", "Sex"] }],
  table: { mapping: { name: "Name", gender: "Sex" } },
};

export const smallPart = {
  file: "patients.csv",
  rows: [
    { line: 2, cells: ["Zelda Quux", "F"] },
    { line: 3, cells: ["Zed Quux", "m"] },
  ],
};

/** An upload with all its rows. Resolves to its id. */
export async function upload(caller: Caller): Promise<string> {
  const { id } = await caller.import.begin(smallTable);
  await caller.import.addPart({ id, ...smallPart });
  return id;
}
