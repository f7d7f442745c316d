import { callerByPath } from "@caretype/test-api/caller";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { DomainError } from "../../kernel/error/domain-error.ts";
import { toDomainError } from "../../kernel/error/map.ts";
import type { AccountId } from "../../kernel/field/ids.ts";
import { assignmentKind } from "../../people/assignment/history.ts";
import { doctorKind } from "../../people/doctor/history.ts";
import { patientKind } from "../../people/patient/history.ts";

// Compares histories with the edits, and with what was read at the time.

const api = await createTestApi();
const { reader } = api.database;

const kinds = ["patient", "doctor", "assignment"] as const;
type Kind = (typeof kinds)[number];
const contents = {
  patient: patientKind.content,
  doctor: doctorKind.content,
  assignment: assignmentKind.content,
};

type Fields = Record<string, unknown>;
type Answer = Fields & { id: string; version: number };
/** A version as it was returned when it was created. */
type Made = { version: number; operation: string; changedBy: AccountId; record: Answer | null };
type Tracked = { kind: Kind; id: string; versions: Made[] };
type Snapshot = { at: string; seen: Map<string, Answer | null> };

const word = fc.constantFrom("Ann", "Bea", "Cy", "Di");
const optional = (value: fc.Arbitrary<unknown>) => fc.option(value, { nil: null });
const person = {
  name: fc.tuple(word, word).map((words) => words.join(" ")),
  firstName: word,
  phoneNumber: optional(fc.constantFrom("1", "2")),
};
const changes: Record<Kind, fc.Arbitrary<Fields>> = {
  patient: fc.record(
    {
      ...person,
      gender: fc.constantFrom("female", "male", "other"),
      dateOfBirth: optional(fc.constantFrom("1990-05-05", "1971-01-01")),
      medicalHistory: optional(fc.string({ maxLength: 5 })),
    },
    { requiredKeys: [] },
  ),
  doctor: fc.record(
    {
      ...person,
      specialization: optional(fc.constantFrom("CARD", "Oncology")),
      yearsOfExperience: optional(fc.nat(3)),
      // Few values, so that they often collide.
      licenseNumber: optional(fc.constantFrom("L1", "L2")),
    },
    { requiredKeys: [] },
  ),
  assignment: fc.record({ reasonForVisit: optional(word) }),
};

const turn = fc.constantFrom(...kinds).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    // Mostly changes of few records, so that these have many versions.
    act: fc.oneof(
      { weight: 2, arbitrary: fc.constant("create" as const) },
      { weight: 5, arbitrary: fc.constant("update" as const) },
      { weight: 2, arbitrary: fc.constant("revert" as const) },
      { weight: 2, arbitrary: fc.constant("remove" as const) },
      { weight: 2, arbitrary: fc.constant("restore" as const) },
    ),
    fields: changes[kind],
    actor: fc.nat(1),
    pick: fc.nat(),
    version: fc.nat(),
  }),
);
type Turn = typeof turn extends fc.Arbitrary<infer Value> ? Value : never;

async function signUpTwo() {
  const [owner, colleague] = await Promise.all([api.signUp(), api.signUp()]);
  await reader.execute(sql`
    update membership set practice_id = (select practice_id from membership where account_id = ${owner.account.id})
    where account_id = ${colleague.account.id}`);
  api.services.principals.forget({ account: colleague.account.id });
  return [owner, colleague].map(({ account, caller }) => ({ id: account.id, call: callerByPath(caller) }));
}

type Actor = Awaited<ReturnType<typeof signUpTwo>>[number];

// Each procedure's output check has validated it.
const asAnswer = (value: unknown) => value as Answer;

/** The edits so far, and what was read after each. */
class Practice {
  readonly records: Tracked[] = [];
  readonly snapshots: Snapshot[] = [];
  readonly #actors: Actor[];
  /** All runs share one directory. */
  readonly #run = uuidv7();

  constructor(actors: Actor[]) {
    this.#actors = actors;
  }

  async take({ kind, act, fields: given, actor: number, pick, version }: Turn) {
    const actor = this.#actors[number] ?? this.reader;
    const fields = this.#own(given);
    if (act === "create") return this.#create({ kind, fields, pick }, actor);
    const known = this.records.filter((record) => record.kind === kind);
    const record = known[pick % known.length];
    if (!record) return;
    const input = {
      update: { ...fields, expectedVersion: "any" },
      revert: { version: 1 + (version % record.versions.length), expectedVersion: "any" },
      remove: { expectedVersion: "any" },
      restore: {},
    }[act];
    const answer = await this.#attempt(actor, `${kind}.${act}`, { id: record.id, ...input });
    if (answer.isRefused) return;
    const last = record.versions.at(-1);
    if (act === "remove") {
      const next = 1 + (last?.version ?? 0);
      record.versions.push({ version: next, operation: "removed", changedBy: actor.id, record: null });
      return;
    }
    const current = asAnswer(answer.value);
    const isChanged = !last?.record || differs(kind, last.record, current);
    expect(current.version).toBe((last?.version ?? 0) + (isChanged ? 1 : 0));
    const operation = last?.record ? "updated" : "restored";
    if (isChanged)
      record.versions.push({ version: current.version, operation, changedBy: actor.id, record: current });
  }

  get reader(): Actor {
    const [actor] = this.#actors;
    if (!actor) throw new Error("no such actor");
    return actor;
  }

