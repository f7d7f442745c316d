import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDomainError } from "../../kernel/error/map.ts";
import { today } from "../../kernel/field/day.ts";
import { ageOn } from "./rules.ts";

const api = await createTestApi();

describe("create", () => {
  it("requires only a name and a gender", async () => {
    const { caller, account } = await api.signUp();
    const patient = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    expect(patient).toMatchObject({
      name: "Ann Lee",
      firstName: "Ann",
      lastName: "Lee",
      gender: "female",
      dateOfBirth: null,
      age: null,
      phoneNumber: null,
      createdBy: account.id,
      version: 1,
    });
    expect(patient.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/);
    expect(await caller.patient.byId({ id: patient.id })).toEqual(patient);
  });

  it("stores every field", async () => {
    const { caller } = await api.signUp();
    const fields = {
      firstName: "Zoë",
      lastName: "O'Neil-Γ",
      dateOfBirth: "1984-02-29",
      gender: "other" as const,
      phoneNumber: "+49 (0) 30 / 123-45",
      email: "zoe@example.org",
      address: "1 Main St\nSpringfield",
      medicalHistory: "None 😀",
    };
    const patient = await caller.patient.create(fields);
    expect(patient).toMatchObject({ ...fields, name: "Zoë O'Neil-Γ", age: ageOn(today(null), "1984-02-29") });
  });

  it("stores an age as an approximate date of birth", async () => {
    const { caller } = await api.signUp();
    const patient = await caller.patient.create({ name: "Old", gender: "male", age: 150 });
    expect(patient).toMatchObject({ age: 150, dateOfBirthApproximate: true });
    expect(patient.dateOfBirth).toMatch(/-01-01$/);
  });

  it.each([
    [{ gender: "male" }, ["name"]],
    [{ name: " ", gender: "male" }, ["name"]],
    [{ name: "A" }, ["gender"]],
    [{ name: "A", gender: "M" }, ["gender"]],
    [{ name: "A", gender: "male", age: 151 }, ["age"]],
    [{ name: "A", gender: "male", age: -1 }, ["age"]],
    [{ name: "A", gender: "male", age: 1.5 }, ["age"]],
    [{ name: "A", gender: "male", dateOfBirth: "2023-02-30" }, ["dateOfBirth"]],
    [{ name: "A", gender: "male", dateOfBirth: "tomorrow" }, ["dateOfBirth"]],
    [{ name: "A", gender: "male", dateOfBirth: "9999-01-01" }, ["dateOfBirth"]],
    [{ name: "A", gender: "male", email: "nobody" }, ["email"]],
    [{ name: "A\0", gender: "male" }, ["name"]],
    [{ name: "A\ud800", gender: "male" }, ["name"]],
    [{ name: "A", gender: "male", createdBy: "x", version: 3 }, ["createdBy", "version"]],
    [{ name: "A", gender: "male", dateOfBirth: "1990-01-01", age: 7 }, ["age"]],
  ])("rejects %j and names the field", async (input, fields) => {
    const { caller } = await api.signUp();
    // Invalid on purpose: callers without our types can send this.
    const error = await failureOf(caller.patient.create(input as never));
    expect(error.code).toBe("INVALID_INPUT");
    expect(Object.keys(error.details.errors ?? {}).toSorted()).toEqual(fields);
  });
});

