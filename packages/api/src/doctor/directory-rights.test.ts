import { schema } from "@caretype/db";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../test/failure.ts";
import { createTestApi } from "../../test/support.ts";
import type { DoctorId } from "../field/ids.ts";
import { grantable, type Role, rolePermissions } from "../permissions.ts";
import { smallTable } from "../testing/small-table.ts";

// As on a server that others reach: the directory is one for all practices, and not everybody's to change.

const api = await createTestApi({ directoryWrites: "verified" });
const { reader } = api.database;

type Person = Awaited<ReturnType<typeof api.signUp>>;
type Caller = Person["caller"];

const verify = (person: Person) =>
  reader.update(schema.account).set({ emailVerified: true }).where(eq(schema.account.id, person.account.id));

async function signUpVerified(): Promise<Person> {
  const person = await api.signUp();
  await verify(person);
  return person;
}

/** Somebody who works in another's practice. */
async function addMember(owner: Person, role: Role): Promise<Person> {
  const person = await signUpVerified();
  const { id: practice } = await owner.caller.practice.mine();
  const { id: accountId } = person.account;
  await reader.insert(schema.membership).values({ practiceId: practice, accountId, role });
  return { ...person, caller: api.callerWith({ accessToken: person.access, practice }) };
}

async function addManager(): Promise<Person> {
  const person = await api.signUpStaff();
  await verify(person);
  return person;
}

const any = { expectedVersion: "any" } as const;

/** How each change of a doctor that is there ends; nothing that is refused changes anything. */
const changes: Record<string, (caller: Caller, id: DoctorId) => Promise<unknown>> = {
  update: (caller, id) => caller.doctor.update({ id, ...any, contactInfo: "Room 1" }),
  revert: (caller, id) => caller.doctor.revert({ id, version: 1, ...any }),
  remove: (caller, id) => caller.doctor.remove({ id, ...any }),
};

async function outcomes(caller: Caller, id: DoctorId): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, change] of Object.entries(changes)) {
    found[name] = await failureOf(change(caller, id)).then(
      ({ code }) => code,
      () => "ok",
    );
  }
  return found;
}

const all = (code: string) => Object.fromEntries(Object.keys(changes).map((name) => [name, code]));

const makeDoctor = async ({ caller }: Person) => (await caller.doctor.create({ name: "Bo Ray" })).id;

describe("who registers by themselves", () => {
  it("writes to the directory only once their address is verified, by no procedure and no key", async () => {
    const person = await api.signUp();
    const { caller } = person;
    const code = "VERIFIED_EMAIL_REQUIRED";
    expect((await failureOf(caller.doctor.create({ name: "Bo Ray" }))).code).toBe(code);
    expect(await caller.doctor.mayChange()).toEqual({ id: null, mayChange: false, refusal: code });
    const doctors = { ...smallTable, records: "doctor", table: { mapping: { name: "Name" } } } as const;
    expect((await failureOf(caller.import.begin(doctors))).code).toBe(code);
    const { key } = await caller.apiKey.create({
      name: "Lab",
      permissions: ["doctor:read", "doctor:create"],
    });
    const service = api.callerWith({ accessToken: key });
    expect((await failureOf(service.doctor.create({ name: "Bo Ray" }))).code).toBe(code);
    // Their own patients are nobody else's.
    await caller.patient.create({ name: "Ann Lee", gender: "female" });
    await caller.import.begin(smallTable);

    const own = await makeDoctor(await addMember(person, "clinician"));
    expect(await outcomes(caller, own)).toEqual(all(code));
    await verify(person);
    expect(await caller.doctor.mayChange()).toEqual({ id: null, mayChange: true, refusal: null });
    await service.doctor.create({ name: "Cy Roe" });
    await caller.import.begin(doctors);
    const id = await makeDoctor(person);
    expect(await outcomes(caller, id)).toEqual(all("ok"));
    await caller.doctor.restore({ id });
  });

  it("who has sent doctors in before is asked again when they are to be imported", async () => {
    const person = await signUpVerified();
    const { id } = await person.caller.import.begin({
      ...smallTable,
      records: "doctor",
      table: { mapping: { name: "Name" } },
    });
    await person.caller.import.addPart({
      id,
      file: "patients.csv",
      rows: [{ line: 2, cells: ["Bo Ray", ""] }],
    });
    const isTheirs = eq(schema.account.id, person.account.id);
    await reader.update(schema.account).set({ emailVerified: false }).where(isTheirs);
    for (const ask of [person.caller.import.check, person.caller.import.run])
      expect((await failureOf(ask({ id, rows: 1 }))).code).toBe("VERIFIED_EMAIL_REQUIRED");
  });
});

