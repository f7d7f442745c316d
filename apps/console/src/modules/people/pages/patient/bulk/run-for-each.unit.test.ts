import { type Patient, patientId } from "@caretype/client";
import { expect, it } from "vitest";
import { runForEach } from "./run-for-each.ts";

const patients = Array.from(
  { length: 9 },
  (_, index): Patient => ({
    id: patientId.parse(`0198c0de-0000-7000-8000-00000000000${index}`),
    name: `Patient ${index}`,
    firstName: "Patient",
    lastName: String(index),
    dateOfBirth: null,
    dateOfBirthApproximate: false,
    age: null,
    ageText: null,
    gender: "unknown",
    phoneNumber: null,
    email: null,
    preferredLanguage: null,
    deceasedOn: null,
    address: null,
    medicalHistory: null,
    createdBy: Object(null),
    createdAt: "2026-11-22T10:00:00Z",
    updatedAt: "2026-11-22T10:00:00Z",
    version: index,
  }),
);

const versionsOf = (some: readonly { patient: Patient }[]) => some.map(({ patient }) => patient.version);

it("goes on after a failure, and says what came of each", async () => {
  const progress: number[] = [];
  const outcome = await runForEach(
    patients,
    async ({ version }) => {
      if (version % 3 === 1) throw new Error(`no ${version}`);
      return version % 3 === 2 ? null : version * 10;
    },
    { onProgress: (finished) => progress.push(finished) },
  );
  expect(outcome.done.map(({ result }) => result).toSorted((a, b) => a - b)).toEqual([0, 30, 60]);
  expect(versionsOf(outcome.failed).toSorted()).toEqual([1, 4, 7]);
  expect(outcome.unchanged.map(({ version }) => version).toSorted()).toEqual([2, 5, 8]);
  expect(outcome.left).toEqual([]);
  expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it("begins no other patient once it is stopped, and returns those left", async () => {
  const stop = new AbortController();
  const begun: number[] = [];
  const outcome = await runForEach(
    patients,
    async ({ version }) => {
      begun.push(version);
      stop.abort();
      return version;
    },
    { signal: stop.signal },
  );
  expect(outcome.done).toHaveLength(begun.length);
  expect(outcome.left.map(({ version }) => version)).toEqual(
    patients.map(({ version }) => version).filter((version) => !begun.includes(version)),
  );
  expect(outcome.left.length).toBeGreaterThan(0);
});