describe("messages for invalid input", () => {
  it.each([
    [{ name: 5, gender: "male" }, { name: ["Has to be a text"] }],
    [{ name: "A" }, { gender: ["Required"] }],
    [{}, { name: ["Give a name, or a first and a last name"], gender: ["Required"] }],
    [[], { "": ["Has to be an object"] }],
    [
      { firstName: "A", age: "5" },
      { lastName: expect.anything(), gender: ["Required"], age: expect.anything() },
    ],
    [
      { nam: "A", gender: "male" },
      { nam: ["Unknown field: did you mean name?"], name: expect.anything() },
    ],
    [{ name: "A", gender: "x" }, { gender: ["Has to be one of male, female, other, unknown"] }],
    [{ name: "A", gender: "male", age: "5" }, { age: ["Has to be a number"] }],
    [{ name: "A", gender: "male", age: 1.5 }, { age: ["Has to be a whole number"] }],
    [{ name: "A", gender: "male", age: 200 }, { age: ["Has to be at most 150"] }],
    [{ name: "A".repeat(301), gender: "male" }, { name: ["Has to be at most 300 characters long"] }],
    [{ name: "A\nB", gender: "male" }, { name: ["Has a line break or another control character"] }],
    [{ name: "A\u2028B", gender: "male" }, { name: ["Has a line break or another control character"] }],
    [{ name: "A\ud800", gender: "male" }, { name: ["Has characters that cannot be stored"] }],
    [{ name: "A", gender: "male", hobby: 1 }, { hobby: ["Unknown field"] }],
  ])("%j", async (input, errors) => {
    const { caller } = await api.signUp();
    expect((await failureOf(caller.patient.create(input as never))).details.errors).toEqual(errors);
  });

  it("names at most fifty fields", async () => {
    const { caller } = await api.signUp();
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, 1]));
    const { details } = await failureOf(caller.patient.create(many as never));
    expect(Object.keys(details.errors ?? {})).toHaveLength(50);
  });
});

describe("update", () => {
  it("changes only the given fields", async () => {
    const { caller } = await api.signUp();
    const before = await caller.patient.create({
      name: "Ann Lee",
      gender: "female",
      age: 40,
      address: "here",
    });
    const after = await caller.patient.update({
      id: before.id,
      expectedVersion: 1,
      phoneNumber: "555",
      address: "",
    });
    expect(after).toEqual({
      ...before,
      phoneNumber: "555",
      address: null,
      version: 2,
      updatedAt: expect.any(String),
    });
    expect(after.updatedAt > before.updatedAt).toBe(true);
  });

  it("rejects a stale version with the current record, and changes nothing", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const current = await caller.patient.update({ id, expectedVersion: 1, name: "Ann Ray" });
    const error = await failureOf(caller.patient.update({ id, expectedVersion: 1, name: "Ann Ito" }));
    expect(error).toMatchObject({ code: "STALE_VERSION", details: { currentKind: "patient", current } });
    expect(await caller.patient.byId({ id })).toEqual(current);
  });

  it('requires a version, or "any"', async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const wrong: [unknown, string][] = [
      [undefined, "Required"],
      [null, 'Must be a version, such as 3, or "any"'],
      ["1", 'Must be a version, such as 3, or "any"'],
      [0, "Has to be at least 1"],
      [1.5, 'Must be a version, such as 3, or "any"'],
    ];
    for (const [expectedVersion, message] of wrong) {
      for (const call of [caller.patient.update, caller.patient.remove]) {
        // Invalid on purpose: callers without our types can send this.
        const { details } = await failureOf(call({ id, expectedVersion } as never));
        expect(details.errors).toEqual({ expectedVersion: [message] });
      }
    }
    await caller.patient.update({ id, expectedVersion: 1, phoneNumber: "1" });
    const overwritten = await caller.patient.update({ id, expectedVersion: "any", phoneNumber: "2" });
    expect(overwritten).toMatchObject({ phoneNumber: "2", version: 3 });
  });

  it("creates no version if nothing changes", async () => {
    const { caller } = await api.signUp();
    const patient = await caller.patient.create({ name: "Ann Lee", gender: "female", age: 40 });
    const same = [{}, { name: "Ann Lee", age: 40 }, { gender: "female", email: "" }] as const;
    for (const changes of same) {
      expect(await caller.patient.update({ id: patient.id, expectedVersion: 1, ...changes })).toEqual(
        patient,
      );
    }
    const stale = caller.patient.update({ id: patient.id, expectedVersion: 2 });
    expect((await failureOf(stale)).details).toMatchObject({ current: patient });
  });

  it("sends the winner's record to the 19 losers of twenty concurrent updates", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        caller.patient.update({ id, expectedVersion: 1, address: `${index}` }).then(
          (won) => ({ won }),
          (error: unknown) => ({ lost: toDomainError(error) }),
        ),
      ),
    );
    const winners = outcomes.flatMap((outcome) => ("won" in outcome ? [outcome.won] : []));
    const losers = outcomes.flatMap((outcome) => ("lost" in outcome ? [outcome.lost] : []));
    expect([winners.length, losers.length]).toEqual([1, 19]);
    for (const { code, details } of losers) {
      expect([code, details.current]).toEqual(["STALE_VERSION", winners[0]]);
    }
  });

  it("accepts one of fifty writers with the same version", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const writers = Array.from({ length: 50 }, (_, index) =>
      caller.patient.update({ id, expectedVersion: 1, address: `${index}` }),
    );
    expect(await tally(writers)).toEqual({ ok: 1, STALE_VERSION: 49 });
    expect((await caller.patient.byId({ id })).version).toBe(2);
  });
});