describe("a doctor whom others have added", () => {
  it("is changed, reverted, removed and restored by nobody else, and read by all", async () => {
    const [maker, stranger] = [await signUpVerified(), await signUpVerified()];
    const id = await makeDoctor(maker);
    await maker.caller.doctor.update({ id, ...any, contactInfo: "Room 2" });
    expect(await outcomes(stranger.caller, id)).toEqual(all("DOCTOR_OF_OTHERS"));
    expect(await stranger.caller.doctor.byId({ id })).toMatchObject({ version: 2, contactInfo: "Room 2" });
    expect(await stranger.caller.doctor.mayChange({ id })).toEqual({
      id,
      mayChange: false,
      refusal: "DOCTOR_OF_OTHERS",
    });
    await maker.caller.doctor.remove({ id, ...any });
    expect((await failureOf(stranger.caller.doctor.restore({ id }))).code).toBe("DOCTOR_OF_OTHERS");
    await maker.caller.doctor.restore({ id });
    expect(await maker.caller.doctor.mayChange({ id })).toEqual({ id, mayChange: true, refusal: null });
  });

  it("is a colleague's to change, whoever of the practice has added them, a key of it too", async () => {
    const owner = await signUpVerified();
    const colleague = await addMember(owner, "clinician");
    const { key } = await owner.caller.apiKey.create({
      name: "Lab",
      permissions: ["doctor:read", "doctor:create", "doctor:update"],
    });
    const service = api.callerWith({ accessToken: key });
    const ofService = (await service.doctor.create({ name: "Cy Roe" })).id;
    for (const id of [await makeDoctor(owner), ofService])
      expect(await outcomes(colleague.caller, id)).toEqual(all("ok"));
    const ofColleague = await makeDoctor(colleague);
    await service.doctor.update({ id: ofColleague, ...any, contactInfo: "Room 3" });
    await owner.caller.doctor.remove({ id: ofColleague, ...any });
    // Whoever of the practice has removed somebody, another one brings them back.
    await colleague.caller.doctor.restore({ id: ofColleague });
  });

  it("is changed by an owner whose practice uses them, as an assigned doctor or a member, and by no clinician", async () => {
    const maker = await signUpVerified();
    const owner = await signUpVerified();
    const clinician = await addMember(owner, "clinician");
    const { caller } = owner;
    const [assigned, linked] = [await makeDoctor(maker), await makeDoctor(maker)];
    const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    await caller.assignment.create({ patientId, doctorId: assigned });
    await caller.member.linkDoctor({ accountId: clinician.account.id, doctorId: linked });
    for (const id of [assigned, linked]) {
      expect((await clinician.caller.doctor.mayChange({ id })).refusal).toBe("DOCTOR_OF_OTHERS");
      expect(await outcomes(clinician.caller, id)).toEqual(all("DOCTOR_OF_OTHERS"));
      expect((await caller.doctor.mayChange({ id })).mayChange).toBe(true);
      await caller.doctor.update({ id, ...any, contactInfo: "Room 4" });
    }
    await caller.doctor.remove({ id: linked, ...any });
    // They are used no more, and it can be undone all the same.
    expect((await caller.doctor.restore({ id: linked })).contactInfo).toBe("Room 4");
  });

  it("is not told to be assigned elsewhere to who may not change them", async () => {
    const [maker, stranger] = [await signUpVerified(), await signUpVerified()];
    const [used, unused] = [await makeDoctor(maker), await makeDoctor(maker)];
    const { id: patientId } = await maker.caller.patient.create({ name: "Ann Lee", gender: "female" });
    await maker.caller.assignment.create({ patientId, doctorId: used });
    const refusals = await Promise.all(
      [used, unused].map((id) => failureOf(stranger.caller.doctor.remove({ id, ...any }))),
    );
    const [one, other] = refusals.map(({ code, details }) => ({ code, details }));
    expect(one).toEqual({ code: "DOCTOR_OF_OTHERS", details: {} });
    expect(one).toEqual(other);
  });

  it("is changed with the permission directory:manage, which staff have and may give to a key", async () => {
    const maker = await signUpVerified();
    const manager = await addManager();
    expect(await outcomes(manager.caller, await makeDoctor(maker))).toEqual(all("ok"));
    const { key } = await manager.caller.apiKey.create({
      name: "Directory",
      permissions: ["doctor:read", "doctor:update", "directory:manage"],
    });
    const service = api.callerWith({ accessToken: key });
    const id = await makeDoctor(maker);
    expect(await service.doctor.update({ id, ...any, contactInfo: "Room 5" })).toMatchObject({ version: 2 });
  });

  it("is changed by staff who are in no practice, too", async () => {
    const id = await makeDoctor(await signUpVerified());
    const manager = await addManager();
    await reader.delete(schema.membership).where(eq(schema.membership.accountId, manager.account.id));
    api.services.principals.forget({ account: manager.account.id });
    expect((await manager.caller.doctor.byId({ id })).version).toBe(1);
    expect(await outcomes(manager.caller, id)).toEqual(all("ok"));
    await manager.caller.doctor.restore({ id });
  });
});

it("lets no owner give themselves directory:manage by a key", async () => {
  expect(Object.values(rolePermissions).some((held) => held.has("directory:manage"))).toBe(false);
  expect(grantable).toContain("directory:manage");
  const { caller } = await signUpVerified();
  const asked = caller.apiKey.create({
    name: "Directory",
    permissions: ["doctor:read", "directory:manage"],
  });
  expect((await failureOf(asked)).details.errors).toEqual({
    permissions: ["You do not have directory:manage yourself"],
  });
});