  async #create({ kind, fields, pick }: { kind: Kind; fields: Fields; pick: number }, actor: Actor) {
    const ofKind = (wanted: Kind) => {
      const known = this.records.filter((record) => record.kind === wanted);
      return known[pick % known.length]?.id;
    };
    const required = {
      patient: { gender: "other", name: "Ann Lee" },
      doctor: { name: "Bo Ray" },
      assignment: { patientId: ofKind("patient"), doctorId: ofKind("doctor") },
    }[kind];
    const { firstName: _part, ...rest } = fields;
    const answer = await this.#attempt(actor, `${kind}.create`, { ...required, ...rest });
    if (answer.isRefused) return;
    const record = asAnswer(answer.value);
    const versions = [{ version: 1, operation: "created", changedBy: actor.id, record }];
    this.records.push({ kind, id: record.id, versions });
  }

  #own({ licenseNumber, ...fields }: Fields): Fields {
    if (licenseNumber === undefined) return fields;
    return { ...fields, licenseNumber: licenseNumber && `${this.#run} ${licenseNumber}` };
  }

  /** A refusal follows from the rules. Whatever its code, it leaves no trace. */
  async #attempt({ call }: Actor, path: string, input: Fields) {
    try {
      return { isRefused: false, value: await call(path, input) };
    } catch (error) {
      if (toDomainError(error).code === "INTERNAL") throw error;
      return { isRefused: true };
    }
  }

  async look() {
    const seen = new Map<string, Answer | null>();
    await Promise.all(
      this.records.map(async ({ kind, id }) => {
        seen.set(id, asAnswer(await orNull(this.reader.call(`${kind}.byId`, { id }))));
      }),
    );
    const [clock] = await reader.execute<{ at: string }>(
      sql`select to_char(clock_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
    );
    this.snapshots.push({ at: clock?.at ?? "", seen });
  }
}

const missing = ["PATIENT_NOT_FOUND", "DOCTOR_NOT_FOUND", "ASSIGNMENT_NOT_FOUND", "NOT_THERE_THEN"];

const orNull = (call: Promise<unknown>) =>
  call.catch((error: unknown) => {
    const { code } = toDomainError(error);
    if (missing.includes(code)) return null;
    throw new DomainError(code, { cause: error });
  });

const fieldsOf = (kind: Kind) => Object.keys(contents[kind].shape);
const contentOf = (kind: Kind, record: Answer | null) =>
  Object.fromEntries(fieldsOf(kind).map((field) => [field, record?.[field] ?? null]));
const differs = (kind: Kind, one: Answer, other: Answer) =>
  fieldsOf(kind).some((field) => one[field] !== other[field]);

type Version = Made & { changes: Record<string, { from: unknown; to: unknown }> };
const asPage = (value: unknown) => value as { items: Version[] };
const asDiff = (value: unknown) => value as Pick<Version, "changes">;

async function checkHistory({ kind, id, versions }: Tracked, { call }: Actor) {
  const { items } = asPage(await call(`${kind}.history`, { id, limit: 100 }));
  const listed = items
    .toReversed()
    .map(({ version, operation, changedBy, record }) => ({ version, operation, changedBy, record }));
  expect(listed).toEqual(versions);
  for (const [index, { version, changes, record }] of items.entries()) {
    const before = items[index + 1]?.record ?? null;
    expect(applied(contentOf(kind, before), changes)).toEqual(contentOf(kind, record));
    if (version > 1) {
      const diff = asDiff(await call(`${kind}.diff`, { id, from: version - 1, to: version }));
      expect(diff.changes).toEqual(changes);
    }
  }
  await checkDiffs({ kind, id, versions }, call);
}

async function checkDiffs({ kind, id, versions }: Tracked, call: Actor["call"]) {
  const [first, last] = [versions[0], versions.at(-1)];
  for (const [from, to] of [
    [first, last],
    [last, first],
  ]) {
    if (!from || !to) continue;
    const versions = { from: from.version, ...(to === last ? {} : { to: to.version }) };
    const { changes } = asDiff(await call(`${kind}.diff`, { id, ...versions }));
    const content = contentOf(kind, from.record);
    expect(applied(content, changes)).toEqual(contentOf(kind, to.record));
  }
}

function applied(content: Fields, changes: Version["changes"]) {
  const after = { ...content };
  for (const [field, { from, to }] of Object.entries(changes)) {
    expect([field, content[field]]).toEqual([field, from]);
    expect(to).not.toEqual(from);
    after[field] = to;
  }
  return after;
}

async function checkSnapshot({ at, seen }: Snapshot, { records, reader: { call } }: Practice) {
  await Promise.all(
    records.map(async ({ kind, id }) => {
      const was = await orNull(call(`${kind}.asOf`, { id, at }));
      expect({ at, was }).toEqual({ at, was: seen.get(id) ?? null });
    }),
  );
}

const each = (kind: Kind, act: Turn["act"], fields: Fields = {}): Turn => ({
  kind,
  act,
  fields,
  actor: 0,
  pick: 0,
  version: 0,
});

/** The first edits of each run, so that each kind has every kind of version. */
const prelude: Turn[] = [
  each("patient", "create"),
  each("patient", "remove"),
  each("patient", "restore"),
  each("patient", "update", { name: "Ann Ray" }),
  each("doctor", "create"),
  each("doctor", "remove"),
  each("doctor", "restore"),
  each("doctor", "update", { name: "Bo Day" }),
  each("assignment", "create"),
  each("assignment", "update", { reasonForVisit: "Cough" }),
  each("assignment", "remove"),
  each("assignment", "restore"),
];

it("matches the records, authors and changes after any edits by two people", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 20, maxLength: 60 }), async (turns) => {
      const practice = new Practice(await signUpTwo());
      for (const [index, turn] of [...prelude, ...turns].entries()) {
        await practice.take(turn);
        if (index % 2 === 0) await practice.look();
      }
      for (const record of practice.records) await checkHistory(record, practice.reader);
      for (const snapshot of practice.snapshots) await checkSnapshot(snapshot, practice);
    }),
    { numRuns: 4, endOnFailure: true },
  );
});