describe("remove", () => {
  it("rejects a stale version with the current record", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const current = await caller.patient.update({ id, expectedVersion: 1, name: "Ann Ray" });
    const error = await failureOf(caller.patient.remove({ id, expectedVersion: 1 }));
    expect(error).toMatchObject({ code: "STALE_VERSION", details: { currentKind: "patient", current } });
    expect(await caller.patient.byId({ id })).toEqual(current);
  });

  it("removes once", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    await caller.patient.remove({ id, expectedVersion: "any" });
    expect((await failureOf(caller.patient.byId({ id }))).code).toBe("PATIENT_NOT_FOUND");
    expect((await failureOf(caller.patient.remove({ id, expectedVersion: "any" }))).code).toBe(
      "PATIENT_NOT_FOUND",
    );
  });

  it("rejects while a doctor is assigned, and names the assignment", async () => {
    const { caller } = await api.signUp();
    const patient = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const doctor = await caller.doctor.create({ name: "Bo Ray" });
    const { id } = await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
    const error = await failureOf(caller.patient.remove({ id: patient.id, expectedVersion: "any" }));
    expect(error).toMatchObject({
      code: "PATIENT_HAS_ASSIGNMENTS",
      details: { blockedBy: [{ kind: "assignment", id }] },
    });
    expect(await caller.patient.byId({ id: patient.id })).toEqual(patient);
  });
});

