import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { expect, it, onTestFinished, vi } from "vitest";

const api = await createTestApi();

async function practiceAt(now: string, timeZone: string) {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
  onTestFinished(() => void vi.useRealTimers());
  const { caller } = await api.signUp();
  await caller.practice.update({ timeZone, expectedVersion: 1 });
  return caller;
}

const ann = { name: "Ann Lee", gender: "female" } as const;

it("in Auckland, somebody is 18 from the morning of the birthday there, and is found by min_age=18", async () => {
  const { patient } = await practiceAt("2026-11-25T19:04:00Z", "Pacific/Auckland");
  const { id, age, ageText } = await patient.create({ ...ann, dateOfBirth: "2008-11-26" });
  await patient.create({ ...ann, dateOfBirth: "2008-11-27" });
  expect([age, ageText]).toEqual([18, "18 years"]);
  expect((await patient.list({ minAge: 18 })).items).toMatchObject([{ id }]);
  expect((await patient.list({ maxAge: 17 })).items).toHaveLength(1);
});

it.each([
  { timeZone: "Europe/Zurich", now: "2026-11-25T22:59:00Z", today: "2026-11-25", tomorrow: "2026-11-26" },
  { timeZone: "America/New_York", now: "2026-11-26T04:59:00Z", today: "2026-11-25", tomorrow: "2026-11-26" },
  { timeZone: "Pacific/Auckland", now: "2026-11-25T11:00:00Z", today: "2026-11-26", tomorrow: "2026-11-27" },
])("in $timeZone at $now, a birth on $today is taken, and one on $tomorrow refused", async (given) => {
  const { timeZone, now, today, tomorrow } = given;
  const { patient } = await practiceAt(now, timeZone);
  const born = await patient.create({ ...ann, dateOfBirth: today });
  expect(born).toMatchObject({ age: 0, ageText: "0 days" });
  const refused = await failureOf(patient.create({ ...ann, dateOfBirth: tomorrow }));
  expect(Object.keys(refused.details.errors ?? {})).toEqual(["dateOfBirth"]);
});

it("An age stops at the death, as far as its day is known, and is no change when it is sent back", async () => {
  const { patient } = await practiceAt("2026-11-25T12:00:00Z", "Europe/Zurich");
  const { id } = await patient.create({ ...ann, dateOfBirth: "1950-06-01" });
  for (const [deceasedOn, age] of [
    ["2010-05-31", 59],
    ["2010-06", 60],
    ["2010", 60],
    [null, 76],
  ] as const) {
    const { version, age: shown } = await patient.update({ id, expectedVersion: "any", deceasedOn });
    expect([deceasedOn, shown]).toEqual([deceasedOn, age]);
    expect(await patient.update({ id, expectedVersion: "any", age: shown })).toMatchObject({ version });
  }
  const baby = { dateOfBirth: "2010-05-20", deceasedOn: "2010-06-03" };
  expect((await patient.create({ ...ann, ...baby })).ageText).toBe("14 days");
  const february = { dateOfBirth: "2010-02-01", deceasedOn: "2010-02" };
  expect((await patient.create({ ...ann, ...february })).ageText).toBe("27 days");
  const approximate = await patient.create({ ...ann, age: 80, deceasedOn: "2010" });
  expect(approximate).toMatchObject({ age: 80, dateOfBirth: "1930-01-01" });
});

it.each([
  { sent: { age: 80 }, kept: { age: 80, dateOfBirth: "1930-01-01" } },
  { sent: { age: 80, dateOfBirth: "1930-03-01" }, kept: { age: 80, dateOfBirth: "1930-03-01" } },
  { was: { dateOfBirth: "1950-06-01" }, sent: { age: 59 }, kept: { age: 59, dateOfBirth: "1950-06-01" } },
  { was: { dateOfBirth: "1950-06-01" }, sent: { age: 76 }, kept: { age: 59, dateOfBirth: "1950-06-01" } },
  { was: { age: 76 }, sent: { age: 76 }, kept: { age: 60, dateOfBirth: "1950-01-01" } },
])(
  "An age that comes with the death is that of the death, or the one that was shown: $sent",
  async (given) => {
    const { patient } = await practiceAt("2026-11-25T12:00:00Z", "Europe/Zurich");
    const { id } = await patient.create({ ...ann, ...given.was });
    const died = { id, expectedVersion: "any", deceasedOn: "2010-05-31" } as const;
    expect(await patient.update({ ...died, ...given.sent })).toMatchObject(given.kept);
  },
);

it("Whoever has died is in no filter by age, whatever their age was, and is counted apart", async () => {
  const { patient, statistics } = await practiceAt("2026-11-25T12:00:00Z", "Europe/Zurich");
  const { id } = await patient.create({ ...ann, dateOfBirth: "1950-06-01" });
  const died = { dateOfBirth: "1950-06-01", gender: "male" } as const;
  for (const deceasedOn of ["2010-05-31", "2010-06", "2010", "2026-11-25"])
    await patient.create({ ...died, name: "Bob Roe", deceasedOn });
  for (const ages of [{ minAge: 0 }, { maxAge: 80 }, { minAge: 70, maxAge: 90 }] as const) {
    expect((await patient.list(ages)).items).toMatchObject([{ id }]);
    expect(await patient.count(ages)).toEqual({ count: 1, isExact: true });
    expect((await patient.list({ ...ages, q: "roe" })).items).toEqual([]);
  }
  expect((await patient.list({})).items).toHaveLength(5);
  const { groups, deceased } = await statistics.patientGroups();
  expect(groups.filter(({ patients }) => patients > 0)).toMatchObject([{ ageGroup: "65-79", patients: 1 }]);
  expect(deceased).toMatchObject({ male: 4, patients: 4 });
});
