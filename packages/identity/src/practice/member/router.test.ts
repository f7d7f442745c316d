import type { DoctorId } from "@caretype/core/kernel/field/ids";
import { roles } from "@caretype/core/kernel/permissions/permissions";
import { erasePerson } from "@caretype/core/people/erasure/erase-person";
import { unknownId } from "@caretype/test-api/case";
import { makeColleague } from "@caretype/test-api/colleague";
import { codeOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

const api = await createTestApi();
const { reader } = api.database;

async function setUpPractice() {
  const owner = await api.signUp();
  const clinician = await makeColleague(api, owner, "clinician");
  return { owner, clinician, ownerId: owner.account.id };
}

describe("the members of a practice", () => {
  it("are listed with names and roles", async () => {
    const { owner, clinician, ownerId } = await setUpPractice();
    const { items, nextCursor } = await clinician.caller.member.list();
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        accountId: ownerId,
        name: owner.account.name,
        email: owner.email,
        role: "owner",
        doctorId: null,
        doctorName: null,
        since: expect.stringMatching(/Z$/),
      },
      expect.objectContaining({ accountId: clinician.id, role: "clinician" }),
    ]);
  });

  it("are listed once each, page by page", async () => {
    const { owner } = await setUpPractice();
    for (let count = 0; count < 3; count++) await makeColleague(api, owner, "viewer");
    const all = (await owner.caller.member.list()).items;
    const walked = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof owner.caller.member.list>> = await owner.caller.member.list({
        limit: 2,
        cursor,
      });
      walked.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(walked).toEqual(all);
    expect(walked).toHaveLength(5);
  });

  it("are unknown to other practices", async () => {
    const [{ owner }, other] = [await setUpPractice(), await setUpPractice()];
    for (const accountId of [other.clinician.id, unknownId]) {
      const { member } = owner.caller;
      expect(await codeOf(member.updateRole({ accountId, role: "viewer" }))).toBe("MEMBER_NOT_FOUND");
      expect(await codeOf(member.remove({ accountId }))).toBe("MEMBER_NOT_FOUND");
      expect(await codeOf(member.linkDoctor({ accountId, doctorId: null }))).toBe("MEMBER_NOT_FOUND");
    }
    expect((await other.owner.caller.member.list()).items).toHaveLength(2);
  });

  it("are managed only by owners", async () => {
    const { owner, ownerId } = await setUpPractice();
    for (const role of roles.filter((each) => each !== "owner")) {
      const { caller } = await makeColleague(api, owner, role);
      for (const call of [
        () => caller.member.updateRole({ accountId: ownerId, role: "viewer" }),
        () => caller.member.remove({ accountId: ownerId }),
        () => caller.member.linkDoctor({ accountId: ownerId, doctorId: null }),
        () => caller.invitation.create({ email: "new@example.org", role: "owner" }),
        () => caller.invitation.list(),
        () => caller.invitation.revoke({ id: unknownId }),
      ])
        expect(await codeOf(call())).toBe("PERMISSION_DENIED");
    }
  });

  it("are changed and removed only after recent authentication", async () => {
    const { owner, clinician } = await setUpPractice();
    await reader.execute(sql`
      update session set authenticated_at = now() - interval '11 minutes' where account_id = ${owner.account.id}`);
    api.services.principals.forget({ account: owner.account.id });
    const accountId = clinician.id;
    for (const call of [
      () => owner.caller.member.updateRole({ accountId, role: "viewer" }),
      () => owner.caller.member.remove({ accountId }),
      () => owner.caller.invitation.create({ email: "new@example.org", role: "viewer" }),
    ])
      expect(await codeOf(call())).toBe("REAUTHENTICATION_REQUIRED");
    expect((await owner.caller.member.list()).items).toHaveLength(2);
  });
});

