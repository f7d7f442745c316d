import { type Database, prepared } from "@caretype/db";
import { recordVersion } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import type { PatientId } from "../../kernel/field/ids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { formerNamesOf } from "./former-names.ts";
import { findPatient } from "./queries.ts";
import type { FormerNamePage } from "./schema.ts";

const practiceId = sql`${sql.placeholder("practiceId")}::uuid`;
const isNow = sql`(${sql.placeholder("firstName")}::text, ${sql.placeholder("lastName")}::text)`;

const ofPatient = prepared(["practiceId", "id", "firstName", "lastName"], (db) =>
  db
    .select({ name: sql<string>`had.name`, until: sql`had.until`.mapWith(recordVersion.validTo) })
    .from(sql`${formerNamesOf(practiceId, sql`${sql.placeholder("id")}::uuid`)} as had`)
    .where(sql`(had.first_name, had.last_name) is distinct from ${isNow}`)
    .orderBy(sql`had.until desc`),
);

/** Lists a patient's former names, the latest first. Throws `PATIENT_NOT_FOUND`. */
export async function listFormerNames(db: Database, scope: Scope, id: PatientId): Promise<FormerNamePage> {
  const { firstName, lastName } = await findPatient(db, scope, id);
  const items = await ofPatient(db).execute({ practiceId: scope.practiceId, id, firstName, lastName });
  return { items, nextCursor: null };
}