describe("list", () => {
  it("returns the newest first, page by page", async () => {
    const { caller } = await api.signUp();
    const ids: string[] = [];
    for (let index = 0; index < 7; index++) {
      ids.unshift((await caller.patient.create({ name: `P ${index}`, gender: "other" })).id);
    }
    const first = await caller.patient.list({ limit: 3 });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    const second = await caller.patient.list({ limit: 3, cursor: first.nextCursor });
    const third = await caller.patient.list({ limit: 3, cursor: second.nextCursor });
    expect([...second.items, ...third.items].map(({ id }) => id)).toEqual(ids.slice(3));
    expect(third.nextCursor).toBeNull();
    expect((await caller.patient.list()).items).toHaveLength(7);
  });

  it.each(["newest", "oldest", "name", "updated"] as const)(
    "sorted by %s, neither skips nor repeats patients while others are added",
    async (sort) => {
      const { caller } = await api.signUp();
      const names = fc.sample(fc.constantFrom("ann", "Ann", "bo", "Çelik", "zoë 😀"), 25);
      const there = await Promise.all(names.map((name) => caller.patient.create({ name, gender: "other" })));
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await caller.patient.list({ sort, limit: 4, cursor });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        await caller.patient.create({
          name: fc.sample(fc.constantFrom("aaa", "mmm", "zzz"), 1)[0],
          gender: "other",
        });
      } while (cursor && seen.length < 200);
      expect(new Set(seen).size).toBe(seen.length);
      for (const { id } of there) expect(seen).toContain(id);
    },
  );

  it("matches all words in any part of name, email and phone, ignoring case", async () => {
    const { caller } = await api.signUp();
    await caller.patient.create({
      name: "Maria LÓPEZ",
      gender: "female",
      email: "ml@example.org",
      phoneNumber: "0301234",
    });
    await caller.patient.create({ name: "Mario Rossi_100%", gender: "male" });
    const found = async (q: string) =>
      (await caller.patient.list({ q })).items.map(({ firstName }) => firstName);
    expect(await found("mari")).toEqual(["Maria", "Mario"]);
    expect(await found("lópez maria")).toEqual(["Maria"]);
    expect(await found("ML@EXAMPLE")).toEqual(["Maria"]);
    expect(await found("123")).toEqual(["Maria"]);
    expect(await found("_100%")).toEqual(["Mario"]);
    expect(await found("%")).toEqual(["Mario"]);
    expect(await found("\\")).toEqual([]);
    expect(await found("")).toHaveLength(2);
  });

  it("filters by gender and by doctor", async () => {
    const { caller } = await api.signUp();
    const ann = await caller.patient.create({ name: "Ann", gender: "female" });
    await caller.patient.create({ name: "Bo", gender: "male" });
    const doctor = await caller.doctor.create({ name: "Dr Who" });
    await caller.assignment.create({ patientId: ann.id, doctorId: doctor.id });
    expect((await caller.patient.list({ gender: "female" })).items).toEqual([ann]);
    expect((await caller.patient.list({ doctorId: doctor.id })).items).toEqual([ann]);
    expect((await caller.patient.list({ doctorId: doctor.id, gender: "male" })).items).toEqual([]);
  });

  it.each([
    [{ limit: 0 }],
    [{ cursor: "" }],
    [{ limit: 201 }],
    [{ limit: "5" }],
    [{ cursor: "garbage" }],
    [{ sort: "age" }],
    [{ q: "a\0" }],
  ])("rejects %j", async (input) => {
    const { caller } = await api.signUp();
    expect((await failureOf(caller.patient.list(input as never))).code).toBe("INVALID_INPUT");
  });

  it("rejects a cursor of another sort", async () => {
    const { caller } = await api.signUp();
    await caller.patient.create({ name: "A", gender: "other" });
    await caller.patient.create({ name: "B", gender: "other" });
    const { nextCursor } = await caller.patient.list({ limit: 1, sort: "newest" });
    for (const sort of ["oldest", "name", "updated"] as const) {
      const error = await failureOf(caller.patient.list({ sort, cursor: nextCursor ?? "" }));
      expect(error.details.errors).toHaveProperty("cursor");
    }
  });

  it.each([
    ["newest", "key"],
    ["name", null],
    ["name", "a\0"],
    ["updated", "tomorrow"],
    ["updated", "2026-02-30T00:00:00Z"],
    ["updated", "0000-01-01T00:00:00Z"],
    ["updated", "2026-01-01T00:00:00+23:00"],
    ["updated", `2026-01-01T00:00:00.${"1".repeat(200)}Z`],
  ] as const)("rejects a forged cursor for %s with %j", async (sort, key) => {
    const { caller } = await api.signUp();
    const cursor = Buffer.from(JSON.stringify([sort, key, crypto.randomUUID()])).toString("base64url");
    const error = await failureOf(caller.patient.list({ sort, cursor }));
    expect(error.details.errors).toHaveProperty("cursor");
  });
});

describe("doctors", () => {
  it("lists the patient's doctors, newest assignment first, in pages", async () => {
    const { caller } = await api.signUp();
    const patient = await caller.patient.create({ name: "Ann", gender: "female" });
    const doctors = [];
    for (const name of ["One", "Two", "Three"]) {
      const doctor = await caller.doctor.create({ name });
      await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
      doctors.unshift(doctor);
    }
    const { items, nextCursor } = await caller.patient.doctors({ id: patient.id, limit: 2 });
    const rest = await caller.patient.doctors({ id: patient.id, limit: 2, cursor: nextCursor ?? "" });
    expect([...items, ...rest.items]).toEqual(doctors);
    expect(rest.nextCursor).toBeNull();
  });
});
