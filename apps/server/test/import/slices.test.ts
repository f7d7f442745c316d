import { isOnCitus } from "@caretype/test-database";
import { expect, test } from "vitest";
import { batchIn, createImportHarness, folderWith, smallExport, textOf } from "./support.ts";

const harness = await createImportHarness();
const { database, signUp, runImport, runUndo } = harness;

/** More rows would keep a core busy for longer than some milliseconds, and delay concurrent reads. */
const maxRows = 100;
const patients = 350;

/** Records the number of rows that each statement writes. */
async function watchStatements() {
  const tables = ["patient", "patient_external_id", "assignment"];
  await database.transaction(async (db) => {
    await db.execute("create table written (table_name text, operation text, row_count bigint)");
    await db.execute(`create function note_written() returns trigger language plpgsql as $$ begin
      insert into written select tg_table_name, tg_op, count(*) from changed;
      return null;
    end $$`);
    for (const table of tables) {
      for (const [operation, kind] of [
        ["insert", "new"],
        ["delete", "old"],
      ]) {
        await db.execute(`create trigger note_${operation} after ${operation} on ${table}
          referencing ${kind} table as changed for each statement execute function note_written()`);
      }
    }
  });
}

async function written() {
  const rows = await database.reader.execute<{ what: string; most: number; total: number }>(
    `select lower(operation) || ' ' || table_name as what, max(row_count)::integer as most,
      sum(row_count)::integer as total
     from written where row_count > 0 group by what order by what`,
  );
  return [...rows];
}

test.skipIf(isOnCitus())("an import and its undo run in statements of few rows each", async () => {
  await signUp("slices@example.org");
  const lines = smallExport("slices");
  for (let number = 0; number < patients; number++) {
    const id = `slices-q${number}`;
    lines["patients.csv"].push(`${id},1980-01-01,,,Ana${number},Silva,,F,1 Main St,Boston,MA,`);
    lines["encounters.csv"].push(`e-${id},2020-01-01T10:00:00Z,${id},slices-d1,Check-up,Asthma`);
  }
  await watchStatements();
  const { out } = await runImport(await folderWith(textOf(lines)), "slices@example.org");
  expect(out).toContain("352 patients, 2 doctors, 352 assignments imported (0 already existed)");
  const { code } = await runUndo(batchIn(out), "slices@example.org");
  expect(code).toBe(0);

  const statements = await written();
  const total = patients + 2;
  expect(statements.map(({ what, total }) => [what, total])).toEqual([
    ["delete assignment", total],
    ["delete patient", total],
    ["delete patient_external_id", total],
    ["insert assignment", total],
    ["insert patient", total],
    ["insert patient_external_id", total],
  ]);
  for (const { most } of statements) expect(most).toBeLessThanOrEqual(maxRows);
});

test("an error is found in any slice, and reported once", async () => {
  await signUp("wrong@example.org");
  const lines = smallExport("wrong");
  const rows = Array.from({ length: 1_200 }, (_, row) => `wrong-q${row % 1_100}`);
  lines["patients.csv"].push(...rows.map((id) => `${id},1980-01-01,,,Ana,Silva,,F,1 Main St,Boston,MA,`));
  lines["encounters.csv"].push(
    ...rows.map((id) => `e,2020-01-01T10:00:00Z,${id},wrong-d1,Check-up,Asthma`),
    ...rows.slice(0, 130).map((id) => `e,2020-01-01T10:00:00Z,${id}-unknown,wrong-d1,Check-up,Asthma`),
  );
  const { code, errors } = await runImport(await folderWith(textOf(lines)), "wrong@example.org");
  expect(code).toBe(1);
  expect(errors).toContain('patients.csv:1104 Id: Repeats the identifier of line 4: "wrong-q0"');
  expect(errors.join("\n")).toContain("230 problems; nothing was imported.");
});
