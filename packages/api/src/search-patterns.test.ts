import { expect, it } from "vitest";
import { createTestApi } from "../test/support.ts";
import { personPatternsOf } from "./search-patterns.ts";

it.each([
  [undefined, []],
  [" , ", []],
  ["Doe, Jane", ["%Doe%", "%Jane%"]],
  ["100%_", ["%100\\%\\_%"]],
  ["555-01", ["%55501%"]],
  ["(030) 5550", ["%030%", "%5550%"]],
  ["+49 30 5550199", ["%305550199%"]],
  ["Jane 030/555 01 99 Doe", ["%Jane%", "%305550199%", "%Doe%"]],
  ["Aaron697 774", ["%Aaron697%", "%774%"]],
  ["697 774", ["%697%", "%774%"]],
  ["o'brien-555 + -", ["%o'brien-555%", "%+%", "%-%"]],
  ["j.doe555@example.org", ["%j.doe555@example.org%"]],
])("looks for %j", (q, patterns) => {
  expect(personPatternsOf(q)).toEqual(patterns);
});

const api = await createTestApi();
const { caller } = await api.signUp();
const person = { name: "Ana Silva", phoneNumber: "+49 (0)30 555-01 99 (daughter)" };
const { id } = await caller.patient.create({ ...person, gender: "female" });
const doctor = await caller.doctor.create({ ...person, email: "ana@example.org" });
await caller.patient.create({ name: "Bea Ito", gender: "female", phoneNumber: "030 5550198" });

it.each([
  ...["030 5550199", "0305550199", "+49305550199", "0049 30/555.01.99", "(030) 555–0199", "5550199", "0199"],
  ...["555 01 99", "555-01", "ana 0199", "0199, silva", "(daughter)", "+49 (0)30 555-01 99"],
])("finds a telephone number however it is written: %s", async (q) => {
  for (const sort of ["newest", "name"] as const) {
    const { items } = await caller.patient.list({ q, sort });
    expect(items.map((patient) => patient.id).at(-1)).toBe(id);
  }
  const { items } = await caller.doctor.list({ q });
  expect(items.map((found) => found.id)).toEqual([doctor.id]);
});

it("finds nobody by another number", async () => {
  expect((await caller.patient.list({ q: "030 5550197" })).items).toEqual([]);
});
