import { DomainError } from "@caretype/api";
import type { EncounterId, PatientId } from "@caretype/core/kernel/field/ids";
import { advisoryLocks } from "@caretype/db";
import { countLockWaits } from "@caretype/test-database";
import { expect, test, vi } from "vitest";
import { clinicalExport } from "./clinical-export.ts";
import { batchIn, createImportHarness, folderWith, smallExport, textOf } from "./support.ts";

const harness = await createImportHarness();
const { database, signUp, runImport, runUndo } = harness;

/** A practice with an imported export, its first encounter, and a clinician who did not import it. */
async function importedBy(mark: string) {
  const owner = await signUp(`${mark}.owner@example.org`);
  const colleague = await signUp(`${mark}.colleague@example.org`);
  await database.transaction((tx) =>
    tx.execute(`
      update membership set role = 'clinician',
        practice_id = (select practice_id from membership where account_id = '${owner.id}')
      where account_id = '${colleague.id}'`),
  );
  const folder = await clinicalExport(mark);
  const importId = batchIn((await runImport(folder, owner.email)).out);
  const [patient] = (await owner.caller.patient.list({ q: "Ana" })).items;
  if (!patient) throw new Error("no patient");
  const [encounter] = (await owner.caller.encounter.list({ patientId: patient.id })).items;
  if (!encounter) throw new Error("no encounter");
  return { owner, colleague, folder, patientId: patient.id, encounter, importId };
}

/** The export with another record of each kind in an encounter. */
const moreIn = (mark: string, encounter: string) =>
  clinicalExport(mark, {
    "conditions.csv": [`2020-01-01,,${mark}-p1,${encounter},10509002,Acute bronchitis`],
    "careplans.csv": [`c2,2020-01-01,,${mark}-p1,${encounter},1,Another,,`],
    "observations.csv": [
      `2020-01-01T10:00:00Z,${mark}-p1,${encounter},vital-signs,8867-4,Heart rate,70,/min,numeric`,
    ],
  });

const problemsIn = ({ errors }: Awaited<ReturnType<typeof runImport>>) =>
  errors.filter((line) => line.includes(".csv:"));

const withoutTime = ({ code, out }: Awaited<ReturnType<typeof runImport>>) => [
  code,
  out.replace(/in \d+\.\d s/, ""),
];

test("an encounter that is withheld from the importer is unknown to them, locked or not", async () => {
  const { owner, colleague, folder, encounter } = await importedBy("withheld");
  const again = withoutTime(await runImport(folder, colleague.email));
  const { id } = await owner.caller.restriction.create({ recordId: encounter.id });
  // Existing rows change nothing, as before.
  expect(withoutTime(await runImport(folder, colleague.email))).toEqual(again);
  const unknown = problemsIn(await runImport(await moreIn("withheld", "e9"), colleague.email));
  expect(unknown).toEqual([
    "conditions.csv:4 ENCOUNTER: Not found in encounters.csv or in an earlier import",
    "observations.csv:11 ENCOUNTER: Not found in encounters.csv or in an earlier import",
    "careplans.csv:3 ENCOUNTER: Not found in encounters.csv or in an earlier import",
  ]);
  const more = await moreIn("withheld", "e1");
  expect(problemsIn(await runImport(more, colleague.email))).toEqual(unknown);
  await owner.caller.encounter.lock({ id: encounter.id, expectedVersion: encounter.version });
  expect(problemsIn(await runImport(more, colleague.email))).toEqual(unknown);
  expect(withoutTime(await runImport(folder, colleague.email))).toEqual(again);
  expect(problemsIn(await runImport(more, owner.email))).toEqual([
    "conditions.csv:4 ENCOUNTER: The encounter is locked",
    "observations.csv:11 ENCOUNTER: The encounter is locked",
  ]);
  await owner.caller.restriction.remove({ id, expectedVersion: 1 });
  expect(problemsIn(await runImport(more, colleague.email))).toHaveLength(2);
});

test("an undo that a withheld record prevents names neither it nor its kind", async () => {
  const { owner, colleague, patientId, importId } = await importedBy("undo");
  const added = await owner.caller.medication.create({ patientId, drug: { text: "Sertraline" } });
  const seen = await owner.caller.condition.create({ patientId, code: { text: "Cough" } });
  await owner.caller.restriction.create({ recordId: added.id });
  const refused = await runUndo(importId, colleague.email);
  expect(refused.errors.filter((line) => line.includes("made since"))).toEqual([
    `condition ${seen.id}: made since`,
  ]);
  expect(refused.errors.join("\n")).toContain("2 in total. Nothing was removed.");
  expect(refused.errors.join("\n")).not.toMatch(/medication|Sertraline/);
  expect((await runUndo(importId, owner.email)).errors).toContain(`medication ${added.id}: made since`);
});

