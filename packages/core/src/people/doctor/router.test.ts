import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";

const api = await createTestApi();

describe("create", () => {
  it("stores every field, and adds a code's label", async () => {
    const { caller, account } = await api.signUp();
    const fields = {
      name: "Dr. Gregory House",
      specialization: "CARD",
      licenseNumber: "L-1",
      yearsOfExperience: 20,
      contactInfo: "Ward 3",
      phoneNumber: "555",
      email: "House@example.org",
      gender: "male" as const,
      maxAppointmentsPerDay: 4,
    };
    const doctor = await caller.doctor.create(fields);
    expect(doctor).toMatchObject({
      ...fields,
      specializationLabel: "Cardiology",
      createdBy: account.id,
      version: 1,
    });
  });

  it("requires only a name, and defaults to ten appointments a day", async () => {
    const { caller } = await api.signUp();
    expect(await caller.doctor.create({ firstName: "Bo", lastName: "Ray" })).toMatchObject({
      name: "Bo Ray",
      maxAppointmentsPerDay: 10,
      specializationLabel: null,
    });
    expect(
      (await caller.doctor.create({ name: "X", specialization: "Sports medicine" })).specializationLabel,
    ).toBe("Sports medicine");
  });

  it("rejects a taken licence number or email, ignoring case, also in 20 concurrent calls", async () => {
    const { caller } = await api.signUp();
    const attempts = (fields: object) =>
      tally(Array.from({ length: 20 }, () => caller.doctor.create({ name: "Twin", ...fields })));
    expect(await attempts({ licenseNumber: "TWIN-1" })).toEqual({ ok: 1, LICENSE_NUMBER_TAKEN: 19 });
    expect(await attempts({ email: "twin@example.org" })).toEqual({ ok: 1, DOCTOR_EMAIL_TAKEN: 19 });
    const error = await failureOf(caller.doctor.create({ name: "Late", licenseNumber: "twin-1" }));
    expect(error.code).toBe("LICENSE_NUMBER_TAKEN");
  });

  it("names both a taken licence number and a taken email, also of two doctors", async () => {
    const { caller } = await api.signUp();
    await caller.doctor.create({ name: "First", licenseNumber: "BOTH-1" });
    await caller.doctor.create({ name: "Second", email: "both@example.org" });
    const both = { licenseNumber: "both-1", email: "Both@example.org" };
    const { id } = await caller.doctor.create({
      name: "Third",
      licenseNumber: "BOTH-3",
      email: "b3@example.org",
    });
    // Others have taken these values since.
    const { id: removedId } = await caller.doctor.create({
      name: "Removed",
      email: "b4@example.org",
      licenseNumber: "B-4",
    });
    await caller.doctor.remove({ id: removedId, expectedVersion: "any" });
    const { id: changedId } = await caller.doctor.create({
      name: "Changed",
      email: "b4@example.org",
      licenseNumber: "B-4",
    });
    await caller.doctor.update({
      id: changedId,
      expectedVersion: "any",
      email: "b5@example.org",
      licenseNumber: "B-5",
    });
    await caller.doctor.create({ name: "Fourth", licenseNumber: "B-4" });
    await caller.doctor.create({ name: "Fifth", email: "b4@example.org" });
    for (const call of [
      () => caller.doctor.create({ name: "Late", ...both }),
      () => caller.doctor.update({ id, expectedVersion: "any", ...both }),
      () => caller.doctor.restore({ id: removedId }),
      () => caller.doctor.revert({ id: changedId, version: 1, expectedVersion: "any" }),
    ]) {
      const { code, details } = await failureOf(call());
      expect(code).toBe("LICENSE_NUMBER_TAKEN");
      expect(details.errors).toEqual({ licenseNumber: ["Is taken"], email: ["Is taken"] });
    }
    const own = { licenseNumber: "BOTH-3", email: "b3@example.org" };
    expect(await caller.doctor.update({ id, expectedVersion: "any", ...own })).toMatchObject(own);
  });

  it("reports all problems at once", async () => {
    const { caller } = await api.signUp();
    // Invalid on purpose: callers without our types can send this.
    const { details } = await failureOf(caller.doctor.create({ yearsOfExperience: -1, nam: "A" } as never));
    expect(Object.keys(details.errors ?? {}).toSorted()).toEqual(["nam", "name", "yearsOfExperience"]);
  });

  it.each([{ name: "" }, { yearsOfExperience: -1 }, { maxAppointmentsPerDay: 1.5 }, { email: "x" }])(
    "rejects %j",
    async (wrong) => {
      const { caller } = await api.signUp();
      const error = await failureOf(caller.doctor.create({ name: "A", ...wrong }));
      expect(Object.keys(error.details.errors ?? {})).toEqual(Object.keys(wrong));
    },
  );
});

