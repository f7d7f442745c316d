import type { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { asId } from "@caretype/core/kernel/field/ids";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

const api = await createTestApi();
const { reader } = api.database;

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

/** Creates a practice with `count` owners, whose callers act in it. */
async function createOwners(count: number) {
  const first = await api.signUp();
  const { id: practice } = await first.caller.practice.mine();
  const owners: { id: AccountId; caller: Caller }[] = [{ id: first.account.id, caller: first.caller }];
  while (owners.length < count) owners.push(await makeColleague(api, first, "owner"));
  const ownersLeft = async () => {
    const rows = await reader.execute<{ id: string }>(sql`
      select account_id as id from membership where practice_id = ${practice} and role = 'owner'`);
    return rows.map(({ id }) => id);
  };
  return { practice, owners, ownersLeft };
}

/** The possible outcomes of a concurrent call. */
const outcomes = ["ok", "LAST_OWNER", "PERMISSION_DENIED", "PRACTICE_NOT_FOUND", "MEMBER_NOT_FOUND"];

describe("a practice keeps an owner", () => {
  it("when two owners leave or give up the role concurrently", async () => {
    for (let round = 0; round < 5; round++) {
      const { owners, ownersLeft } = await createOwners(2);
      const [one, two] = owners;
      if (!one || !two) throw new Error("no owners");
      const calls = [
        one.caller.member.leave(),
        two.caller.member.updateRole({ accountId: two.id, role: "viewer" }),
      ];
      expect(await tally(calls)).toEqual({ ok: 1, LAST_OWNER: 1 });
      expect(await ownersLeft()).toHaveLength(1);
    }
  });

  it("when two owners demote or remove each other concurrently: the first call wins", async () => {
    for (let round = 0; round < 5; round++) {
      const { owners, ownersLeft } = await createOwners(2);
      const [one, two] = owners;
      if (!one || !two) throw new Error("no owners");
      const calls = [
        one.caller.member.updateRole({ accountId: two.id, role: "viewer" }),
        two.caller.member.remove({ accountId: one.id }),
      ];
      const counts = await tally(calls);
      expect(counts).toEqual({
        ok: 1,
        [counts.PRACTICE_NOT_FOUND ? "PRACTICE_NOT_FOUND" : "PERMISSION_DENIED"]: 1,
      });
      expect(await ownersLeft()).toHaveLength(1);
    }
  });

  it("when 20 concurrent calls remove or demote all four owners", async () => {
    const { owners, ownersLeft } = await createOwners(4);
    const calls = owners.flatMap(({ id, caller }, index) => {
      const other = owners[(index + 1) % owners.length]?.id ?? asId("");
      return [
        caller.member.leave(),
        caller.member.remove({ accountId: id }),
        caller.member.updateRole({ accountId: id, role: "clinician" }),
        caller.member.updateRole({ accountId: other, role: "viewer" }),
        caller.member.remove({ accountId: other }),
      ];
    });
    expect(calls).toHaveLength(20);
    const counts = await tally(calls);
    expect(Object.keys(counts).filter((code) => !outcomes.includes(code))).toEqual([]);
    expect(counts.ok).toBeGreaterThanOrEqual(3);
    expect(await ownersLeft()).toHaveLength(1);
  });
});

it("refuses a waiting call of an owner who has lost the role", async () => {
  const { owners, ownersLeft, practice } = await createOwners(3);
  const [one, two, three] = owners;
  if (!one || !two || !three) throw new Error("no owners");
  const waiting: Promise<DomainError>[] = [];
  await api.database.transaction(async (tx) => {
    await tx.execute(sql`select from practice where id = ${practice} for no key update`);
    await tx.execute(sql`
      update membership set role = 'viewer' where practice_id = ${practice} and account_id = ${one.id}`);
    waiting.push(
      failureOf(one.caller.member.updateRole({ accountId: two.id, role: "viewer" })),
      failureOf(one.caller.member.remove({ accountId: three.id })),
      failureOf(one.caller.member.linkDoctor({ accountId: two.id, doctorId: null })),
      failureOf(one.caller.invitation.create({ email: "late@example.org", role: "owner" })),
    );
    const locked = sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitFor(async () => expect(await reader.execute(locked)).toHaveLength(waiting.length));
  });
  for (const { code } of await Promise.all(waiting)) expect(code).toBe("PERMISSION_DENIED");
  expect((await ownersLeft()).toSorted()).toEqual([two.id, three.id].toSorted());
  expect((await two.caller.invitation.list()).items).toEqual([]);
});

it("links only one member in 20 concurrent calls for one doctor", async () => {
  const { owners } = await createOwners(4);
  const [owner] = owners;
  if (!owner) throw new Error("no owner");
  const { id: doctorId } = await owner.caller.doctor.create({ name: "Bo Ray" });
  const calls = Array.from({ length: 20 }, (_, index) => {
    const { caller } = owners[index % owners.length] ?? owner;
    return caller.member.linkDoctor({ accountId: owners[index % owners.length]?.id ?? asId(""), doctorId });
  });
  expect(await tally(calls)).toEqual({ ok: 5, DOCTOR_ALREADY_LINKED: 15 });
});
