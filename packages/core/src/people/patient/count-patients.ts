import type { Database } from "@caretype/db";
import { assignment, patient } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { wordsOf } from "../../kernel/field/search-patterns.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import type { Services } from "../../kernel/procedure/services.ts";
import { filters, type ListContext, needsFilters } from "./list-patients.ts";
import type { CountPatients, PatientCount } from "./schema.ts";
import type { Asked } from "./search/asked.ts";
import { ask, isMatch } from "./search/matching.ts";

/** Counting more would be slow in a large practice. */
const maxCounted = 10_000;

type CountContext = ListContext & { services: Pick<Services, "patientGroups"> };

/** Counts all patients, or those of a gender, from the practice's statistics. Other filters count up to 10,000. */
export async function countPatients(ctx: CountContext, input: CountPatients): Promise<PatientCount> {
  const { scope, services } = ctx;
  const { gender, doctorId, q } = input;
  const db = ctx.searcher();
  if (wordsOf(q).length === 0 && doctorId === undefined && !needsFilters(input)) {
    const { patients, groups, deceased } = await services.patientGroups(db, scope.practiceId);
    const count = gender ? groups.reduce((sum, group) => sum + group[gender], deceased[gender]) : patients;
    return { count, isExact: true };
  }
  const asked = wordsOf(q).length > 0 ? await ask(ctx, { ...input, q: q ?? "" }) : null;
  const found = await countMatches(db, scope, { ...input, asked });
  return { count: Math.min(found, maxCounted), isExact: found <= maxCounted };
}

type Counted = CountPatients & { asked: Asked | null };

async function countMatches(db: Database, scope: Scope, input: Counted): Promise<number> {
  const { doctorId, asked } = input;
  const one = { one: sql`1`.as("one") };
  const matches = [asked ? isMatch(asked) : undefined, ...filters(db, scope, input)];
  const isItsPatient = and(
    eq(patient.practiceId, assignment.practiceId),
    eq(patient.id, assignment.patientId),
  );
  const matching =
    doctorId === undefined
      ? db
          .select(one)
          .from(patient)
          .where(and(eq(patient.practiceId, scope.practiceId), ...matches))
      : db
          .select(one)
          .from(assignment)
          .innerJoin(patient, isItsPatient)
          .where(
            and(eq(assignment.practiceId, scope.practiceId), eq(assignment.doctorId, doctorId), ...matches),
          );
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(matching.limit(maxCounted + 1).as("matching"));
  return row?.count ?? 0;
}
