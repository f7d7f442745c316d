import { patient } from "@caretype/db/schema";
import { entryOf } from "@caretype/test-api/audit-entries";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { DomainError } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import type { PatientId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import { createCallerFactory, protectedProcedure, publicProcedure, router } from "./builder.ts";
import { UndeclaredCode } from "./declared-codes.ts";
import type { Scope } from "./scope.ts";
import { t } from "./trpc.ts";

const toy = { describes: "Read a toy" } as const;

const api = await createTestApi({ rateLimits: { accountPoints: 30, addressPoints: 50 } });
const rowOf = (scope: Scope) => ({
  practiceId: scope.practiceId,
  id: newId<PatientId>(),
  createdBy: scope.accountId,
  name: "Ann Lee",
  firstName: "Ann",
  lastName: "Lee",
  gender: "other" as const,
});

const events: string[] = [];
const toys = router({
  write: protectedProcedure("patient:create", toy)
    .output(z.string())
    .mutation(async ({ ctx }) => {
      const row = rowOf(ctx.scope);
      await ctx.db.insert(patient).values(row);
      ctx.afterCommit(() => events.push(`committed ${row.id}`));
      return row.id;
    }),
  writeThenFail: protectedProcedure("patient:create", toy)
    .output(z.void())
    .mutation(async ({ ctx }) => {
      await ctx.db.insert(patient).values(rowOf(ctx.scope));
      ctx.afterCommit(() => events.push("committed a failure"));
      throw new Error("after the write");
    }),
  writeThenRefuse: protectedProcedure("patient:create", {
    ...toy,
    errors: ["INVALID_CREDENTIALS"],
    ownTransaction: true,
  })
    .output(z.void())
    .mutation(async ({ ctx }) => {
      ctx.afterCommit(() => events.push("ran after a refusal"));
      await ctx.transaction(async (tx) => {
        await tx.insert(patient).values(rowOf(ctx.scope));
        return new DomainError("INVALID_CREDENTIALS");
      });
    }),
  writeUnasked: protectedProcedure("patient:create", toy)
    .output(z.void())
    .mutation(async ({ ctx }) => {
      await ctx.transaction((tx) => tx.insert(patient).values(rowOf(ctx.scope)));
    }),
  unkept: protectedProcedure("patient:create", { ...toy, keyed: false })
    .output(z.string())
    .mutation(() => uuidv7()),
  writeThenAnswerWrongly: protectedProcedure("patient:create", toy)
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx }) => {
      const row = rowOf(ctx.scope);
      await ctx.db.insert(patient).values(row);
      return { ...row, id: 17 as unknown as string };
    }),
  echo: protectedProcedure("patient:create", toy)
    .input(z.object({ text: z.string().trim().min(1) }))
    .output(z.string())
    .mutation(({ input }) => input.text),
  read: protectedProcedure("patient:read", toy)
    .output(z.string())
    .query(() => "read"),
  costly: protectedProcedure("patient:read", { ...toy, cost: 10 })
    .output(z.string())
    .query(() => "read"),
  anybody: publicProcedure({ ...toy, cost: 5 })
    .output(z.string())
    .query(() => "read"),
  anybodyElse: publicProcedure(toy)
    .output(z.string())
    .query(() => "read"),
  undeclared: protectedProcedure("patient:read", { ...toy, errors: ["PATIENT_NOT_FOUND"] })
    .output(z.string())
    .query(() => {
      throw new DomainError("DOCTOR_NOT_FOUND");
    }),
  undeclaredForAnybody: publicProcedure({ ...toy, errors: ["INVALID_LINK"] })
    .output(z.string())
    .query(() => {
      throw new DomainError("DOCTOR_NOT_FOUND");
    }),
});
const createCaller = createCallerFactory(toys);

async function signUp() {
  // Separate addresses, as registration is rate-limited, too.
  const [email, address] = [`${uuidv7()}@example.org`, uuidv7()];
  const { tokens } = await api
    .callerWith({ address })
    .account.register({ email, password: "long enough then" });
  const requestId = uuidv7();
  const context = {
    services: api.services,
    accessToken: tokens?.access ?? null,
    requestId,
    address,
    userAgent: null,
    idempotency: null,
    practice: null,
  };
  const stranger = createCaller({ ...context, accessToken: null, address: uuidv7() });
  const keyed = () => createCaller({ ...context, idempotency: { keys: ["one-key"], replayed: new Set() } });
  const caller = api.callerWith({ ...context, requestId: uuidv7() });
  return { toy: createCaller(context), stranger, keyed, caller, requestId };
}

