import type { AccountId } from "@caretype/core/kernel/field/ids";
import { addApp, createClock } from "@caretype/test-api/authenticator";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const clock = createClock();
const settings = {
  now: clock.now,
  // Other processes only learn of changes by notification.
  sessionRecheckMilliseconds: 600_000,
};
const api = await createTestApi(settings);
const strict = await createTestApi({ ...settings, secondFactor: "required", secondFactorGraceDays: 3 });
const lax = await createTestApi(settings);

type Api = typeof api;
type Caller = Api["anonymous"];

const setUpRequired = "SECOND_FACTOR_SETUP_REQUIRED";
const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    async (error: unknown) => (await failureOf(Promise.reject(error))).code,
  );

async function createOwner() {
  const owner = await api.signUp();
  await addApp(owner.caller, clock);
  return owner;
}

const requireFactor = (caller: Caller, graceDays: number) =>
  caller.practice.updateSecondFactor({ secondFactor: "required", graceDays, expectedVersion: "any" });

async function signIn(
  where: Api,
  { email, password }: { email: string; password: string },
  practice?: string,
) {
  const { access } = await where.anonymous.account.login({ email, password });
  return where.callerWith({ accessToken: access, ...(practice && { practice }) });
}

/** Moves the start of the grace period back by some days. */
async function age(where: Api, accountId: AccountId, days: number) {
  const then = sql`now() - make_interval(days => ${days})`;
  const before = sql`${then} - interval '1 day'`;
  await where.database.reader.execute(sql`
    update membership set created_at = ${before} - interval '1 day' where account_id = ${accountId}`);
  await where.database.reader.execute(sql`
    update membership set second_factor_asked_at = ${then}
    where account_id = ${accountId} and second_factor_asked_at is not null`);
  await where.database.reader.execute(sql`
    update practice set second_factor_required_at = ${before}
    where second_factor_required_at is not null
      and id in (select practice_id from membership where account_id = ${accountId})`);
  await where.database.reader.execute(sql`
    update account set second_factor_asked_at = ${then}
    where id = ${accountId} and second_factor_asked_at is not null`);
  where.services.principals.forget({ account: accountId });
}

