import { type Database, prepared } from "@caretype/db";
import { patient, practice } from "@caretype/db/schema";
import { eq, type SQL, sql } from "drizzle-orm";
import { today } from "../../kernel/field/day.ts";
import type { PracticeId } from "../../kernel/field/ids.ts";
import { ageGroups, type PatientGroups } from "./groups-schema.ts";
import { bornBy } from "./rules.ts";

/** `age` is the lower bound of a group. The first group has none. */
const isBornAfter = (age: 18 | 40 | 65 | 80) =>
  sql`${patient.dateOfBirth} > ${sql.placeholder(`by${age}`)}::date`;

/** Only the living: a dead patient has no age today. */
const howMany = (condition: SQL) =>
  sql<number>`(count(*) filter (where ${patient.deceasedOn} is null and ${condition}))::int`;

const genders = prepared(["by18", "by40", "by65", "by80", "practiceId"], (db) =>
  db
    .select({
      gender: patient.gender,
      patients: sql<number>`count(*)::int`,
      under18: howMany(isBornAfter(18)),
      under40: howMany(isBornAfter(40)),
      under65: howMany(isBornAfter(65)),
      under80: howMany(isBornAfter(80)),
      known: howMany(sql`${patient.dateOfBirth} is not null`),
      living: howMany(sql`true`),
    })
    .from(patient)
    .where(eq(patient.practiceId, sql.placeholder("practiceId")))
    .groupBy(patient.gender),
);

const ownZone = prepared(["practiceId"], (db) =>
  db
    .select({ timeZone: practice.timeZone })
    .from(practice)
    .where(eq(practice.id, sql.placeholder("practiceId"))),
);

export async function countGroups(db: Database, practiceId: PracticeId): Promise<PatientGroups> {
  const [own] = await ownZone(db).execute({ practiceId });
  const day = today(own?.timeZone ?? null);
  const rows = await genders(db).execute({
    practiceId,
    by18: bornBy(18, day),
    by40: bornBy(40, day),
    by65: bornBy(65, day),
    by80: bornBy(80, day),
  });
  const sizes = rows.map(({ gender, patients, under18, under40, under65, under80, known, living }) => {
    const upTo = [0, under18, under40, under65, under80, known, living, patients];
    return { gender, ofGroup: upTo.slice(1).map((end, index) => end - (upTo[index] ?? 0)) };
  });
  const countsOf = (index: number) => {
    const of = (gender: string) => sizes.find((each) => each.gender === gender)?.ofGroup[index] ?? 0;
    const counts = { female: of("female"), male: of("male"), other: of("other"), unknown: of("unknown") };
    return { ...counts, patients: Object.values(counts).reduce((sum, each) => sum + each, 0) };
  };
  const groups = ageGroups.map((ageGroup, index) => ({ ageGroup, ...countsOf(index) }));
  const deceased = countsOf(ageGroups.length);
  return { patients: rows.reduce((sum, { patients }) => sum + patients, 0), groups, deceased };
}
