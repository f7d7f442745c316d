import { noPractice } from "@caretype/core/kernel/field/no-practice";
import { membership } from "@caretype/db/schema";
import { entryOf } from "@caretype/test-api/audit-entries";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";

const api = await createTestApi({ sessionRecheckMilliseconds: 3_600_000 });
const { reader } = api.database;
/** An account that owns a practice, and is a viewer in a colleague's. */
async function makeWorld() {
  const [signedIn, colleague, stranger] = [await api.signUp(), await api.signUp(), await api.signUp()];
  const { id: own } = await signedIn.caller.practice.mine();
  const { id: other } = await colleague.caller.practice.mine();
  const { id: foreign } = await stranger.caller.practice.mine();
  await reader
    .insert(membership)
    .values({ practiceId: other, accountId: signedIn.account.id, role: "viewer" });
  api.services.principals.forget({ account: signedIn.account.id });
  const callerIn = (practice: string | null, more = {}) =>
    api.callerWith({ accessToken: signedIn.access, practice, ...more });
  return { signedIn, colleague, own, other, foreign, callerIn };
}

const ann = { name: "Ann Lee", gender: "female" } as const;

describe("a call", () => {
  it("uses the requested practice and the role there, by default the first one", async () => {
    const { callerIn, colleague, own, other } = await makeWorld();
    const patient = await colleague.caller.patient.create(ann);
    for (const [asked, answered, role] of [
      [null, own, "owner"],
      [own, own, "owner"],
      [other, other, "viewer"],
      [null, own, "owner"],
    ] as const) {
      const { id, role: mine, permissions } = await callerIn(asked).practice.mine();
      expect([id, mine, permissions.includes("patient:create")]).toEqual([answered, role, role === "owner"]);
    }
    expect((await callerIn(other).patient.byId({ id: patient.id })).name).toBe("Ann Lee");
    expect((await failureOf(callerIn(null).patient.byId({ id: patient.id }))).code).toBe("PATIENT_NOT_FOUND");
    expect((await failureOf(callerIn(other).patient.create(ann))).code).toBe("PERMISSION_DENIED");
  });

  it("is refused alike for a foreign practice, an unknown one and an invalid id", async () => {
    const { callerIn, foreign } = await makeWorld();
    const asked = [foreign, uuidv7(), noPractice, "", "17", "x".repeat(100), "\0", "__proto__"];
    const refusals = await Promise.all(
      asked.flatMap((practice) =>
        [callerIn(practice).practice.mine(), callerIn(practice).patient.create(ann)].map(async (call) => {
          const { code, message, details } = await failureOf(call);
          return JSON.stringify({ code, message, details });
        }),
      ),
    );
    expect([...new Set(refusals)]).toEqual([
      JSON.stringify({ code: "PRACTICE_NOT_FOUND", message: "No such practice", details: {} }),
    ]);
  });

  it("for a foreign practice is audited with its caller, and spends their rate budget", async () => {
    const limited = await createTestApi({ rateLimits: { accountPoints: 5, addressPoints: 0 } });
    const { access, account } = await limited.signUp();
    const foreign = uuidv7();
    const call = (requestId: string) =>
      failureOf(limited.callerWith({ accessToken: access, practice: foreign, requestId }).patient.list());
    const requestId = uuidv7();
    expect((await call(requestId)).code).toBe("PRACTICE_NOT_FOUND");
    expect(await entryOf(limited.database.reader, requestId)).toMatchObject({
      outcome: "PRACTICE_NOT_FOUND",
      accountId: account.id,
      practiceId: noPractice,
      subjectIds: [foreign],
      basis: "none patient:read",
    });
    const codes = [];
    for (let time = 0; time < 5; time++) codes.push((await call(uuidv7())).code);
    expect(codes).toEqual([...Array(4).fill("PRACTICE_NOT_FOUND"), "RATE_LIMITED"]);
  });

  it("ignores the practice for sign-in and registration", async () => {
    const { signedIn, callerIn, foreign } = await makeWorld();
    const { email, password } = signedIn;
    const { access } = await callerIn(foreign).account.login({ email, password });
    expect(await api.callerWith({ accessToken: access }).account.me()).toMatchObject({ email });
  });

  it("with the same key in another practice is another call", async () => {
    const { callerIn, own, other, signedIn } = await makeWorld();
    await reader
      .update(membership)
      .set({ role: "owner" })
      .where(eq(membership.accountId, signedIn.account.id));
    api.services.principals.forget({ account: signedIn.account.id });
    const keyed = (practice: string | null) =>
      callerIn(practice, { idempotency: { keys: ["one-key"], replayed: new Set() } }).patient.create(ann);
    const created = await keyed(own);
    expect(await keyed(null)).toEqual(created);
    expect((await failureOf(keyed(other))).code).toBe("IDEMPOTENCY_KEY_REUSED");
    expect((await callerIn(other).patient.list()).items).toEqual([]);
  });
});

describe("an account without any practice", () => {
  it("can only manage itself", async () => {
    const { signedIn, callerIn, own } = await makeWorld();
    await reader.delete(membership).where(eq(membership.accountId, signedIn.account.id));
    api.services.principals.forget({ account: signedIn.account.id });
    const { email, password } = signedIn;
    const { access } = await api.anonymous.account.login({ email, password });
    const caller = api.callerWith({ accessToken: access });
    expect((await caller.account.me()).id).toBe(signedIn.account.id);
    expect((await caller.session.list()).items).toHaveLength(2);
    for (const call of [
      () => caller.practice.mine(),
      () => caller.patient.list(),
      () => caller.patient.create(ann),
    ])
      expect((await failureOf(call())).code).toBe("PRACTICE_NOT_FOUND");
    expect((await failureOf(callerIn(own).account.me())).code).toBe("PRACTICE_NOT_FOUND");
    await caller.account.logout();
  });

  it("uses the remaining practice after leaving another", async () => {
    const { signedIn, own, other } = await makeWorld();
    const isOwn = and(eq(membership.accountId, signedIn.account.id), eq(membership.practiceId, own));
    await reader.delete(membership).where(isOwn);
    api.services.principals.forget({ account: signedIn.account.id });
    expect(await signedIn.caller.practice.mine()).toMatchObject({ id: other, role: "viewer" });
  });
});