describe("a practice whose owner requires a second factor", () => {
  it("can be set only by an owner with a recently used second factor", async () => {
    const owner = await api.signUp();
    const { code } = await failureOf(requireFactor(owner.caller, 7));
    expect(code).toBe(setUpRequired);
    await addApp(owner.caller, clock);
    expect(await requireFactor(owner.caller, 7)).toMatchObject({
      secondFactor: "required",
      secondFactorGraceDays: 7,
      secondFactorRequirement: null,
      version: 2,
    });
    const colleague = await makeColleague(api, owner, "clinician");
    await api.database.reader.execute(
      sql`update session set second_factor_at = now() - interval '11 minutes' where account_id = ${owner.account.id}`,
    );
    api.services.principals.forget({ account: owner.account.id });
    expect(await codeOf(requireFactor(owner.caller, 8))).toBe("REAUTHENTICATION_REQUIRED");
    expect(await codeOf(requireFactor(colleague.caller, 0))).toBe("PERMISSION_DENIED");
    const { items } = await owner.caller.audit.list({ action: "practice.updateSecondFactor" });
    expect(items.filter(({ outcome }) => outcome === "ok")).toMatchObject([
      { what: "Changed whether the practice's members need a second factor" },
    ]);
  });

  it("gives members the grace period from their next sign-in", async () => {
    const owner = await createOwner();
    const member = await makeColleague(api, owner, "clinician");
    await requireFactor(owner.caller, 5);
    const asked = { by: "practice", dueAt: null };
    expect((await member.caller.practice.mine()).secondFactorRequirement).toEqual(asked);
    expect((await member.caller.secondFactor.status()).requirement).toEqual(asked);
    // Even after a long time without a sign-in.
    await age(api, member.id, 400);
    await member.caller.patient.list();

    const signedIn = await signIn(api, member, member.practice);
    const { dueAt } = (await signedIn.secondFactor.status()).requirement ?? {};
    const days = (Date.parse(dueAt ?? "") - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(4.9);
    expect(days).toBeLessThanOrEqual(5);
    expect((await signedIn.practice.mine()).secondFactorRequirement).toEqual({ by: "practice", dueAt });
    await signedIn.patient.list();
    await age(api, member.id, 4);
    await (await signIn(api, member, member.practice)).patient.list();
  });

  it("limits overdue members to the setup, and lifts the limit afterwards", async () => {
    const owner = await createOwner();
    const member = await makeColleague(api, owner, "clinician");
    await requireFactor(owner.caller, 5);
    const own = await member.ownCaller.practice.mine();
    const caller = await signIn(api, member, member.practice);
    await age(api, member.id, 5);
    const patient = { name: "Ann Lee", gender: "female" } as const;
    const calls = [
      caller.patient.list(),
      caller.patient.create(patient),
      caller.practice.mine(),
      caller.practice.create({ name: "Elsewhere" }),
    ];
    for (const code of await Promise.all(calls.map(codeOf))) expect(code).toBe(setUpRequired);
    // Missing permissions are reported as usual.
    expect(await codeOf(caller.member.remove({ accountId: owner.account.id }))).toBe("PERMISSION_DENIED");
    expect((await caller.account.me()).id).toBe(member.id);
    expect((await caller.secondFactor.status()).requirement?.by).toBe("practice");
    // Their own practice requires nothing.
    await (await signIn(api, member, own.id)).patient.list();
    await addApp(caller, clock);
    expect(await codeOf(caller.patient.create(patient))).toBe("ok");
    expect((await caller.practice.mine()).secondFactorRequirement).toBeNull();
  });

  it("refuses sensitive operations during the grace period, as a password is not enough", async () => {
    const owner = await createOwner();
    const member = await makeColleague(api, owner, "owner");
    const key = { name: "Lab sync", permissions: ["patient:read" as const] };
    expect(await codeOf(member.caller.apiKey.create(key))).toBe("ok");
    await requireFactor(owner.caller, 30);
    const caller = await signIn(api, member, member.practice);
    expect(await codeOf(caller.apiKey.create(key))).toBe(setUpRequired);
    await addApp(caller, clock);
    expect(await codeOf(caller.apiKey.create(key))).toBe("ok");
  });

  it("does not affect API keys", async () => {
    const owner = await createOwner();
    const { key } = await owner.caller.apiKey.create({ name: "Lab sync", permissions: ["patient:read"] });
    await requireFactor(owner.caller, 0);
    expect((await api.callerWith({ accessToken: key }).patient.list()).items).toEqual([]);
  });

  it("applies to all processes, and ends when no longer required", async () => {
    const owner = await createOwner();
    const member = await makeColleague(api, owner, "viewer");
    await requireFactor(owner.caller, 0);
    const { access } = await api.anonymous.account.login({ email: member.email, password: member.password });
    const services = await api.anotherInstance();
    const elsewhere = api.callerWith({ accessToken: access, practice: member.practice, services });
    expect(await codeOf(elsewhere.patient.list())).toBe(setUpRequired);
    await owner.caller.practice.updateSecondFactor({ secondFactor: "optional", expectedVersion: "any" });
    await expect.poll(() => codeOf(elsewhere.patient.list())).toBe("ok");
  });

  it("restarts the grace period when required again", async () => {
    const owner = await createOwner();
    const member = await makeColleague(api, owner, "viewer");
    await requireFactor(owner.caller, 1);
    await signIn(api, member);
    await age(api, member.id, 30);
    const optional = { secondFactor: "optional", expectedVersion: "any" } as const;
    await owner.caller.practice.updateSecondFactor(optional);
    await requireFactor(owner.caller, 1);
    expect(await codeOf((await signIn(api, member, member.practice)).patient.list())).toBe("ok");
  });

  it("applies to new members immediately", async () => {
    const owner = await createOwner();
    await requireFactor(owner.caller, 0);
    const member = await makeColleague(api, owner, "viewer");
    expect(await codeOf(member.caller.patient.list())).toBe(setUpRequired);
  });

  it("does not extend the grace period by another sign-in", async () => {
    const owner = await createOwner();
    await requireFactor(owner.caller, 7);
    const member = await makeColleague(api, owner, "viewer");
    await api.database.reader.execute(sql`
      update practice set second_factor_required_at = now() - interval '40 days' where id = ${member.practice}`);
    await api.database.reader.execute(sql`
      update membership set created_at = now() - interval '30 days' where account_id = ${member.id}`);
    const signedIn = await signIn(api, member, member.practice);
    expect(await codeOf(signedIn.patient.list())).toBe(setUpRequired);
  });

  it("accepts one of 20 concurrent changes", async () => {
    const { caller } = await createOwner();
    const calls = Array.from({ length: 20 }, (_, graceDays) =>
      caller.practice.updateSecondFactor({ secondFactor: "required", graceDays, expectedVersion: 1 }),
    );
    expect(await tally(calls)).toEqual({ ok: 1, STALE_VERSION: 19 });
  });
});

describe("a server that requires a second factor of everybody", () => {
  it("gives a grace period from the sign-in, and then refuses other calls", async () => {
    const person = await strict.signUp();
    expect((await person.caller.secondFactor.status()).requirement?.by).toBe("server");
    await person.caller.patient.list();
    await age(strict, person.account.id, 3);
    expect(await codeOf(person.caller.patient.list())).toBe(setUpRequired);
    expect(await codeOf(person.caller.practice.mine())).toBe(setUpRequired);
    await addApp(person.caller, clock);
    expect(await codeOf(person.caller.patient.list())).toBe("ok");
  });

  it("applies to staff", async () => {
    const { caller, account } = await strict.signUp();
    await strict.database.reader.execute(sql`update account set is_staff = true where id = ${account.id}`);
    await age(strict, account.id, 3);
    expect(await codeOf(caller.staff.accounts({}))).toBe(setUpRequired);
  });

  it("resets the grace period on a sign-in while not required", async () => {
    const { email, password, account } = await lax.signUp();
    const asked = sql`select from account where id = ${account.id} and second_factor_asked_at is not null`;
    const { reader } = lax.database;
    await reader.execute(sql`update account set second_factor_asked_at = now() where id = ${account.id}`);
    expect(await reader.execute(asked)).toHaveLength(1);
    await lax.anonymous.account.login({ email, password });
    expect(await reader.execute(asked)).toHaveLength(0);
  });
});
