import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { addApp, createClock } from "../../test/authenticator.ts";
import { makeColleague } from "../../test/colleague.ts";
import { failureOf, tally } from "../../test/failure.ts";
import { createTestApi } from "../../test/support.ts";
import type { AccountId } from "../field/ids.ts";

const clock = createClock();
const settings = {
  now: clock.now,
  // So that what another process knows is what it was told.
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

async function makeOwner() {
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

/** As if the days of grace had begun so long ago. */
async function age(where: Api, accountId: AccountId, days: number) {
  const then = sql`now() - make_interval(days => ${days})`;
  const before = sql`${then} - interval '1 day'`;
  await where.database.reader.execute(sql`
    update membership set created_at = ${before} - interval '1 day',
      second_factor_asked_at = case when second_factor_asked_at is not null then ${then} end
    where account_id = ${accountId}`);
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
  it("has an owner who has one, who proved it just now, and nobody else says so", async () => {
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
      { what: "Said whether the practice's members need a second factor" },
    ]);
  });

  it("asks a member from their next sign-in on, for as many days as it gives them", async () => {
    const owner = await makeOwner();
    const member = await makeColleague(api, owner, "clinician");
    await requireFactor(owner.caller, 5);
    const asked = { by: "practice", dueAt: null };
    expect((await member.caller.practice.mine()).secondFactorRequirement).toEqual(asked);
    expect((await member.caller.secondFactor.status()).requirement).toEqual(asked);
    // However long that is.
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

  it("answers a member who is late nothing but what setting one up needs, and all of it afterwards", async () => {
    const owner = await makeOwner();
    const member = await makeColleague(api, owner, "clinician");
    await requireFactor(owner.caller, 5);
    const own = await member.ownCaller.practice.mine();
    const caller = await signIn(api, member, member.practice);
    await age(api, member.id, 5);
    const patient = { name: "Ann Lee", gender: "female" } as const;
    for (const call of [
      caller.patient.list(),
      caller.patient.create(patient),
      caller.practice.mine(),
      caller.practice.create({ name: "Elsewhere" }),
    ])
      expect(await codeOf(call)).toBe(setUpRequired);
    // What the role lacks is told as ever.
    expect(await codeOf(caller.member.remove({ accountId: owner.account.id }))).toBe("PERMISSION_DENIED");
    expect((await caller.account.me()).id).toBe(member.id);
    expect((await caller.secondFactor.status()).requirement?.by).toBe("practice");
    // In their own practice nothing is required.
    await (await signIn(api, member, own.id)).patient.list();
    await addApp(caller, clock);
    expect(await codeOf(caller.patient.create(patient))).toBe("ok");
    expect((await caller.practice.mine()).secondFactorRequirement).toBeNull();
  });

  it("is refused what wants a recent proof, also in the days of grace: a password proves too little", async () => {
    const owner = await makeOwner();
    const member = await makeColleague(api, owner, "owner");
    const key = { name: "Lab sync", permissions: ["patient:read" as const] };
    expect(await codeOf(member.caller.apiKey.create(key))).toBe("ok");
    await requireFactor(owner.caller, 30);
    const caller = await signIn(api, member, member.practice);
    expect(await codeOf(caller.apiKey.create(key))).toBe(setUpRequired);
    await addApp(caller, clock);
    expect(await codeOf(caller.apiKey.create(key))).toBe("ok");
  });

  it("leaves API keys as they are", async () => {
    const owner = await makeOwner();
    const { key } = await owner.caller.apiKey.create({ name: "Lab sync", permissions: ["patient:read"] });
    await requireFactor(owner.caller, 0);
    expect((await api.callerWith({ accessToken: key }).patient.list()).items).toEqual([]);
  });

  it("is heard of in every process, and lets members in again who need none any more", async () => {
    const owner = await makeOwner();
    const member = await makeColleague(api, owner, "viewer");
    await requireFactor(owner.caller, 0);
    const { access } = await api.anonymous.account.login({ email: member.email, password: member.password });
    const services = await api.anotherInstance();
    const elsewhere = api.callerWith({ accessToken: access, practice: member.practice, services });
    expect(await codeOf(elsewhere.patient.list())).toBe(setUpRequired);
    await owner.caller.practice.updateSecondFactor({ secondFactor: "optional", expectedVersion: "any" });
    await expect.poll(() => codeOf(elsewhere.patient.list()), { timeout: 10_000 }).toBe("ok");
  });

  it("asks anew, with all of the days, where it had stopped to", async () => {
    const owner = await makeOwner();
    const member = await makeColleague(api, owner, "viewer");
    await requireFactor(owner.caller, 1);
    await signIn(api, member);
    await age(api, member.id, 30);
    const optional = { secondFactor: "optional", expectedVersion: "any" } as const;
    await owner.caller.practice.updateSecondFactor(optional);
    await requireFactor(owner.caller, 1);
    expect(await codeOf((await signIn(api, member, member.practice)).patient.list())).toBe("ok");
  });

  it("asks whoever becomes a member at once", async () => {
    const owner = await makeOwner();
    await requireFactor(owner.caller, 0);
    const member = await makeColleague(api, owner, "viewer");
    expect(await codeOf(member.caller.patient.list())).toBe(setUpRequired);
  });

  it("gives a late member no new days for another sign-in by password", async () => {
    const owner = await makeOwner();
    await requireFactor(owner.caller, 7);
    const member = await makeColleague(api, owner, "viewer");
    await api.database.reader.execute(sql`
      update practice set second_factor_required_at = now() - interval '40 days' where id = ${member.practice}`);
    await api.database.reader.execute(sql`
      update membership set created_at = now() - interval '30 days' where account_id = ${member.id}`);
    const signedIn = await signIn(api, member, member.practice);
    expect(await codeOf(signedIn.patient.list())).toBe(setUpRequired);
  });

  it("20 changes at once of one version: one succeeds", async () => {
    const { caller } = await makeOwner();
    const calls = Array.from({ length: 20 }, (_, graceDays) =>
      caller.practice.updateSecondFactor({ secondFactor: "required", graceDays, expectedVersion: 1 }),
    );
    expect(await tally(calls)).toEqual({ ok: 1, STALE_VERSION: 19 });
  });
});

describe("a server that requires a second factor of everybody", () => {
  it("gives days of grace from a sign-in on, and then answers nothing else", async () => {
    const person = await strict.signUp();
    expect((await person.caller.secondFactor.status()).requirement?.by).toBe("server");
    await person.caller.patient.list();
    await age(strict, person.account.id, 3);
    expect(await codeOf(person.caller.patient.list())).toBe(setUpRequired);
    expect(await codeOf(person.caller.practice.mine())).toBe(setUpRequired);
    await addApp(person.caller, clock);
    expect(await codeOf(person.caller.patient.list())).toBe("ok");
  });

  it("holds for staff, too", async () => {
    const { caller, account } = await strict.signUp();
    await strict.database.reader.execute(sql`update account set is_staff = true where id = ${account.id}`);
    await age(strict, account.id, 3);
    expect(await codeOf(caller.staff.accounts({}))).toBe(setUpRequired);
  });

  it("forgets since when it asked somebody who signs in while it asks nobody", async () => {
    const { email, password, account } = await lax.signUp();
    const asked = sql`select from account where id = ${account.id} and second_factor_asked_at is not null`;
    const { reader } = lax.database;
    await reader.execute(sql`update account set second_factor_asked_at = now() where id = ${account.id}`);
    expect(await reader.execute(asked)).toHaveLength(1);
    await lax.anonymous.account.login({ email, password });
    expect(await reader.execute(asked)).toHaveLength(0);
  });
});
