import { advisoryLocks, type Database, prepared } from "@caretype/db";
import { patient } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../../kernel/error/domain-error.ts";
import type { PatientId } from "../../../kernel/field/ids.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { findPatient, type NewPatient, newPatientRow, patientColumns, toPatient } from "../queries.ts";
import type { PossibleDuplicate, PossibleDuplicatePage } from "../schema.ts";
import { candidateIds, looseFormerNames, looseNames } from "./candidates.ts";
import { withoutDistinct } from "./distinct-pairs.ts";
import { type Comparable, compareForDuplicates, isPossible, type LooseNames, likelyScore } from "./rules.ts";

const value = (name: string, type: "text" | "uuid" | "date") =>
  sql`${sql.placeholder(name)}::${sql.raw(type)}`;

const keyOf = (first: string, second: string) =>
  sql`loose_text(${value(first, "text")} || ' ' || ${value(second, "text")})`;

const candidates = prepared(
  [
    "practiceId",
    "exceptId",
    "dateOfBirth",
    "lastName",
    "firstName",
    "bornFrom",
    "bornUntil",
    "phoneNumber",
    "email",
  ],
  (db) => {
    const practiceId = value("practiceId", "uuid");
    const sought = {
      practiceId,
      lastKey: keyOf("lastName", "firstName"),
      firstKey: keyOf("firstName", "lastName"),
      dateOfBirth: value("dateOfBirth", "date"),
      bornFrom: value("bornFrom", "date"),
      bornUntil: value("bornUntil", "date"),
      phoneNumber: value("phoneNumber", "text"),
      email: value("email", "text"),
    };
    const ids = candidateIds(sought, sql`candidate.id <> ${value("exceptId", "uuid")}`);
    // A lateral look-up for each candidate: the planner turns an ordinary join into a scan of the practice's
    // patients.
    const isCandidate = and(eq(patient.practiceId, practiceId), sql`${patient.id} = found.id`);
    const found = db.select(patientColumns).from(patient).where(isCandidate).limit(1).as("patient");
    return db
      .select({
        patient: patientColumns,
        names: looseNames(patient.firstName, patient.lastName),
        former: looseFormerNames(practiceId, sql`"patient"."id"`),
        own: looseNames(value("firstName", "text"), value("lastName", "text")),
      })
      .from(sql`${ids} as found`)
      .innerJoinLateral(found, sql`true`);
  },
);

/** An existing or a new patient. */
type Person = Omit<Comparable, keyof LooseNames> & { id: PatientId; firstName: string; lastName: string };

const maxShown = 20;

/** The most likely first. */
async function findDuplicates(db: Database, scope: Scope, person: Person): Promise<PossibleDuplicate[]> {
  const rows = await candidates(db).execute({
    practiceId: scope.practiceId,
    exceptId: person.id,
    ...soughtOf(person),
  });
  return rows
    .map(({ patient: row, names, former, own }) => ({
      patient: toPatient(row, scope),
      ...compareForDuplicates({ ...person, ...own }, { ...row, ...names, former }),
    }))
    .filter(isPossible)
    .toSorted((one, other) => other.score - one.score || (one.patient.id < other.patient.id ? 1 : -1));
}

function soughtOf({ firstName, lastName, dateOfBirth, dateOfBirthApproximate, ...person }: Person) {
  const year = dateOfBirth === null ? null : Number(dateOfBirth.slice(0, 4));
  const yearText = (shift: number) => (year === null ? null : String(year + shift).padStart(4, "0"));
  return {
    firstName,
    lastName,
    dateOfBirth: dateOfBirthApproximate ? null : dateOfBirth,
    bornFrom: year === null ? null : `${yearText(-1)}-01-01`,
    bornUntil: year === null ? null : `${yearText(1)}-12-31`,
    phoneNumber: person.phoneNumber ?? null,
    email: person.email ?? null,
  };
}

/** Finds the practice's patients who may be the same person. Throws `PATIENT_NOT_FOUND`. */
export async function findDuplicatesOf(
  db: Database,
  scope: Scope,
  id: PatientId,
): Promise<PossibleDuplicatePage> {
  const found = await findDuplicates(db, scope, await findPatient(db, scope, id));
  const pairs = found.map((duplicate) => ({ newId: id, thereId: duplicate.patient.id, duplicate }));
  const left = await withoutDistinct(db, scope.practiceId, pairs);
  return { items: left.map(({ duplicate }) => duplicate).slice(0, maxShown), nextCursor: null };
}

const Refusing = z.object({ onDuplicates: z.literal("refuse") });

/** For `serializeBy`: an input that refuses duplicates takes the practice-wide lock, like `refuseDuplicates`. */
export const serializeRefusals = (input: unknown) => (Refusing.safeParse(input).success ? "practice" : null);

/**
 * Throws `POSSIBLE_DUPLICATE` with the candidates if the practice probably has the patient already. Holds a lock
 * per practice until the transaction ends, so that the later of two concurrent calls sees the first.
 */
export async function refuseDuplicates(db: Database, scope: Scope, input: NewPatient): Promise<void> {
  await db.execute(
    sql`select pg_advisory_xact_lock(${advisoryLocks.creating}, hashtext(${scope.practiceId}))`,
  );
  const possible = await findDuplicates(db, scope, newPatientRow(scope, input));
  const found = possible.filter(({ score }) => score >= likelyScore);
  if (found.length === 0) return;
  throw new DomainError("POSSIBLE_DUPLICATE", { candidates: found.slice(0, maxShown) });
}
