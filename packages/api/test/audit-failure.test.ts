import { asId } from "@caretype/core/kernel/field/ids";
import { askServers, type Database } from "@caretype/db";
import { entriesOf, entryOf } from "@caretype/test-api/audit-entries";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { isOnCitus } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterEach, describe, expect, it } from "vitest";

const api = await createTestApi();
const { database } = api;
const { reader } = database;

async function signUp() {
  const signedUp = await api.signUp();
  const patient = await signedUp.caller.patient.create({ name: "Ann Lee", gender: "female" });
  const requestId = uuidv7();
  return {
    ...signedUp,
    requestId,
    patient,
    caller: api.callerWith({ accessToken: signedUp.access, requestId }),
  };
}

const outcomesOf = async (requestId: string) =>
  (await entriesOf(reader, requestId)).map(({ outcome }) => outcome);

/** One by one, as Citus sends each statement to the nodes. */
async function runAll(statements: string[]) {
  for (const statement of statements) await reader.execute(sql.raw(statement));
}

async function between<T>(before: string[], after: string[], during: () => Promise<T>): Promise<T> {
  await runAll(before);
  try {
    return await during();
  } finally {
    await runAll(after);
  }
}

const whileItCannotBeWritten = <T>(during: () => Promise<T>) =>
  between(
    ["alter table audit_entry rename to audit_gone"],
    ["alter table audit_gone rename to audit_entry"],
    during,
  );

const waiting = "from pg_locks where relation = 'audit_entry'::regclass and not granted";

/** On Citus, it waits on the practice's node. */
async function untilEntryWaits(tx: Database) {
  const counts = () => askServers<number>(tx, `select to_json(count(*)) ${waiting}`);
  while (!(await counts()).some(({ value }) => value > 0));
}

const suppressions = [
  {
    what: "a rule",
    suppress: ["create rule suppress as on insert to audit_entry do instead nothing"],
    restore: ["drop rule suppress on audit_entry"],
  },
  {
    what: "a trigger",
    suppress: [
      "create function suppress() returns trigger language plpgsql as 'begin return null; end'",
      "create trigger suppress before insert on audit_entry for each row execute function suppress()",
    ],
    restore: ["drop trigger suppress on audit_entry", "drop function suppress()"],
  },
]
  // Citus does not propagate rules to the nodes.
  .filter(({ what }) => !isOnCitus() || what === "a trigger");

describe("an answer", () => {
  it.each(suppressions)("is not sent while $what suppresses the entries", async ({ suppress, restore }) => {
    const { caller, patient, requestId } = await signUp();
    await caller.patient.byId({ id: patient.id });
    const failures = await between(suppress, restore, () =>
      Promise.all([
        failureOf(caller.patient.byId({ id: patient.id })),
        failureOf(caller.patient.update({ id: patient.id, expectedVersion: "any", phoneNumber: "1" })),
      ]),
    );
    expect(failures.map(({ code }) => code)).toEqual(["SERVICE_UNAVAILABLE", "SERVICE_UNAVAILABLE"]);
    expect((await caller.patient.byId({ id: patient.id })).phoneNumber).toBeNull();
    expect(await outcomesOf(requestId)).toEqual(["ok", "ok"]);
  });

  it("is sent only once its entry is durable", async () => {
    const { caller, patient, requestId } = await signUp();
    let answered = false;
    const call = await database.transaction(async (tx) => {
      await tx.execute(sql`lock table audit_entry in share mode`);
      const pending = caller.patient.byId({ id: patient.id }).finally(() => {
        answered = true;
      });
      await untilEntryWaits(tx);
      await tx.execute(sql`select 1`);
      expect(answered).toBe(false);
      return { pending };
    });
    expect((await call.pending).id).toBe(patient.id);
    expect(await outcomesOf(requestId)).toEqual(["ok"]);
  });

  it("is not sent if the connection that writes its entry is lost, but the next one is", async () => {
    const { caller, patient, requestId } = await signUp();
    const failure = await database.transaction(async (tx) => {
      await tx.execute(sql`lock table audit_entry in share mode`);
      const pending = failureOf(caller.patient.byId({ id: patient.id }));
      await untilEntryWaits(tx);
      await askServers(tx, `select to_json(count(pg_terminate_backend(pid))) ${waiting}`);
      return { error: await pending };
    });
    expect(failure.error.code).toBe("SERVICE_UNAVAILABLE");
    expect((await caller.patient.byId({ id: patient.id })).id).toBe(patient.id);
    expect(await outcomesOf(requestId)).toEqual(["ok"]);
  });
});

describe("while the audit cannot be written", () => {
  it("all calls fail", async () => {
    const { caller, patient, email, password } = await signUp();
    const codes = await whileItCannotBeWritten(async () => {
      const calls = {
        read: caller.patient.byId({ id: patient.id }),
        list: caller.patient.list(),
        missing: caller.patient.byId({ id: asId(uuidv7()) }),
        create: caller.patient.create({ name: "Bo Ray", gender: "male" }),
        logIn: api.anonymous.account.login({ email, password }),
        guess: api.anonymous.account.login({ email, password: "wrong" }),
        register: api.anonymous.account.register({ email: `${uuidv7()}@example.org`, password }),
        stranger: api.anonymous.patient.list(),
      };
      const failures = Object.entries(calls).map(async ([name, call]) => [
        name,
        (await failureOf(call)).code,
      ]);
      return Object.fromEntries(await Promise.all(failures));
    });
    const { stranger, ...others } = codes;
    expect(new Set(Object.values(others))).toEqual(new Set(["SERVICE_UNAVAILABLE"]));
    // The refusal reveals nothing to its caller.
    expect(stranger).toBe("UNAUTHENTICATED");
    expect((await caller.patient.list()).items).toHaveLength(1);
  });
});

