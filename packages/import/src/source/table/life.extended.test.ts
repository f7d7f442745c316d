import { verifyNotes } from "@caretype/chart/note/verify-notes";
import { makeSigner, practiceWithSigner } from "@caretype/chart/test/signing";
import { toDomainError } from "@caretype/core/kernel/error/map";
import {
  asId,
  type ImportId,
  type MergeId,
  type PatientId,
  type UnknownId,
} from "@caretype/core/kernel/field/ids";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { importTable } from "../../command/import-table.ts";
import { ImportProblems } from "../problems.ts";

// Runs random commands against the API and a model in memory, which must agree on each answer. What is read on the
// way must equal what `asOf` reads at the end.

const api = await createTestApi();
/** Few, because each takes a second. docs/development/tests.md describes how to run more. */
const numRuns = Number(process.env.CARETYPE_TEST_RUNS ?? 3);

const kinds = ["encounter", "observation", "condition", "draft"] as const;
type Kind = (typeof kinds)[number] | "note";
/** `by`: one of two people. `of`: the record's number. `within`: the encounter's number, if any. */
type Command =
  | { act: "add"; kind: (typeof kinds)[number]; patient: number; within: number; by: number }
  | { act: "change" | "sign" | "amend" | "wrong" | "finish" | "lock"; of: number; by: number }
  | { act: "merge"; patient: number; other: number }
  | { act: "unmerge" }
  | { act: "import"; patient: number; within: number }
  | { act: "undo"; of: number };

const [patient, of, by] = [fc.nat(2), fc.nat(30), fc.nat(1)];
const onRecord = <Act extends "change" | "sign" | "amend" | "wrong" | "finish" | "lock">(act: Act) =>
  fc.record({ act: fc.constant(act), of, by });
const add = fc.record({
  act: fc.constant("add" as const),
  kind: fc.constantFrom(...kinds),
  patient,
  within: fc.nat(4),
  by,
});
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: add },
  { weight: 3, arbitrary: onRecord("change") },
  { weight: 5, arbitrary: onRecord("sign") },
  { weight: 2, arbitrary: onRecord("amend") },
  { weight: 1, arbitrary: onRecord("wrong") },
  { weight: 2, arbitrary: onRecord("finish") },
  { weight: 2, arbitrary: onRecord("lock") },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("merge" as const), patient, other: patient }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("unmerge" as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("import" as const), patient, within: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("undo" as const), of }) },
);

/** An import is undone while its patient is merged, and again after the merge is undone. */
const undoneBetween: Command[] = [
  { act: "add", kind: "encounter", patient: 1, within: 0, by: 0 },
  { act: "import", patient: 1, within: 1 },
  { act: "merge", patient: 0, other: 1 },
  { act: "undo", of: 0 },
  { act: "unmerge" },
  { act: "import", patient: 1, within: 0 },
  { act: "change", of: 3, by: 1 },
  { act: "undo", of: 1 },
  { act: "undo", of: 0 },
  { act: "undo", of: 0 },
];

/** A draft of a merged patient is signed, and the merge undone. */
const signedBetween: Command[] = [
  { act: "add", kind: "draft", patient: 1, within: 0, by: 0 },
  { act: "merge", patient: 0, other: 1 },
  { act: "sign", of: 0, by: 0 },
  { act: "amend", of: 0, by: 1 },
  { act: "unmerge" },
];

type Held = {
  kind: Kind;
  id: UnknownId;
  patient: number;
  within: Held | undefined;
  author: number;
  version: number;
  isWrong: boolean;
  isFinished: boolean;
  isLocked: boolean;
  /** Kinds of its signatures, with the signers. */
  signed: string[];
  /** Whether its content has changed, wherever it is. */
  isEdited: boolean;
  home: number;
};

/** Records of an import. */
type Batch = { id: ImportId; records: Held[]; isUndone: boolean };

