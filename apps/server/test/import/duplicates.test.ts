import { expect, test } from "vitest";
import { batchIn, createImportHarness, folderWith, smallExport, textOf } from "./support.ts";

const { database, signUp, runImport, runDuplicates } = await createImportHarness();

/** The patients of a small export, optionally with more of the same name and birthday. */
async function importWith(mark: string, account: string, { more = 0, dryRun = false } = {}) {
  const lines = smallExport(mark);
  const rows = Array.from({ length: more }, (_, row) => `${mark}-q${row},1980-02-29,,,Ana,Silva,,F,,,,`);
  lines["patients.csv"].push(...rows);
  return runImport(await folderWith(textOf(lines)), account, { dryRun });
}

test("an import lists its possible duplicates, by ids only", async () => {
  const [account, stranger] = [await signUp("there@example.org"), await signUp("theirs@example.org")];
  await stranger.caller.patient.create({ name: "Ana Silva", gender: "female", dateOfBirth: "1980-02-29" });
  const there = await account.caller.patient.create({
    firstName: "Ána",
    lastName: "Silva",
    gender: "female",
    dateOfBirth: "1980-02-29",
  });
  await account.caller.patient.create({ name: "Bo Li", gender: "male", dateOfBirth: "2001-12-30" });

  const tried = await importWith("there", account.email, { dryRun: true });
  expect(tried.out).toContain("1 of the patients are possible duplicates of earlier ones:\n");
  const shownTo = () =>
    database.reader.execute(
      `select subject_ids::text as subjects, basis from audit_entry
       where action = 'import.duplicates' and subject_ids @> array['${there.id}'::uuid] order by at`,
    );
  const tryEntry = { subjects: `{${there.id}}`, basis: "command line, owner, dry run" };
  expect(await shownTo()).toEqual([tryEntry]);
  const { out } = await importWith("there", account.email);
  const id = batchIn(out);
  expect(await shownTo()).toEqual([tryEntry, { ...tryEntry, basis: "command line, owner" }]);
  const { items } = await account.caller.patient.list({ q: "mrs. ana" });
  const imported = items.find(({ id }) => id !== there.id);
  const pair = `${imported?.id} may be ${there.id}: same name, same birth date (80)\n`;
  expect(out).toContain(
    `1 of the patients are possible duplicates of earlier ones (list all: npx -y pnpm@12 caretype import duplicates ${id} --account ${account.email}):\n${pair}To undo`,
  );
  expect(out).not.toMatch(/Ana|Silva/);
  expect(await runDuplicates(id, account.email)).toEqual({
    code: 0,
    errors: [],
    out: `${pair}1 of its patients are possible duplicates of earlier ones\n`,
  });
  expect((await runDuplicates(id, stranger.email)).errors).toEqual(["No such import."]);
});

test("the summary shows twenty pairs, the command all of them, and the audit records the patients shown", async () => {
  const account = await signUp("many@example.org");
  const first = await importWith("first", account.email);
  expect(first.out).not.toContain("before:");
  const { out } = await importWith("again", account.email, { more: 29 });
  expect(out).toContain("31 of the patients are possible duplicates of earlier ones");
  expect(out.match(/ may be /g)).toHaveLength(20);
  const all = await runDuplicates(batchIn(out), account.email);
  expect(all.out.match(/ may be /g)).toHaveLength(31);
  const [entry] = await database.reader.execute<{ subjects: string }>(
    `select array_to_string(subject_ids, ',') as subjects from audit_entry
     where account_id = '${account.id}' and action = 'import.duplicates' order by at desc limit 1`,
  );
  const shown = new Set(all.out.match(/[\w-]{36}/g));
  expect(new Set(entry?.subjects.split(","))).toEqual(new Set([...shown, batchIn(out)]));
});
