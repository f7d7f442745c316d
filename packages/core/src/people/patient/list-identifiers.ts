import { type Database, given, prepared } from "@caretype/db";
import { patientExternalId } from "@caretype/db/schema";
import { and, asc, eq, sql } from "drizzle-orm";
import type { PatientId } from "../../kernel/field/ids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { findPatient } from "./queries.ts";
import type { IdentifierPage } from "./schema.ts";

const maxIdentifiers = 100;

const identifiers = prepared(["practiceId", "id"], (db) =>
  db
    .select({ system: patientExternalId.system, value: patientExternalId.value })
    .from(patientExternalId)
    .where(
      and(...given(patientExternalId, "practiceId"), eq(patientExternalId.patientId, sql.placeholder("id"))),
    )
    .orderBy(asc(patientExternalId.system), asc(patientExternalId.value))
    .limit(maxIdentifiers),
);

/** Throws `PATIENT_NOT_FOUND`. */
export async function listIdentifiers(db: Database, scope: Scope, id: PatientId): Promise<IdentifierPage> {
  await findPatient(db, scope, id);
  const items = await identifiers(db).execute({ practiceId: scope.practiceId, id });
  return { items, nextCursor: null };
}