describe("a role", () => {
  it("changes from the next call on", async () => {
    const { owner, clinician } = await setUpPractice();
    const [, before] = (await owner.caller.member.list()).items;
    const { id } = await clinician.caller.patient.create({ name: "Ann Lee", gender: "female" });
    const changed = await owner.caller.member.updateRole({ accountId: clinician.id, role: "viewer" });
    expect(changed).toEqual({ ...before, role: "viewer" });
    expect(await codeOf(clinician.caller.patient.remove({ id, expectedVersion: "any" }))).toBe(
      "PERMISSION_DENIED",
    );
    expect(await clinician.caller.practice.mine()).toMatchObject({ role: "viewer" });
    await owner.caller.member.updateRole({ accountId: clinician.id, role: "owner" });
    await clinician.caller.practice.update({ name: "Ours", expectedVersion: "any" });
  });

  it("changes in all processes by a notification", async () => {
    const slow = await createTestApi({ sessionRecheckMilliseconds: 3_600_000 });
    const services = await slow.anotherInstance();
    const owner = await slow.signUp();
    const { id, access, practice } = await makeColleague(slow, owner, "clinician");
    const elsewhere = slow.callerWith({ services, accessToken: access, practice });
    expect(await elsewhere.practice.mine()).toMatchObject({ role: "clinician" });
    const become = (role: string) =>
      vi.waitFor(async () => expect(await elsewhere.practice.mine()).toMatchObject({ role }));
    await owner.caller.member.updateRole({ accountId: id, role: "viewer" });
    await become("viewer");
    await owner.caller.member.updateRole({ accountId: id, role: "reception" });
    await become("reception");
    await owner.caller.member.remove({ accountId: id });
    await vi.waitFor(async () => expect(await codeOf(elsewhere.practice.mine())).toBe("PRACTICE_NOT_FOUND"));
  });

  it("stays unchanged if already set, and the audit says so", async () => {
    const { owner, clinician } = await setUpPractice();
    await owner.caller.member.updateRole({ accountId: clinician.id, role: "clinician" });
    const [entry] = (await owner.caller.audit.list({ action: "member.updateRole" })).items;
    expect(entry).toMatchObject({ what: "Asked to change a member's role, which changed nothing" });
  });
});

describe("a member who is removed", () => {
  it("loses access from the next call on, and stays signed in for other practices", async () => {
    const { owner, clinician } = await setUpPractice();
    expect(await owner.caller.member.remove({ accountId: clinician.id })).toBeUndefined();
    expect(await codeOf(clinician.caller.patient.list())).toBe("PRACTICE_NOT_FOUND");
    expect((await clinician.ownCaller.patient.list()).items).toEqual([]);
    expect((await clinician.ownCaller.practice.list()).items).toHaveLength(1);
    expect((await owner.caller.member.list()).items).toHaveLength(1);
    expect(await codeOf(owner.caller.member.remove({ accountId: clinician.id }))).toBe("MEMBER_NOT_FOUND");
  });

  it("may be left without a practice, and can create one", async () => {
    const { owner, clinician } = await setUpPractice();
    const own = await clinician.ownCaller.practice.mine();
    await clinician.ownCaller.member.updateRole({ accountId: clinician.id, role: "owner" });
    await makeColleague(api, { caller: clinician.ownCaller }, "owner");
    await clinician.ownCaller.member.leave();
    await owner.caller.member.remove({ accountId: clinician.id });
    expect(await codeOf(clinician.ownCaller.practice.mine())).toBe("PRACTICE_NOT_FOUND");
    expect(await codeOf(clinician.ownCaller.patient.list())).toBe("PRACTICE_NOT_FOUND");
    expect(await codeOf(clinician.ownCaller.member.leave())).toBe("PRACTICE_NOT_FOUND");
    expect((await clinician.ownCaller.practice.list()).items).toEqual([]);
    const count = await clinician.ownCaller.practice.create({ name: "Anew" });
    expect(count.id).not.toBe(own.id);
    expect(await clinician.ownCaller.practice.mine()).toEqual(count);
  });

  it("can leave the practice of the call", async () => {
    const { owner, clinician } = await setUpPractice();
    expect(await clinician.caller.member.leave()).toBeUndefined();
    expect(await codeOf(clinician.caller.practice.mine())).toBe("PRACTICE_NOT_FOUND");
    expect(await clinician.ownCaller.practice.mine()).toMatchObject({ role: "owner" });
    const { items } = await owner.caller.audit.list({ action: "member.leave" });
    expect(items).toMatchObject([{ what: "Left the practice", accountId: clinician.id }]);
  });
});