describe("the directory", () => {
  it("is shared: another practice reads it, and changes linked doctors", async () => {
    const [one, two] = await Promise.all([api.signUp(), api.signUp()]);
    const doctor = await one.caller.doctor.create({ name: "Shared Doctor" });
    expect(await two.caller.doctor.byId({ id: doctor.id })).toEqual(doctor);
    await two.caller.member.linkDoctor({ accountId: two.account.id, doctorId: doctor.id });
    const changed = await two.caller.doctor.update({
      id: doctor.id,
      expectedVersion: "any",
      contactInfo: "new",
    });
    expect(changed).toMatchObject({ name: "Shared Doctor", contactInfo: "new", version: 2 });
    expect((await failureOf(one.caller.doctor.update({ id: doctor.id, expectedVersion: 1 }))).code).toBe(
      "STALE_VERSION",
    );
    await two.caller.doctor.remove({ id: doctor.id, expectedVersion: "any" });
    expect((await failureOf(one.caller.doctor.byId({ id: doctor.id }))).code).toBe("DOCTOR_NOT_FOUND");
  });

  it("can be searched, filtered by specialization, and sorted by name", async () => {
    const { caller } = await api.signUp();
    for (const name of ["Zed Quux", "amy Quux", "Bob Quux"]) {
      await caller.doctor.create({ name, specialization: name === "Bob Quux" ? "PED" : "Quuxology" });
    }
    const names = async (input: object) =>
      (await caller.doctor.list(input)).items.map(({ firstName }) => firstName);
    expect(await names({ q: "quux", sort: "name" })).toEqual(["amy", "Bob", "Zed"]);
    expect(await names({ q: "quux", specialization: "quuxology" })).toEqual(["amy", "Zed"]);
    expect(await names({ q: "quux", specialization: "ped" })).toEqual(["Bob"]);
  });

  it.each([
    ["Иван Петренко", ["Ivan Petrenko", "petrenko, ivan"]],
    ["Jörg Möllner", ["Joerg Moellner", "mollner"]],
    ["Pat O Quibb", ["O'Quibb", "oquibb"]],
    ["Γιώργος Παππάς", ["giorgos pappas"]],
    ["Anke van der Zwaag", ["vanderzwaag", "zwaag van"]],
    ["佐藤 花子", ["佐藤花子"]],
  ])("finds %s in other spellings, as patients are found", async (name, searches) => {
    const { caller } = await api.signUp();
    const { id } = await caller.doctor.create({ name });
    for (const q of [name, ...searches])
      expect({ q, ids: (await caller.doctor.list({ q })).items.map((found) => found.id) }).toEqual({
        q,
        ids: [id],
      });
  });
});

describe("update", () => {
  it("creates no version if nothing changes, and accepts one of twenty concurrent updates", async () => {
    const { caller } = await api.signUp();
    const doctor = await caller.doctor.create({ name: "Bo Ray", specialization: "CARD" });
    const id = doctor.id;
    for (const changes of [{}, { name: "Bo Ray", specialization: "CARD", email: "" }]) {
      expect(await caller.doctor.update({ id, expectedVersion: 1, ...changes })).toEqual(doctor);
    }
    const writers = Array.from({ length: 20 }, (_, index) =>
      caller.doctor.update({ id, expectedVersion: 1, contactInfo: `${index}` }),
    );
    expect(await tally(writers)).toEqual({ ok: 1, STALE_VERSION: 19 });
    const current = await caller.doctor.byId({ id });
    const error = await failureOf(caller.doctor.remove({ id, expectedVersion: 1 }));
    expect(error).toMatchObject({ code: "STALE_VERSION", details: { currentKind: "doctor", current } });
  });
});

describe("remove", () => {
  it("rejects an assigned doctor, and names only the practice's own assignments", async () => {
    const [one, two] = await Promise.all([api.signUp(), api.signUp()]);
    const doctor = await one.caller.doctor.create({ name: "Busy" });
    const own = [];
    for (const { caller } of [one, two]) {
      const patient = await caller.patient.create({ name: "P", gender: "other" });
      own.push((await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id })).id);
    }
    const error = await failureOf(one.caller.doctor.remove({ id: doctor.id, expectedVersion: "any" }));
    expect(error).toMatchObject({
      code: "DOCTOR_HAS_ASSIGNMENTS",
      details: { blockedBy: [{ kind: "assignment", id: own[0] }] },
    });
    expect(await one.caller.doctor.byId({ id: doctor.id })).toEqual(doctor);
  });
});
