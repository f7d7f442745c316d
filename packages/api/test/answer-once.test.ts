import { setTimeout as pause } from "node:timers/promises";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { PatientId } from "@caretype/core/kernel/field/ids";
import { type AccountId, Id } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { createCallerFactory, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import { deleteExpiredKeys } from "@caretype/core/kernel/procedure/idempotency/queries";
import { idempotencyKey, patient, practice } from "@caretype/db/schema";
import { entryOf } from "@caretype/test-api/audit-entries";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { createServices } from "../src/create-services.ts";

const toy = {
  describes: "Read a toy",
  errors: ["ALREADY_ASSIGNED", "DOCTOR_HAS_ASSIGNMENTS", "POSSIBLE_DUPLICATE", "STALE_VERSION"],
} as const;

const api = await createTestApi();
const committed: string[] = [];
const Answer = z.object({ id: Id, text: z.string(), at: z.number().nullable() });
const input = z.object({ text: z.string().trim().min(1), more: z.record(z.string(), z.number()).optional() });

/** Counts the runs of a body, and sets extra work for it. */
const bodies = { runs: 0, work: async (): Promise<void> => undefined };

async function runBody() {
  bodies.runs += 1;
  await bodies.work();
}

const toys = router({
  write: protectedProcedure("patient:create", toy)
    .input(input)
    .output(Answer)
    .mutation(async ({ ctx, input: { text } }) => {
      await runBody();
      const { practiceId, accountId } = ctx.scope;
      const [id, name] = [newId<PatientId>(), { name: text, firstName: text, lastName: text }];
      await ctx.db.insert(patient).values({ ...name, practiceId, id, createdBy: accountId, gender: "other" });
      ctx.afterCommit(() => committed.push(id));
      return { id, text, at: null };
    }),
  otherWrite: protectedProcedure("patient:create", toy)
    .input(input)
    .output(z.string())
    .mutation(() => "other"),
  nothing: protectedProcedure("patient:create", toy).output(z.void()).mutation(runBody),
  nil: protectedProcedure("patient:create", toy)
    .output(z.null())
    .mutation(async () => {
      await runBody();
      return null;
    }),
  read: protectedProcedure("patient:read", toy)
    .output(z.number())
    .query(async () => {
      await runBody();
      return bodies.runs;
    }),
});

const keyed = (key: string) => ({ keys: [key], replayed: new Set<number>() });

async function signUp() {
  const { access, account, caller } = await api.signUp();
  const callerWith = (idempotency: RequestContext["idempotency"], changes: Partial<RequestContext> = {}) =>
    createCallerFactory(toys)({
      services: api.services,
      accessToken: access,
      requestId: "test",
      address: "127.0.0.1",
      userAgent: null,
      idempotency,
      practice: null,
      ...changes,
    });
  const names = async () => (await caller.patient.list()).items.map(({ name }) => name);
  return { account, access, caller, callerWith, toy: (key: string) => callerWith(keyed(key)), names };
}

const ofAccount = (id: AccountId) => eq(idempotencyKey.accountId, id);
const rowsOf = (accountId: AccountId) =>
  api.database.reader.select().from(idempotencyKey).where(ofAccount(accountId));
const age = (accountId: AccountId, interval: string) =>
  api.database.reader
    .update(idempotencyKey)
    .set({ createdAt: sql`now() - ${interval}::interval` })
    .where(ofAccount(accountId));

function resetBodies(work: () => Promise<void> = async () => undefined) {
  Object.assign(bodies, { runs: 0, work });
}

const errors = { text: ["Is taken"] };
const conflict = async () => {
  throw new DomainError("ALREADY_ASSIGNED", { errors });
};

type Shown = ConstructorParameters<typeof DomainError>;

describe("a call with a key", () => {
  it("runs once and repeats its answer", async () => {
    resetBodies();
    const { callerWith, names } = await signUp();
    const [first, again] = [keyed("k1"), keyed("k1")];
    const answer = await callerWith(first).write({ text: "Ann" });
    const repeated = await callerWith(again).write({ text: " Ann " });
    expect(JSON.stringify(repeated)).toBe(JSON.stringify(answer));
    expect(await names()).toEqual(["Ann"]);
    expect([bodies.runs, committed.filter((id) => id === answer.id)]).toEqual([1, [answer.id]]);
    expect([[...first.replayed], [...again.replayed]]).toEqual([[], [0]]);
  });

  it("runs once for twenty concurrent calls", async () => {
    resetBodies(async () => void (await pause(20)));
    const { toy, names } = await signUp();
    const answers = await Promise.all(Array.from({ length: 20 }, () => toy("many").write({ text: "Bea" })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect([bodies.runs, await names()]).toEqual([1, ["Bea"]]);
  });

  it("is refused with another input or procedure", async () => {
    resetBodies();
    const { toy, names } = await signUp();
    await toy("k").write({ text: "Ann", more: { a: 1, b: 2 } });
    await toy("k").write({ text: "Ann", more: { b: 2, a: 1 } });
    const others = [
      toy("k").write({ text: "Bea" }),
      toy("k").write({ text: "Ann" }),
      toy("k").otherWrite({ text: "Ann", more: { a: 1, b: 2 } }),
      toy("k").nothing(),
    ];
    expect(await tally(others)).toEqual({ IDEMPOTENCY_KEY_REUSED: 4 });
    expect(await names()).toEqual(["Ann"]);
  });

  it("replays undefined and null unchanged", async () => {
    resetBodies();
    const { toy } = await signUp();
    expect([await toy("a").nothing(), await toy("a").nothing()]).toEqual([undefined, undefined]);
    expect([await toy("b").nil(), await toy("b").nil()]).toEqual([null, null]);
    expect(bodies.runs).toBe(2);
  });

  it("replays a refusal with its details", async () => {
    resetBodies(conflict);
    const { account, toy, names } = await signUp();
    const first = await failureOf(toy("k").write({ text: "Ann" }));
    resetBodies();
    const again = await failureOf(toy("k").write({ text: "Ann" }));
    expect([again.code, again.details]).toEqual([first.code, first.details]);
    expect(again.details.errors).toEqual(errors);
    expect([bodies.runs, await names()]).toEqual([0, []]);
    expect(await rowsOf(account.id)).toMatchObject([{ outcome: "ALREADY_ASSIGNED" }]);
  });

  it.each<Shown>([
    ["STALE_VERSION", { current: { id: uuidv7(), name: "Ann" } }],
    ["POSSIBLE_DUPLICATE", { candidates: [] }],
    ["DOCTOR_HAS_ASSIGNMENTS", { blockedBy: [{ kind: "patient", id: newId(), label: "Ann" }] }],
  ])("runs again after %s, which shows a record and is not stored", async (code, details) => {
    const { account, toy, names } = await signUp();
    resetBodies(async () => {
      throw new DomainError(code, details);
    });
    expect((await failureOf(toy("k").write({ text: "Ann" }))).code).toBe(code);
    expect(await rowsOf(account.id)).toEqual([]);
    resetBodies();
    await toy("k").write({ text: "Ann" });
    expect(await names()).toEqual(["Ann"]);
  });

  it.each(["INTERNAL", "SERVICE_UNAVAILABLE", "PERMISSION_DENIED"] as const)(
    "runs again after %s, which is not stored",
    async (code) => {
      const { account, toy, names } = await signUp();
      resetBodies(async () => {
        throw new DomainError(code);
      });
      expect((await failureOf(toy("k").write({ text: "Ann" }))).code).toBe(code);
      expect(await rowsOf(account.id)).toEqual([]);
      resetBodies();
      await toy("k").write({ text: "Ann" });
      expect(await names()).toEqual(["Ann"]);
    },
  );
});

it("records a replay in the audit with the same records", async () => {
  resetBodies();
  const { callerWith } = await signUp();
  const requests = [uuidv7(), uuidv7()];
  for (const requestId of requests) await callerWith(keyed("k"), { requestId }).write({ text: "Ann" });
  const [first, again] = await Promise.all(requests.map((id) => entryOf(api.database.reader, id)));
  expect([first?.basis, again?.basis]).toEqual(["owner patient:create", "owner patient:create, replayed"]);
  expect([again?.outcome, again?.subjectIds]).toEqual(["ok", first?.subjectIds]);
});

it("stores no answer if the transaction rolls back", async () => {
  resetBodies();
  const { account, callerWith, names } = await signUp();
  const append = async () => {
    await pause(50);
    throw new DomainError("SERVICE_UNAVAILABLE");
  };
  const services = { ...api.services, audit: { ...api.services.audit, append } };
  const { code } = await failureOf(callerWith(keyed("k"), { services }).write({ text: "Ann" }));
  expect([code, await names(), await rowsOf(account.id)]).toEqual(["SERVICE_UNAVAILABLE", [], []]);
});

it("separates keys by account", async () => {
  resetBodies();
  const [one, other] = await Promise.all([signUp(), signUp()]);
  const answers = [await one.toy("k").write({ text: "Ann" }), await other.toy("k").write({ text: "Bea" })];
  expect(answers[0]?.id).not.toBe(answers[1]?.id);
  expect([await one.names(), await other.names()]).toEqual([["Ann"], ["Bea"]]);
});

it("replays nothing after the role or session is lost", async () => {
  resetBodies();
  const { account, access, toy } = await signUp();
  await toy("k").write({ text: "Ann" });
  const setRole = (role: string) =>
    api.database.reader.execute(sql`update membership set role = ${role} where account_id = ${account.id}`);
  await setRole("viewer");
  api.services.principals.forget({ account: account.id });
  expect((await failureOf(toy("k").write({ text: "Ann" }))).code).toBe("PERMISSION_DENIED");
  await setRole("owner");
  await api.callerWith({ accessToken: access }).account.logoutEverywhere();
  expect((await failureOf(toy("k").write({ text: "Ann" }))).code).toBe("UNAUTHENTICATED");
});

it("replays nothing from a practice that the account has left", async () => {
  resetBodies();
  const { account, toy } = await signUp();
  await toy("k").write({ text: "Ann" });
  const [elsewhere] = await api.database.reader
    .insert(practice)
    .values({ id: newId(), name: "Elsewhere" })
    .returning({ id: practice.id });
  const id = elsewhere?.id ?? "";
  await api.database.reader.execute(
    sql`update membership set practice_id = ${id} where account_id = ${account.id}`,
  );
  api.services.principals.forget({ account: account.id });
  expect((await failureOf(toy("k").write({ text: "Ann" }))).code).toBe("IDEMPOTENCY_KEY_REUSED");
});

it("expires after a day and is deleted", async () => {
  resetBodies();
  const { account, toy, names } = await signUp();
  await toy("k").write({ text: "Ann" });
  await age(account.id, "23 hours 59 minutes");
  await deleteExpiredKeys(api.database);
  await toy("k").write({ text: "Ann" });
  expect(await names()).toEqual(["Ann"]);
  await age(account.id, "24 hours 1 minute");
  await toy("k").write({ text: "Bea" });
  await toy("k").write({ text: "Bea" });
  expect(await names()).toEqual(["Bea", "Ann"]);
  await age(account.id, "24 hours 1 minute");
  await Promise.all([1, 2, 3].map(() => deleteExpiredKeys(api.database)));
  expect(await rowsOf(account.id)).toEqual([]);
});

it("deletes more than one batch", async () => {
  await api.database.reader.execute(sql`
    insert into idempotency_key (account_id, key, action, input_hash, outcome, created_at)
    select ${uuidv7()}::uuid, n::text, 'x', '', 'ok', now() - interval '2 days' from generate_series(1, 1234) n`);
  await deleteExpiredKeys(api.database);
  const old = sql`created_at < now() - interval '1 day'`;
  expect(await api.database.reader.select().from(idempotencyKey).where(old)).toEqual([]);
});

it("rolls back if its connection is terminated, then runs once", async () => {
  const { account, toy, names } = await signUp();
  const begun = Promise.withResolvers<void>();
  const cut = Promise.withResolvers<void>();
  resetBodies(() => {
    begun.resolve();
    return cut.promise;
  });
  const call = toy("k").write({ text: "Ann" });
  await begun.promise;
  // Terminates the holder of the key's lock.
  await api.database.reader.execute(
    sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database =
      (select oid from pg_database where datname = current_database())`,
  );
  cut.resolve();
  expect((await failureOf(call)).code).toBe("SERVICE_UNAVAILABLE");
  expect([await rowsOf(account.id), await names()]).toEqual([[], []]);
  resetBodies();
  await Promise.all([toy("k").write({ text: "Ann" }), toy("k").write({ text: "Ann" })]);
  expect([bodies.runs, await names()]).toEqual([1, ["Ann"]]);
});

describe("with a second process", () => {
  it("runs once across both processes", async () => {
    const { callerWith, names } = await signUp();
    const settings = { secretKey: "a secret key of the tests, long enough", accessTokenMinutes: 60 };
    const services = await createServices({
      database: api.database,
      settings: {
        ...settings,
        refreshTokenDays: 7,
        registration: "open",
        rateLimits: { accountPoints: 0, addressPoints: 0 },
      },
    });
    resetBodies(async () => void (await pause(20)));
    const calls = Array.from({ length: 20 }, (_, index) =>
      callerWith(keyed("k"), index % 2 ? { services } : {}).write({ text: "Ann" }),
    );
    const answers = await Promise.all(calls);
    await services.close();
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect([bodies.runs, await names()]).toEqual([1, ["Ann"]]);
  });

  it("keeps a success when the other process is refused", async () => {
    const { account, callerWith, toy } = await signUp();
    // Like another process, it waits for the database lock instead of the mutex.
    const services = { ...api.services, mutex: <Result>(_: string, run: () => Promise<Result>) => run() };
    const other = { begun: Promise.withResolvers<void>(), go: Promise.withResolvers<void>() };
    let first = true;
    resetBodies(async () => {
      if (first) {
        first = false;
        await other.go.promise;
        await conflict();
      }
    });
    const refused = failureOf(toy("k").write({ text: "Ann" }));
    await vi.waitFor(() => expect(bodies.runs).toBe(1));
    const succeeded = callerWith(keyed("k"), { services }).write({ text: "Ann" });
    await vi.waitFor(async () => {
      const waiting = await api.database.reader.execute(
        sql`
          select 1 from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())`,
      );
      expect(waiting).toHaveLength(1);
    });
    other.go.resolve();
    expect((await refused).code).toBe("ALREADY_ASSIGNED");
    const { id } = await succeeded;
    const [row] = await rowsOf(account.id);
    expect(row).toMatchObject({ outcome: "ok", answer: { id } });
  });
});

describe("the key", () => {
  it.each(["a b", "a,b", "", '"a', "é", "a".repeat(129), '""', "a\\b"])("is refused: %j", async (key) => {
    resetBodies();
    const { toy } = await signUp();
    const { code, details } = await failureOf(toy(key).write({ text: "Ann" }));
    expect([code, Object.keys(details.errors ?? {})]).toEqual(["INVALID_INPUT", ["Idempotency-Key"]]);
    expect(bodies.runs).toBe(0);
  });

  it("is the same with and without quotes", async () => {
    resetBodies();
    const { toy } = await signUp();
    const key = "8e03978e-40d5-43e8-bc93-6894a57f9324";
    const answers = [await toy(key).write({ text: "Ann" }), await toy(`"${key}"`).write({ text: "Ann" })];
    expect([answers[0]?.id, bodies.runs]).toEqual([answers[1]?.id, 1]);
  });

  it("is ignored for a query", async () => {
    resetBodies();
    const { account, toy } = await signUp();
    expect([await toy("k").read(), await toy("k").read(), await toy("a b").read()]).toEqual([1, 2, 3]);
    expect(await rowsOf(account.id)).toEqual([]);
  });
});

it("uses one connection while many calls wait", async () => {
  const { toy, caller } = await signUp();
  const go = Promise.withResolvers<void>();
  resetBodies(() => go.promise);
  const calls = Array.from({ length: 20 }, () => toy("k").write({ text: "Ann" }));
  await vi.waitFor(() => expect(bodies.runs).toBe(1));
  // The pool has 8 connections for transactions. Waiting calls must not hold them.
  await caller.patient.create({ name: "Bea Ito", gender: "female" });
  go.resolve();
  await Promise.all(calls);
  expect(bodies.runs).toBe(1);
});