/** Resolves when this many statements wait for a lock. */
const untilWaiting = (count: number) =>
  vi.waitFor(async () => expect(await countLockWaits(database.reader)).toBe(count));

/** Runs `run` while a transaction locks a patient's records, so that an import waits at a known step. */
async function whileHeld<Result>(
  { lock, of }: { lock: string; of?: PatientId },
  run: (release: () => void) => Promise<Result>,
): Promise<Result> {
  const [practice] = of
    ? await database.reader.execute<{ id: string }>(
        `select practice_id as id from patient where id = '${of}'`,
      )
    : [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: isHeld } = Promise.withResolvers<void>();
  const holding = database.bulkTransaction(async (tx) => {
    await tx.execute(lock);
    isHeld();
    await released;
  }, practice?.id);
  await held;
  try {
    return await run(release);
  } finally {
    release();
    await holding;
  }
}

const lockOf = (id: EncounterId, version: number) => ({ id, expectedVersion: version });

test("an encounter that is locked before the import writes is told by line", async () => {
  const { owner, encounter } = await importedBy("locked-first");
  const more = await moreIn("locked-first", "e1");
  // The import has read its rows, and waits to check them.
  const refused = await whileHeld(
    { lock: `select pg_advisory_xact_lock(${advisoryLocks.importing})` },
    async (release) => {
      const running = runImport(more, owner.email);
      await untilWaiting(1);
      await owner.caller.encounter.lock(lockOf(encounter.id, encounter.version));
      release();
      return running;
    },
  );
  expect(problemsIn(refused)).toEqual([
    "conditions.csv:4 ENCOUNTER: The encounter is locked",
    "observations.csv:11 ENCOUNTER: The encounter is locked",
  ]);
});

test("a lock waits for an import that has checked its rows, and then holds", async () => {
  const { owner, encounter, patientId } = await importedBy("import-first");
  const more = await moreIn("import-first", "e1");
  const [done, locked] = await whileHeld(
    { lock: "lock table condition in share mode", of: patientId },
    async (release) => {
      const running = runImport(more, owner.email);
      await untilWaiting(1);
      const locking = owner.caller.encounter.lock(lockOf(encounter.id, encounter.version));
      await untilWaiting(2);
      release();
      return Promise.all([running, locking]);
    },
  );
  expect(done.code).toBe(0);
  expect(locked.lockedAt).not.toBeNull();
  const { items } = await owner.caller.observation.list({ patientId });
  expect(items.map(({ code }) => code.text)).toContain("Heart rate");
});

test("a birth after the rows waits for an import that has checked them, and is then refused", async () => {
  const { owner, patientId } = await importedBy("birth");
  const small = smallExport("birth");
  const more = await folderWith({
    // Without the visits, which lock the patients, too.
    ...textOf({ ...small, "encounters.csv": small["encounters.csv"].slice(0, 1) }),
    "conditions.csv":
      "START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION\n2018-01-01,,birth-p1,,10509002,Acute bronchitis\n",
  });
  await whileHeld({ lock: "lock table condition in share mode", of: patientId }, async (release) => {
    const running = runImport(more, owner.email);
    await untilWaiting(1);
    const change = () =>
      owner.caller.patient
        .update({ id: patientId, expectedVersion: "any", dateOfBirth: "2018-06-01" })
        .catch((error: Error) => error.cause);
    const changing = change();
    await Promise.race([untilWaiting(2), changing]);
    release();
    expect((await running).code).toBe(0);
    // It waits briefly, so that a slow import lets the caller retry.
    const refusal = await changing;
    const isOver = refusal instanceof DomainError && refusal.code === "SERVICE_UNAVAILABLE";
    expect(isOver ? await change() : refusal).toMatchObject({ code: "INVALID_INPUT" });
  });
});

test("an encounter that is restricted while an import writes withholds what it writes", async () => {
  const { owner, colleague, encounter, patientId } = await importedBy("restricted");
  const more = await moreIn("restricted", "e1");
  const done = await whileHeld(
    { lock: "lock table condition in share mode", of: patientId },
    async (release) => {
      const running = runImport(more, colleague.email);
      await untilWaiting(1);
      await owner.caller.restriction.create({ recordId: encounter.id });
      release();
      return running;
    },
  );
  expect(done.code).toBe(0);
  expect(done.out).toContain("observations: 10 rows (1 imported, 8 already existed");
  // The member who restricted it reads it, and so does the author of the new record.
  const texts = async () =>
    (await owner.caller.observation.list({ patientId })).items.map(({ code }) => code.text);
  expect(await texts()).toContain("Heart rate");
  expect(problemsIn(await runImport(await moreIn("restricted", "e1"), colleague.email))).toEqual([]);
});