describe("a mutation and its entry", () => {
  afterEach(async () => {
    await reader.execute(sql`drop trigger if exists late on patient`);
    await reader.execute(sql`drop trigger if exists refused on audit_entry`);
    await reader.execute(sql`drop function if exists refuse`);
  });
  const refuse = sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'refused by the test'; end $$`;

  it("are rolled back together if the entry fails, and the failure is recorded separately", async () => {
    const { caller, requestId } = await signUp();
    await reader.execute(refuse);
    await reader.execute(sql`
      create trigger refused before insert on audit_entry for each row
      when (new.action = 'patient.create' and new.outcome = 'ok') execute function refuse()`);
    const { code } = await failureOf(caller.patient.create({ name: "Bo Ray", gender: "male" }));
    expect(code).toBe("SERVICE_UNAVAILABLE");
    expect((await caller.patient.list()).items).toHaveLength(1);
    const [entry] = await entriesOf(reader, requestId);
    expect(entry).toMatchObject({ action: "patient.create", outcome: code, subjectIds: null });
  });

  it("are rolled back together if the commit fails, and the failure is recorded separately", async () => {
    const { caller, requestId } = await signUp();
    await reader.execute(refuse);
    await reader.execute(sql`
      create constraint trigger late after insert on patient deferrable initially deferred
      for each row execute function refuse()`);
    const { code } = await failureOf(caller.patient.create({ name: "Bo Ray", gender: "male" }));
    expect(await entryOf(reader, requestId)).toMatchObject({
      action: "patient.create",
      outcome: code,
      subjectIds: null,
    });
    expect((await caller.patient.list()).items).toHaveLength(1);
  });

  // Citus stores changes of an account and a practice on several nodes.
  it
    .skipIf(isOnCitus())
    .each<[string, "patient" | "account", (signedUp: Awaited<ReturnType<typeof signUp>>) => Promise<string>]>(
      [
        [
          "",
          "patient",
          async ({ caller }) => (await caller.patient.create({ name: "Bo Ray", gender: "male" })).id,
        ],
        [
          "a change with an idempotency key",
          "patient",
          async ({ access: accessToken, requestId }) => {
            const idempotency = { keys: [requestId], replayed: new Set<number>() };
            const { patient } = api.callerWith({ accessToken, requestId, idempotency });
            return (await patient.create({ name: "Bo Ray", gender: "male" })).id;
          },
        ],
        [
          "a change that the procedure itself begins",
          "account",
          async ({ caller, account, password: currentPassword }) => {
            await caller.account.changePassword({ currentPassword, newPassword: "nine lives of a lamp" });
            return account.id;
          },
        ],
      ],
    )("are one transaction: %s", async (_, table, change) => {
    const signedUp = await signUp();
    const id = await change(signedUp);
    const [same] = await reader.execute(sql`
      select changed.xmin = entry.xmin as same from ${sql.identifier(table)} as changed, audit_entry as entry
      where changed.id = ${id} and entry.request_id = ${signedUp.requestId}`);
    expect(same).toEqual({ same: true });
  });
});

describe("a flood", () => {
  it("of an account writes an entry for each successful call, and one for the refusals", async () => {
    const flooded = await createTestApi({ rateLimits: { accountPoints: 5, addressPoints: 0 } });
    const { access } = await flooded.signUp();
    const requestId = uuidv7();
    const caller = flooded.callerWith({ accessToken: access, requestId });
    const calls = Array.from({ length: 20 }, () => caller.patient.list());
    expect(await tally(calls)).toEqual({ ok: 5, RATE_LIMITED: 15 });
    const entries = await entriesOf(flooded.database.reader, requestId);
    expect(entries.map(({ outcome }) => outcome).toSorted()).toEqual([
      "RATE_LIMITED",
      ...Array.from({ length: 5 }, () => "ok"),
    ]);
  });

  it("of anonymous calls is limited per address over all procedures, with any token", async () => {
    const flooded = await createTestApi({ rateLimits: { accountPoints: 0, addressPoints: 6 } });
    const requestId = uuidv7();
    const [stranger, forger, elsewhere] = [
      flooded.callerWith({ requestId }),
      flooded.callerWith({ requestId, accessToken: "not.a.token" }),
      flooded.callerWith({ requestId, address: "192.0.2.9" }),
    ];
    const calls = Array.from({ length: 10 }, () => [stranger.patient.list(), forger.account.me()]).flat();
    expect(await tally(calls)).toEqual({ UNAUTHENTICATED: 6, RATE_LIMITED: 14 });
    expect((await failureOf(elsewhere.patient.list())).code).toBe("UNAUTHENTICATED");
    const entries = await entriesOf(flooded.database.reader, requestId);
    expect(entries).toHaveLength(6 + 1 + 1);
  });

  it("does not affect callers with a token", async () => {
    const flooded = await createTestApi({ rateLimits: { accountPoints: 0, addressPoints: 15 } });
    const { caller } = await flooded.signUp();
    await tally(Array.from({ length: 30 }, () => flooded.anonymous.patient.list()));
    expect((await caller.patient.list()).items).toEqual([]);
  });
});
