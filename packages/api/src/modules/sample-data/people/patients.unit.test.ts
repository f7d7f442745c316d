import { CreateDoctor } from "@caretype/core/people/doctor/schema";
import { compareForDuplicates } from "@caretype/core/people/patient/duplicate/rules";
import { CreatePatient } from "@caretype/core/people/patient/schema";
import { expect, it } from "vitest";
import { sampleDoctors } from "./doctors.ts";
import { makeSamplePatients, sampleSize } from "./patients.ts";

const now = new Date("2026-11-22T12:00:00Z");
const sample = makeSamplePatients(now);

it("is the same each time, and has 200 patients", () => {
  expect(makeSamplePatients(now)).toEqual(sample);
  expect(sample).toHaveLength(200);
  expect(sampleSize).toBe(200);
});

it("has only what a person could enter", () => {
  for (const { input, correction } of sample) {
    expect(CreatePatient.parse({ ...input, ...correction })).toMatchObject({ ...input, ...correction });
  }
  for (const { doctor } of sampleDoctors) expect(CreateDoctor.parse(doctor)).toMatchObject(doctor);
});

it("has people of all ages and many countries, and four who come twice", () => {
  const share = (isCounted: (patient: (typeof sample)[number]) => boolean) =>
    sample.filter(isCounted).length / sample.length;
  const bornAfter = (day: string) => share(({ input }) => (input.dateOfBirth ?? "") > day);
  expect(bornAfter("2008-11-22")).toBeGreaterThan(0.1);
  expect(bornAfter("2008-11-22")).toBeLessThan(0.25);
  expect(1 - bornAfter("1961-11-22")).toBeGreaterThan(0.15);
  expect(new Set(sample.map(({ input }) => input.preferredLanguage)).size).toBe(14);
  const pairs = sample.flatMap(({ input: one }, index) =>
    sample.slice(index + 1).filter(({ input: other }) => {
      if (one.dateOfBirth !== other.dateOfBirth) return false;
      const [a, b] = [one, other].map(({ firstName = "", lastName = "", ...input }) => ({
        ...input,
        given: firstName.toLowerCase(),
        family: lastName.toLowerCase(),
        dateOfBirth: input.dateOfBirth ?? null,
        dateOfBirthApproximate: false,
      }));
      return a && b && compareForDuplicates(a, b).score >= 60;
    }),
  );
  expect(pairs).toHaveLength(4);
});

it("writes only to addresses and numbers that nobody has", () => {
  const unreal =
    /^(\+41 44 000|\+49 30 23125|\+43 1 000|\+33 6 39 98|\+34 555|\+44 20 7946 0|\+1 212 555 01|\+55 11 0000|\+48 22 000|\+381 11 000|\+30 210 000|\+380 44 000|\+81 3-0000)/;
  for (const { input, correction } of sample) {
    const numbers = [input.phoneNumber, correction && "phoneNumber" in correction && correction.phoneNumber];
    for (const number of numbers) if (number) expect(number).toMatch(unreal);
    if (input.email) expect(input.email).toMatch(/^[a-z.-]+@example\.org$/);
  }
});