/** The model: the records' state, and the expected refusals. */
class Model {
  readonly records: Held[] = [];
  readonly imports: Batch[] = [];
  /** Records of imports that were undone. */
  readonly gone = new Set<UnknownId>();
  readonly merges: { id: MergeId; keep: number; merged: number; moved: Held[] }[] = [];

  isMerged = (patient: number) => this.merges.some(({ merged }) => merged === patient);

  refusalOfNew({ kind, patient }: Pick<Held, "kind" | "patient">, within: Held | undefined): string {
    if (within && (within.isWrong || within.patient !== patient)) return "ENCOUNTER_NOT_FOUND";
    if (this.isMerged(patient)) return "PATIENT_NOT_FOUND";
    return within?.isLocked && kind !== "draft" ? "ENCOUNTER_LOCKED" : "ok";
  }

  refusal(act: Command["act"], record: Held, by: number): string {
    const { kind, isWrong, isLocked, isFinished, within } = record;
    if (kind === "draft") {
      if (record.author !== by) return "NOTE_DRAFT_NOT_FOUND";
      return act === "sign" && within?.isWrong ? "RECORD_IN_ERROR" : "ok";
    }
    if (isWrong) return kind === "encounter" ? "ENCOUNTER_STATE" : "RECORD_IN_ERROR";
    if (kind === "encounter" && act !== "wrong") {
      if (act === "finish" && isFinished) return "ENCOUNTER_STATE";
      if (act === "lock" && !isFinished) return "ENCOUNTER_STATE";
      return isLocked ? "ENCOUNTER_LOCKED" : "ok";
    }
    const isKept = (kind === "observation" || kind === "condition") && act === "change";
    return isKept && within?.isLocked ? "ENCOUNTER_LOCKED" : "ok";
  }

  /** Applies a command that was not refused. */
  apply(act: Command["act"], record: Held, by: number): void {
    if (act === "sign" && record.kind === "draft") Object.assign(record, { kind: "note", version: 0 });
    if (act === "sign") {
      if (record.version === 0) record.version = 1;
      if (!record.signed.includes(`signature ${by}`)) record.signed.push(`signature ${by}`);
      return;
    }
    if (act === "amend") return void record.signed.push(`addendum ${by}`);
    if (act === "wrong" && record.kind === "note") record.signed.push(`entered-in-error ${by}`);
    record.version += 1;
    record.isEdited = true;
    record.isWrong ||= act === "wrong";
    record.isFinished ||= act === "finish";
    record.isLocked ||= act === "lock";
  }

  move(records: readonly Held[], patient: number): void {
    for (const record of records) {
      record.patient = patient;
      // A draft has no versions.
      if (record.kind !== "draft") record.version += 1;
    }
  }

  merge(id: MergeId, keep: number, merged: number): void {
    const moved = this.records.filter((record) => record.patient === merged);
    this.move(moved, keep);
    this.merges.push({ id, keep, merged, moved });
  }

  /** A record at its first patient, with its first content, is unchanged. */
  refusalOfUndo({ records, isUndone }: Batch): string {
    if (isUndone) return "IMPORT_ALREADY_UNDONE";
    const isChanged = records.some(({ isEdited, patient, home }) => isEdited || patient !== home);
    return isChanged ? "IMPORT_HAS_CHANGED" : "ok";
  }

  undo(batch: Batch): void {
    batch.isUndone = true;
    for (const record of batch.records) {
      this.records.splice(this.records.indexOf(record), 1);
      this.gone.add(record.id);
    }
  }

  /** Records made in an encounter since are removed with it. */
  unmerge(): void {
    const last = this.merges.pop();
    if (!last) return;
    const isBack = (record: Held | undefined) => record !== undefined && last.moved.includes(record);
    this.move(
      this.records.filter((record) => isBack(record) || isBack(record.within)),
      last.merged,
    );
  }
}

type Person = Awaited<ReturnType<typeof practiceWithSigner>>["caller"];

