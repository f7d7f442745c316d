import { expect, test } from "vitest";
import { createImportHarness, folderWith, smallExport, textOf } from "./support.ts";

const { database, signUp, runImport } = await createImportHarness();

type Entry = { outcome: string; basis: string; subjects: string; run: string; practice: string };

const entriesOf = (account: string) =>
  database.reader.execute<Entry>(
    `select outcome, basis, coalesce(array_to_string(subject_ids, ','), '') as subjects, request_id as run,
       practice_id as practice
     from audit_entry where account_id = '${account}' and action = 'import.synthea' order by id`,
  );

test("an import's entries name each record that it created, and a run that created none has one, too", async () => {
  const { id, caller } = await signUp("ana@example.org");
  const all = async () =>
    [
      ...(await caller.patient.list()).items,
      ...(await caller.doctor.list()).items,
      ...(await caller.assignment.list()).items,
    ].map((record) => record.id);
  // The directory may have doctors of other tests.
  const before = await all();
  const folder = await folderWith(textOf(smallExport("ana")));
  await runImport(folder, "ana@example.org");
  const created = (await all()).filter((record) => !before.includes(record));
  const [entry, ...others] = await entriesOf(id);
  expect(others).toEqual([]);
  const practice = (await caller.practice.mine()).id;
  expect(entry).toMatchObject({ outcome: "ok", basis: "command line, owner", practice });
  expect(created).toHaveLength(6);
  expect(entry?.subjects.split(",").toSorted()).toEqual(created.toSorted());

  await runImport(folder, "ana@example.org");
  const [, second] = await entriesOf(id);
  expect(second).toMatchObject({ outcome: "ok", basis: "command line, owner, unchanged", subjects: "" });
});

test("a large import has an entry for every thousand records, which belong together", async () => {
  const { id } = await signUp("many@example.org");
  const rows = Array.from(
    { length: 2_500 },
    (_, row) => `many-q${row},1980-01-01,,,Ana,Silva,,F,1 Main St,Boston,MA,`,
  );
  const lines = { ...smallExport("many"), "patients.csv": [...smallExport("many")["patients.csv"], ...rows] };
  await runImport(await folderWith(textOf(lines)), "many@example.org");
  const entries = await entriesOf(id);
  expect(entries.map(({ subjects }) => subjects.split(",").length)).toEqual([1_000, 1_000, 506]);
  expect(new Set(entries.map(({ run }) => run)).size).toBe(1);
});

test("a dry run leaves an entry, which names no record and says that it was a dry run", async () => {
  const { id } = await signUp("dry@example.org");
  const folder = await folderWith(textOf(smallExport("dry")));
  await runImport(folder, "dry@example.org", { dryRun: true });
  const [entry, ...others] = await entriesOf(id);
  expect(entry).toMatchObject({ outcome: "ok", basis: "command line, owner, dry run", subjects: "" });
  expect(others).toEqual([]);
});

test("a refused import leaves an entry with its outcome, although all else was rolled back", async () => {
  const { id } = await signUp("bad@example.org");
  const lines = smallExport("bad");
  lines["patients.csv"].push("bad-p3,2999-01-01,,,Zelda,Quux,,F,,,,");
  await runImport(await folderWith(textOf(lines)), "bad@example.org");
  expect(await entriesOf(id)).toMatchObject([
    { outcome: "INVALID_INPUT", basis: "command line, owner", subjects: "" },
  ]);

  const folder = await folderWith(textOf(smallExport("bad")));
  await database.reader.execute(`update membership set role = 'viewer' where account_id = '${id}'`);
  await runImport(folder, "bad@example.org");
  await database.reader.execute(`update account set is_active = false where id = '${id}'`);
  await runImport(folder, "bad@example.org");
  expect((await entriesOf(id)).slice(1)).toMatchObject([
    { outcome: "PERMISSION_DENIED", basis: "command line, viewer" },
    { outcome: "INVALID_CREDENTIALS", basis: "command line, viewer" },
  ]);
});

test("an import for an unknown account is recorded, too", async () => {
  const entries = () =>
    database.reader.execute(
      "select outcome, basis from audit_entry where account_id is null and action = 'import.synthea'",
    );
  expect([...(await entries())]).toEqual([]);
  await runImport(await folderWith(textOf(smallExport("nobody"))), "nobody@example.org");
  expect([...(await entries())]).toEqual([{ outcome: "INVALID_CREDENTIALS", basis: "command line" }]);
});