describe("the last owner", () => {
  it("cannot leave or lose the role", async () => {
    const { owner, ownerId } = await setUpPractice();
    for (const call of [
      () => owner.caller.member.leave(),
      () => owner.caller.member.remove({ accountId: ownerId }),
      () => owner.caller.member.updateRole({ accountId: ownerId, role: "clinician" }),
    ])
      expect(await codeOf(call())).toBe("LAST_OWNER");
    expect(await owner.caller.practice.mine()).toMatchObject({ role: "owner" });
  });

  it("can leave once there is another owner", async () => {
    const { owner, clinician, ownerId } = await setUpPractice();
    await owner.caller.member.updateRole({ accountId: clinician.id, role: "owner" });
    await owner.caller.member.leave();
    expect((await clinician.caller.member.list()).items.map(({ accountId }) => accountId)).not.toContain(
      ownerId,
    );
  });

  it("is the last one if the other owner cannot sign in", async () => {
    const { owner, clinician } = await setUpPractice();
    await owner.caller.member.updateRole({ accountId: clinician.id, role: "owner" });
    await reader.execute(sql`update account set is_active = false where id = ${clinician.id}`);
    expect(await codeOf(owner.caller.member.leave())).toBe("LAST_OWNER");
    await owner.caller.member.remove({ accountId: clinician.id });
  });
});

describe("a member's doctor", () => {
  async function createDoctors() {
    const { owner, clinician } = await setUpPractice();
    const [one, two] = [
      await owner.caller.doctor.create({ name: "Bo Ray" }),
      await owner.caller.doctor.create({ name: "Cy Fox" }),
    ];
    return { owner, clinician, one: one.id, two: two.id };
  }

  it("is linked, listed, changed and unlinked", async () => {
    const { owner, clinician, one, two } = await createDoctors();
    const link = (doctorId: DoctorId | null) =>
      owner.caller.member.linkDoctor({ accountId: clinician.id, doctorId });
    expect(await link(one)).toMatchObject({ doctorId: one, doctorName: "Bo Ray" });
    expect(await link(one)).toMatchObject({ doctorId: one });
    expect(await link(two)).toMatchObject({ doctorId: two, doctorName: "Cy Fox" });
    expect(await clinician.caller.member.me()).toMatchObject({ doctorId: two, doctorName: "Cy Fox" });
    const [, listed] = (await owner.caller.member.list()).items;
    expect(listed).toMatchObject({ accountId: clinician.id, doctorId: two, doctorName: "Cy Fox" });
    expect(await link(null)).toMatchObject({ doctorId: null, doctorName: null });
  });

  it("is linked to one member per practice", async () => {
    const { owner, clinician, one } = await createDoctors();
    const ownerId = owner.account.id;
    await owner.caller.member.linkDoctor({ accountId: clinician.id, doctorId: one });
    expect(await codeOf(owner.caller.member.linkDoctor({ accountId: ownerId, doctorId: one }))).toBe(
      "DOCTOR_ALREADY_LINKED",
    );
    expect(await codeOf(owner.caller.member.linkDoctor({ accountId: ownerId, doctorId: unknownId }))).toBe(
      "DOCTOR_NOT_FOUND",
    );
    const elsewhere = await api.signUp();
    const { id: accountId } = elsewhere.account;
    expect(await elsewhere.caller.member.linkDoctor({ accountId, doctorId: one })).toMatchObject({
      doctorId: one,
    });
  });

  it("is unlinked when the doctor is removed, and stays so after a restoration", async () => {
    const { owner, clinician, one } = await createDoctors();
    await owner.caller.member.linkDoctor({ accountId: clinician.id, doctorId: one });
    await clinician.caller.doctor.remove({ id: one, expectedVersion: "any" });
    const listed = async () => (await owner.caller.member.list()).items[1];
    expect(await listed()).toMatchObject({ accountId: clinician.id, doctorId: null, doctorName: null });
    expect(await codeOf(owner.caller.member.linkDoctor({ accountId: clinician.id, doctorId: one }))).toBe(
      "DOCTOR_NOT_FOUND",
    );
    await clinician.caller.doctor.restore({ id: one });
    expect(await listed()).toMatchObject({ doctorId: null });
  });

  it("is unlinked when the doctor is erased, without a trace", async () => {
    const { owner, clinician, one } = await createDoctors();
    const idempotency = { keys: ["link"], replayed: new Set<number>() };
    const keyed = api.callerWith({ accessToken: owner.access, idempotency });
    await keyed.member.linkDoctor({ accountId: clinician.id, doctorId: one });
    await erasePerson(api.database, { type: "doctor", id: one, reason: "Request of 3 May, file 17" });
    expect((await owner.caller.member.list()).items[1]).toMatchObject({ doctorId: null, doctorName: null });
    const rows = await reader.execute(sql`
      select from membership where doctor_id = ${one}
      union all select from idempotency_key where answer::text like ${`%${one}%`}`);
    expect(rows).toHaveLength(0);
  });
});