async function makeWorld() {
  const owner = await practiceWithSigner(api);
  const { caller: colleague } = await makeSigner(api, owner);
  const named = (name: string) => owner.caller.patient.create({ name, gender: "female" });
  const others = [await named("Bea Lee"), await named("Cy Lee")];
  const patients: PatientId[] = [owner.patientId, ...others.map(({ id }) => id)];
  const { id: practiceId } = await owner.caller.practice.mine();
  return {
    people: [owner.caller, colleague],
    email: owner.email,
    patients,
    practiceId,
    model: new Model(),
    writes: 0,
  };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

const any = { expectedVersion: "any" } as const;
const attempt = (call: Promise<unknown>) =>
  call.then(
    (answer) => ({ code: "ok", answer }),
    (error: unknown) => ({ code: String(toDomainError(error).code), answer: undefined }),
  );

type Given = { patientId: PatientId; encounterId: Parameters<Person["encounter"]["byId"]>[0]["id"] | null };

const additions: Record<
  (typeof kinds)[number],
  (person: Person, given: Given) => Promise<{ id: UnknownId }>
> = {
  encounter: async ({ encounter }, { patientId }) => ({
    id: asId((await encounter.create({ patientId })).id),
  }),
  observation: async ({ observation }, given) => {
    const value = { kind: "boolean", boolean: true } as const;
    return { id: asId((await observation.create({ ...given, code: { text: "Cough" }, value })).id) };
  },
  condition: async ({ condition }, given) => ({
    id: asId((await condition.create({ ...given, code: { text: "Cough" } })).id),
  }),
  draft: async ({ noteDraft }, given) => ({
    id: asId((await noteDraft.create({ ...given, text: "Coughs." })).id),
  }),
};

/** Writes another text each time, so that it is a change. */
function change({ encounter, observation, condition, noteDraft }: Person, { kind, id }: Held, text: string) {
  if (kind === "encounter") return encounter.update({ ...any, id: asId(id), reason: { text } });
  if (kind === "observation") return observation.update({ ...any, id: asId(id), note: text });
  if (kind === "condition") return condition.update({ ...any, id: asId(id), note: text });
  return noteDraft.update({ ...any, id: asId(id), text });
}

async function sign({ note, noteDraft }: Person, { kind, id }: Held) {
  const review = await (kind === "draft"
    ? noteDraft.review({ id: asId(id) })
    : note.review({ id: asId(id) }));
  return kind === "draft"
    ? noteDraft.sign({ id: asId(id), hash: review.hash })
    : note.sign({ id: asId(id), hash: review.hash });
}

async function amend({ note }: Person, { id }: Held, text: string) {
  const { hash } = await note.review({ id: asId(id) });
  return note.amend({ id: asId(id), hash, text, reason: "Told later" });
}

async function enterInError(person: Person, { kind, id }: Held, reason: string) {
  const { encounter, observation, condition, note } = person;
  if (kind === "encounter") return encounter.enterInError({ ...any, id: asId(id), reason });
  if (kind === "observation") return observation.enterInError({ ...any, id: asId(id), reason });
  if (kind === "condition") return condition.enterInError({ ...any, id: asId(id), reason });
  const { hash } = await note.review({ id: asId(id) });
  return note.enterInError({ id: asId(id), hash, reason });
}

const suits: Record<Extract<Command, { of: number; by: number }>["act"], readonly Kind[]> = {
  change: ["encounter", "observation", "condition", "draft"],
  sign: ["draft", "note"],
  amend: ["note"],
  wrong: ["encounter", "observation", "condition", "note"],
  finish: ["encounter"],
  lock: ["encounter"],
};

const begun = (patient: number) => ({
  patient,
  home: patient,
  version: 1,
  signed: [],
  isWrong: false,
  isFinished: false,
  isLocked: false,
  isEdited: false,
});

/** Imports two conditions, one in an open encounter if there is one. */
async function importRecords(world: World, command: Extract<Command, { act: "import" }>): Promise<void> {
  const { model, patients, email } = world;
  const { patient } = command;
  const [patientId] = [patients[patient]];
  if (!patientId || model.isMerged(patient)) return;
  const open = model.records.filter(
    ({ kind, patient: encountered, isWrong, isLocked }) =>
      kind === "encounter" && encountered === patient && !isWrong && !isLocked,
  );
  const within = command.within > 0 ? open[command.within % open.length] : undefined;
  world.writes += 1;
  const cellsOf = (encounter: string, text: string) => ({ patient: patientId, encounter, codeText: text });
  const rows = [cellsOf("", `Import ${world.writes}`), cellsOf(within?.id ?? "", `Part ${world.writes}`)];
  const { importId } = await importTable(api.database, {
    records: "condition",
    file: "conditions.csv",
    email,
    dryRun: false,
    onStage: () => undefined,
    settings: { mapping: { patient: "Patient", encounter: "Visit", codeText: "Diagnosis" } },
    problems: new ImportProblems(["conditions.csv"]),
    async *rows() {
      yield rows.map((cells, at) => ({ line: at + 2, cells }));
    },
  });
  if (importId === null) throw new Error("nothing was imported");
  const ids = await api.database.reader.execute<{ id: UnknownId; isWithin: boolean }>(sql`
    select condition.id, encounter_id is not null as "isWithin" from import_record
    inner join condition on condition.practice_id = import_record.practice_id and condition.id = record_id
    where import_id = ${importId} order by condition.id`);
  const held = ids.map(
    ({ id, isWithin }): Held => ({
      ...begun(patient),
      id,
      kind: "condition",
      author: 0,
      within: isWithin ? within : undefined,
    }),
  );
  model.records.push(...held);
  model.imports.push({ id: importId, records: held, isUndone: false });
}

async function undoImport({ model, people: [owner] }: World, number: number): Promise<void> {
  const batch = model.imports[number % model.imports.length];
  if (!batch || !owner) return;
  const expected = model.refusalOfUndo(batch);
  const { code } = await attempt(owner.import.undo({ id: batch.id }));
  expect([batch, code]).toEqual([batch, expected]);
  if (code === "ok") model.undo(batch);
}

async function addRecord(world: World, command: Extract<Command, { act: "add" }>): Promise<void> {
  const { model, people, patients } = world;
  const encounters = model.records.filter(({ kind }) => kind === "encounter");
  const within =
    command.within > 0 && command.kind !== "encounter"
      ? encounters[command.within % encounters.length]
      : undefined;
  // Mostly the encounter's patient, because all others are refused.
  const patient = within && command.within < 4 ? within.patient : command.patient;
  const [person, patientId] = [people[command.by], patients[patient]];
  if (!person || !patientId) throw new Error("the world lacks somebody");
  const expected = model.refusalOfNew({ kind: command.kind, patient }, within);
  const given: Given = { patientId, encounterId: within ? asId(within.id) : null };
  const { code } = await attempt(
    additions[command.kind](person, given).then(({ id }) => {
      model.records.push({ ...begun(patient), id, kind: command.kind, within, author: command.by });
    }),
  );
  expect([command, code]).toEqual([command, expected]);
}

async function changeRecord(
  world: World,
  { act, of: number, by: number_ }: Extract<Command, { of: number; by: number }>,
) {
  const { model, people } = world;
  const suited = model.records.filter(({ kind }) => suits[act].includes(kind));
  const [record, person] = [suited[number % suited.length], people[number_]];
  if (!record || !person) return;
  world.writes += 1;
  const text = `Text ${world.writes}`;
  const { encounter } = person;
  const calls = {
    change: () => change(person, record, text),
    sign: () => sign(person, record),
    amend: () => amend(person, record, text),
    wrong: () => enterInError(person, record, text),
    finish: () => encounter.finish({ ...any, id: asId(record.id) }),
    lock: () => encounter.lock({ ...any, id: asId(record.id) }),
  };
  const expected = model.refusal(act, record, number_);
  const { code } = await attempt(calls[act]());
  expect([act, record, code]).toEqual([act, record, expected]);
  if (code === "ok") model.apply(act, record, number_);
}

async function run(world: World, command: Command): Promise<void> {
  const { model, people, patients } = world;
  if (command.act === "add") return addRecord(world, command);
  if (command.act === "import") return importRecords(world, command);
  if (command.act === "undo") return undoImport(world, command.of);
  if (command.act !== "merge" && command.act !== "unmerge") return changeRecord(world, command);
  const [owner] = people;
  if (command.act === "unmerge") {
    const last = model.merges.at(-1);
    if (last) await owner?.patient.unmerge({ mergeId: last.id });
    return model.unmerge();
  }
  const { patient: keep, other: merged } = command;
  const [keepId, mergedId] = [patients[keep], patients[merged]];
  if (!keepId || !mergedId || keep === merged || model.isMerged(keep) || model.isMerged(merged)) return;
  const merge = await owner?.patient.merge({ ...any, keepId, mergedId, mergedExpectedVersion: "any" });
  if (merge) model.merge(merge.id, keep, merged);
}

/** Without names, which are always current, and without signatures, which have no versions. */
async function readAll({ model, people: [owner] }: World, at?: string) {
  const seen = new Map<UnknownId, unknown>();
  for (const { kind, id } of model.records) {
    if (kind === "draft" || !owner) continue;
    const { byId, asOf } = owner[kind];
    const read: Promise<object> = at === undefined ? byId({ id: asId(id) }) : asOf({ id: asId(id), at });
    const { code, answer } = await attempt(read);
    const { patientName: _of, doctorName: _by, signatures: _all, ...record } = { ...Object(answer) };
    seen.set(id, code === "ok" ? record : code);
  }
  return seen;
}

async function agree(world: World): Promise<void> {
  const { model, people, patients, practiceId } = world;
  for (const held of model.records) {
    const person = people[held.author];
    if (!person) throw new Error("the world lacks somebody");
    const { kind, id, patient, version, isWrong, within, signed } = held;
    const keys = {
      patientId: patients[patient],
      ...(kind !== "encounter" && { encounterId: within?.id ?? null }),
    };
    if (kind === "draft") {
      expect(await person.noteDraft.byId({ id: asId(id) })).toMatchObject(keys);
      continue;
    }
    const found = await person[kind].byId({ id: asId(id) });
    expect(found).toMatchObject({ ...keys, version });
    expect([held, found.errorReason !== null]).toEqual([held, isWrong]);
    if (kind !== "note") continue;
    const { signatures } = await person.note.byId({ id: asId(id) });
    expect(signatures.map((one) => one.kind)).toEqual(signed.map((one) => one.split(" ")[0]));
    expect((await person.note.verify({ id: asId(id) })).isIntact).toBe(true);
  }
  for (const id of model.gone)
    expect((await attempt(people[0]?.condition.byId({ id: asId(id) }) ?? Promise.reject())).code).toBe(
      "CONDITION_NOT_FOUND",
    );
  const { problems } = await verifyNotes(api.database);
  expect(problems.filter((problem) => problem.practiceId === practiceId)).toEqual([]);
}

it("lives like the model, whatever is done", async () => {
  const commands = fc.array(command, { minLength: 20, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      const world = await makeWorld();
      const snapshots: { at: string; seen: Map<UnknownId, unknown> }[] = [];
      for (const [index, each] of all.entries()) {
        await run(world, each);
        if (index % 8 !== 7) continue;
        const seen = await readAll(world);
        const [clock] = await api.database.reader.execute<{ at: string }>(
          sql`select to_char(clock_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
        );
        snapshots.push({ at: clock?.at ?? "", seen });
      }
      await agree(world);
      for (const { at, seen } of snapshots) {
        const then = await readAll(world, at);
        for (const [id, record] of seen)
          if (!world.model.gone.has(id)) expect({ at, record: then.get(id) }).toEqual({ at, record });
      }
    }),
    { numRuns, endOnFailure: true, examples: [[signedBetween], [undoneBetween]] },
  );
});
