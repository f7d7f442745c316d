import { schema } from "@caretype/db";
import { failureOf } from "@caretype/test-api/failure";
import { smallTable } from "@caretype/test-api/small-table";
import { createTestApi } from "@caretype/test-api/support";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { DoctorId } from "../../kernel/field/ids.ts";
import { grantable, type Role, rolePermissions } from "../../kernel/permissions/permissions.ts";

// The configuration of a public server: a shared directory with limited write access.

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

/** Adds a member to the owner's practice. */
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

/** The possible changes of an existing doctor. A refused one changes nothing. */
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

const addDoctor = async ({ caller }: Person) => (await caller.doctor.create({ name: "Bo Ray" })).id;

describe("a self-registered account", () => {
  it("cannot write to the directory before its address is verified, by any procedure or key", async () => {
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
    // Patients belong to the practice.
    await caller.patient.create({ name: "Ann Lee", gender: "female" });
    await caller.import.begin(smallTable);

    const own = await addDoctor(await addMember(person, "clinician"));
    expect(await outcomes(caller, own)).toEqual(all(code));
    await verify(person);
    expect(await caller.doctor.mayChange()).toEqual({ id: null, mayChange: true, refusal: null });
    await service.doctor.create({ name: "Cy Roe" });
    await caller.import.begin(doctors);
    const id = await addDoctor(person);
    expect(await outcomes(caller, id)).toEqual(all("ok"));
    await caller.doctor.restore({ id });
  });

  it("is checked again when uploaded doctors are imported", async () => {
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

describe("a doctor added by another practice", () => {
  it("can be read by all, but changed, reverted, removed and restored only by its creator", async () => {
    const [maker, stranger] = [await signUpVerified(), await signUpVerified()];
    const id = await addDoctor(maker);
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

  it("can be changed by all colleagues and API keys of the practice that added them", async () => {
    const owner = await signUpVerified();
    const colleague = await addMember(owner, "clinician");
    const { key } = await owner.caller.apiKey.create({
      name: "Lab",
      permissions: ["doctor:read", "doctor:create", "doctor:update"],
    });
    const service = api.callerWith({ accessToken: key });
    const ofService = (await service.doctor.create({ name: "Cy Roe" })).id;
    for (const id of [await addDoctor(owner), ofService])
      expect(await outcomes(colleague.caller, id)).toEqual(all("ok"));
    const ofColleague = await addDoctor(colleague);
    await service.doctor.update({ id: ofColleague, ...any, contactInfo: "Room 3" });
    await owner.caller.doctor.remove({ id: ofColleague, ...any });
    // A colleague can restore what another member removed.
    await colleague.caller.doctor.restore({ id: ofColleague });
  });

  it("can be changed by owners of practices that use them, not by clinicians", async () => {
    const maker = await signUpVerified();
    const owner = await signUpVerified();
    const clinician = await addMember(owner, "clinician");
    const { caller } = owner;
    const [assigned, linked] = [await addDoctor(maker), await addDoctor(maker)];
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
    // The practice no longer uses them, but its removal can still be undone.
    expect((await caller.doctor.restore({ id: linked })).contactInfo).toBe("Room 4");
  });

  it("does not reveal assignments elsewhere to callers who may not change them", async () => {
    const [maker, stranger] = [await signUpVerified(), await signUpVerified()];
    const [used, unused] = [await addDoctor(maker), await addDoctor(maker)];
    const { id: patientId } = await maker.caller.patient.create({ name: "Ann Lee", gender: "female" });
    await maker.caller.assignment.create({ patientId, doctorId: used });
    const refusals = await Promise.all(
      [used, unused].map((id) => failureOf(stranger.caller.doctor.remove({ id, ...any }))),
    );
    const [one, other] = refusals.map(({ code, details }) => ({ code, details }));
    expect(one).toEqual({ code: "DOCTOR_OF_OTHERS", details: {} });
    expect(one).toEqual(other);
  });

  it("can be changed with directory:manage, which staff have and can grant to keys", async () => {
    const maker = await signUpVerified();
    const manager = await addManager();
    expect(await outcomes(manager.caller, await addDoctor(maker))).toEqual(all("ok"));
    const { key } = await manager.caller.apiKey.create({
      name: "Directory",
      permissions: ["doctor:read", "doctor:update", "directory:manage"],
    });
    const service = api.callerWith({ accessToken: key });
    const id = await addDoctor(maker);
    expect(await service.doctor.update({ id, ...any, contactInfo: "Room 5" })).toMatchObject({ version: 2 });
  });

  it("can be changed by staff without a practice", async () => {
    const id = await addDoctor(await signUpVerified());
    const manager = await addManager();
    await reader.delete(schema.membership).where(eq(schema.membership.accountId, manager.account.id));
    api.services.principals.forget({ account: manager.account.id });
    expect((await manager.caller.doctor.byId({ id })).version).toBe(1);
    expect(await outcomes(manager.caller, id)).toEqual(all("ok"));
    await manager.caller.doctor.restore({ id });
  });
});

it("does not let owners grant themselves directory:manage by a key", async () => {
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
