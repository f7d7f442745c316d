import { schema } from "@caretype/db";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { failureOf, tally } from "../test/failure.ts";
import { createTestApi } from "../test/support.ts";
import type { Scope } from "./context.ts";
import { createCallerFactory, open, permit, router } from "./procedure.ts";

const api = await createTestApi({ rateLimits: { accountPoints: 30, addressPoints: 50 } });
const { patient } = schema;

const rowOf = (scope: Scope) => ({
  practiceId: scope.practiceId,
  id: uuidv7(),
  createdBy: scope.accountId,
  name: "Ann Lee",
  firstName: "Ann",
  lastName: "Lee",
  gender: "other" as const,
});

const events: string[] = [];
const toys = router({
  write: permit("patient:create")
    .output(z.string())
    .mutation(async ({ ctx }) => {
      const row = rowOf(ctx.scope);
      await ctx.db.insert(patient).values(row);
      ctx.afterCommit(() => events.push(`committed ${row.id}`));
      return row.id;
    }),
  writeThenFail: permit("patient:create")
    .output(z.void())
    .mutation(async ({ ctx }) => {
      await ctx.db.insert(patient).values(rowOf(ctx.scope));
      ctx.afterCommit(() => events.push("committed a failure"));
      throw new Error("after the write");
    }),
  writeThenAnswerWrongly: permit("patient:create")
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx }) => {
      const row = rowOf(ctx.scope);
      await ctx.db.insert(patient).values(row);
      return { ...row, id: 17 as unknown as string };
    }),
  read: permit("patient:read")
    .output(z.string())
    .query(() => "read"),
  costly: permit("patient:read", { cost: 10 })
    .output(z.string())
    .query(() => "read"),
  anybody: open({ cost: 5 })
    .output(z.string())
    .query(() => "read"),
  anybodyElse: open()
    .output(z.string())
    .query(() => "read"),
});
const createCaller = createCallerFactory(toys);

async function signUp() {
  // From an address of its own: registering is counted, too.
  const [email, address] = [`${uuidv7()}@example.org`, uuidv7()];
  const { tokens } = await api
    .callerWith({ address })
    .account.register({ email, password: "long enough then" });
  const context = {
    services: api.services,
    accessToken: tokens?.access ?? null,
    requestId: "test",
    address,
    userAgent: null,
  };
  return { toy: createCaller(context), caller: api.callerWith(context), address };
}

describe("a mutation's transaction", () => {
  it("is committed when the body succeeds, and what waits for it runs after", async () => {
    const { toy, caller } = await signUp();
    const id = await toy.write();
    expect(events).toContain(`committed ${id}`);
    expect((await caller.patient.list()).items).toHaveLength(1);
  });

  it.each(["writeThenFail", "writeThenAnswerWrongly"] as const)("is rolled back after %s", async (name) => {
    const { toy, caller } = await signUp();
    expect(await failureOf(toy[name]())).toMatchObject({
      code: "INTERNAL",
      message: "Something went wrong here",
    });
    expect((await caller.patient.list()).items).toEqual([]);
    expect(events).not.toContain("committed a failure");
  });
});

describe("the rate limit", () => {
  it("counts an account's calls by their cost, each account for itself", async () => {
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

  it("says when to try again", async () => {
    const { toy } = await signUp();
    await tally(Array.from({ length: 3 }, () => toy.costly()));
    const { details } = await failureOf(toy.read());
    expect(details.retryAfterSeconds).toBeGreaterThan(0);
    expect(details.retryAfterSeconds).toBeLessThanOrEqual(60);
  });

  it("counts an address's calls where there is no account, each procedure for itself", async () => {
    const here = createCaller({
      services: api.services,
      accessToken: null,
      requestId: "test",
      address: "192.0.2.1",
      userAgent: null,
    });
    expect(await tally(Array.from({ length: 12 }, () => here.anybody()))).toEqual({
      ok: 10,
      RATE_LIMITED: 2,
    });
    expect(await here.anybodyElse()).toBe("read");
  });
});