describe("a call", () => {
  it("commits when the body succeeds, then runs afterCommit", async () => {
    const { toy, caller } = await signUp();
    const id = await toy.write();
    expect(events).toContain(`committed ${id}`);
    expect((await caller.patient.list()).items).toHaveLength(1);
  });

  it.each(["writeThenFail", "writeThenAnswerWrongly", "writeUnasked"] as const)(
    "rolls back after %s",
    async (name) => {
      const { toy, caller } = await signUp();
      expect(await failureOf(toy[name]())).toMatchObject({
        code: "INTERNAL",
        message: "Something went wrong here",
      });
      expect((await caller.patient.list()).items).toEqual([]);
      expect(events).not.toContain("committed a failure");
    },
  );

  it("commits the body's own transaction with one audit entry, even if the call is refused", async () => {
    const { toy, caller, requestId } = await signUp();
    expect((await failureOf(toy.writeThenRefuse())).code).toBe("INVALID_CREDENTIALS");
    expect((await caller.patient.list()).items).toHaveLength(1);
    expect((await entryOf(api.database.reader, requestId)).outcome).toBe("INVALID_CREDENTIALS");
    expect(events).not.toContain("ran after a refusal");
  });

  it("stores no answer with keyed: false", async () => {
    const { keyed } = await signUp();
    expect(await keyed().unkept()).not.toBe(await keyed().unkept());
    expect(await keyed().write()).toBe(await keyed().write());
  });

  it("checks the input only if the caller has the permission", async () => {
    const { toy, stranger } = await signUp();
    expect(await toy.echo({ text: " hello " })).toBe("hello");
    const { code, details } = await failureOf(toy.echo({ text: " " }));
    expect([code, Object.keys(details.errors ?? {})]).toEqual(["INVALID_INPUT", ["text"]]);
    expect((await failureOf(stranger.echo({ text: " " }))).code).toBe("UNAUTHENTICATED");
  });

  it("spends the account's own rate budget", async () => {
    const [one, two] = await Promise.all([signUp(), signUp()]);
    expect(await tally(Array.from({ length: 40 }, () => one.toy.read()))).toEqual({
      ok: 30,
      RATE_LIMITED: 10,
    });
    expect(await tally(Array.from({ length: 5 }, () => two.toy.costly()))).toEqual({
      ok: 3,
      RATE_LIMITED: 2,
    });
  });

  it("spends the address's rate budget per procedure if there is no account", async () => {
    const { stranger } = await signUp();
    expect(await tally(Array.from({ length: 12 }, () => stranger.anybody()))).toEqual({
      ok: 10,
      RATE_LIMITED: 2,
    });
    expect(await stranger.anybodyElse()).toBe("read");
  });
});

it("says when to retry", async () => {
  const { toy } = await signUp();
  await tally(Array.from({ length: 3 }, () => toy.costly()));
  const { details } = await failureOf(toy.read());
  expect(details.retryAfterSeconds).toBeGreaterThan(0);
  expect(details.retryAfterSeconds).toBeLessThanOrEqual(60);
});

it("opens no transaction for invalid input", async () => {
  const transaction = vi.spyOn(api.services.database, "transaction");
  const { caller } = await signUp();
  transaction.mockClear();
  await failureOf(caller.patient.create({ name: "", gender: "female" }));
  expect(transaction).not.toHaveBeenCalled();
  await caller.patient.create({ name: "Ann Lee", gender: "female" });
  expect(transaction).toHaveBeenCalledOnce();
});

describe("a procedure that answers an undeclared code", () => {
  const names = ["undeclared", "undeclaredForAnybody"] as const;

  it.each(names)("answers INTERNAL and says what to do: %s", async (name) => {
    const { toy } = await signUp();
    const failure = await toy[name]().catch(toDomainError);
    expect(failure).toMatchObject({ code: "INTERNAL" });
    expect(Reflect.get(Object(failure), "cause")).toEqual(new UndeclaredCode(name, "DOCTOR_NOT_FOUND"));
  });

  it.each(names)("answers it where that is only reported, as on a server: %s", async (name) => {
    const onUndeclaredCode = vi.spyOn(api.services, "onUndeclaredCode").mockReturnValue();
    const { toy } = await signUp();
    expect((await failureOf(toy[name]())).code).toBe("DOCTOR_NOT_FOUND");
    expect(onUndeclaredCode.mock.calls).toEqual([[name, "DOCTOR_NOT_FOUND"]]);
    onUndeclaredCode.mockRestore();
  });
});

describe("a router", () => {
  const read = protectedProcedure("patient:read", toy);
  const inner = router({ read: read.query(() => "read") });

  it.each([
    ["a procedure with a middleware", read.use(({ next }) => next()).query(() => "read")],
    [
      "a procedure with two inputs",
      read
        .input(z.object({ a: z.string() }))
        .input(z.object({ b: z.string() }))
        .query(() => "read"),
    ],
    [
      "a procedure with a parser that is not zod's",
      read.input((given: unknown) => given).query(() => "read"),
    ],
    ["a procedure without a guard", t.procedure.query(() => "read")],
    ["a procedure without a body", read],
    ["a record of procedures", { read: read.query(() => "read") }],
  ])("rejects %s by name", (_, odd) => {
    const record = { odd } as unknown as { odd: typeof inner };
    expect(() => router(record)).toThrow(/"odd"/);
  });

  it("accepts procedures and routers", () => {
    expect(Object.keys(router({ inner, read: read.query(() => "read") })._def.procedures)).toEqual([
      "inner.read",
      "read",
    ]);
  });
});
