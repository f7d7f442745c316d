import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { EncounterId, PatientId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared } from "@caretype/db";
import { type ClinicalType, restrictableTypes } from "@caretype/db/kinds";
import { apiKey, assignment, breakGlass, changeLog, membership, restriction } from "@caretype/db/schema";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** The reader, as parameters of the query. */
type Reader = { practiceId: unknown; accountId: unknown };
const preparedReader: Reader = {
  practiceId: sql.placeholder("practiceId"),
  accountId: sql.placeholder("accountId"),
};

/** SQL that is true if the reader or an API key that they created did it. Null if the account is unknown. */
const isOwnAct = (
  by: SQLWrapper,
  { practiceId: practice, accountId: reader }: Reader,
) => sql`(${by} = ${reader}
  or ${by} in (select ${apiKey.accountId} from ${apiKey}
    where ${apiKey.practiceId} = ${practice} and ${apiKey.createdBy} = ${reader}))`;

/** SQL that is true if the reader did it after the record was restricted. */
const isOwnSince = (by: SQLWrapper, at: SQLWrapper, reader: Reader) =>
  sql`${at} > ${restriction.createdAt} and ${isOwnAct(by, reader)}`;

/**
 * SQL that is true if the reader needs a reason to open a restricted record: they are neither a named reader nor an
 * assigned doctor of the patient. Assignments that they made, restored, moved or changed after the restriction do not
 * count. Neither do doctors to whom they linked themselves after it. If they moved the record to their own patient,
 * only later assignments count. `offset 0` prevents a join, which would read all assignments and all accesses of the
 * account.
 */
const isClosedTo = (reader: Reader) => sql`not ${reader.accountId} = any (${restriction.readers})
  and not exists (
    select from ${membership} inner join ${assignment} on ${assignment.practiceId} = ${reader.practiceId}
      and ${assignment.doctorId} = ${membership.doctorId}
    where ${membership.practiceId} = ${reader.practiceId} and ${membership.accountId} = ${reader.accountId}
      and ${assignment.patientId} = ${restriction.patientId}
      and (${isOwnSince(assignment.assignedBy, assignment.assignedAt, reader)}
        or ${isOwnSince(assignment.updatedBy, assignment.updatedAt, reader)}
        or ${isOwnSince(membership.doctorLinkedBy, membership.doctorLinkedAt, reader)}
        or ${assignment.updatedAt} <= ${restriction.movedAt} and ${isOwnAct(restriction.movedBy, reader)}
      ) is not true
    offset 0)`;

/** The same, unless the reader has opened the record with a reason that is still valid. */
const isWithheldFrom = (reader: Reader) => sql`${isClosedTo(reader)}
  and not exists (
    select from ${breakGlass} where ${breakGlass.accountId} = ${reader.accountId}
      and ${breakGlass.patientId} = ${restriction.patientId} and ${breakGlass.practiceId} = ${reader.practiceId}
      and ${breakGlass.expiresAt} > now() offset 0)`;

const isWithheld = isWithheldFrom(preparedReader);

/** SQL that is true for a restriction of a record that the reader may see. */
export const isShownRestriction = sql`not (${isWithheld})`;

/**
 * SQL that is true for a restriction of a record that the reader sees without a reason. Only then may they change it.
 */
export const isOpenRestriction = sql`not (${isClosedTo(preparedReader)})`;

type Columns = Record<"createdBy" | "id" | "encounterId", SQLWrapper>;

/**
 * SQL that is true for a clinical record that the reader may see. Pass `patient` as a parameter where possible: the
 * patient's restrictions are then read once, not for each row.
 */
export const isShown = (
  { createdBy, id, encounterId }: Columns,
  patient: SQLWrapper | PatientId,
  reader = preparedReader,
): SQL => sql`(
  ${createdBy} = ${reader.accountId} or not array[${id}, ${encounterId}]::uuid[] && array(
    select ${restriction.recordId} from ${restriction}
    where ${restriction.practiceId} = ${reader.practiceId} and ${restriction.patientId} = ${patient}
      and ${isWithheldFrom(reader)}))`;

/** The same by type. Prescribers must see each allergy, so these are always shown. */
export const isShownOf = (
  { type, table }: { type: ClinicalType; table: Columns },
  patient: SQLWrapper,
  reader = preparedReader,
): SQL => (type === "allergy" ? sql`true` : isShown(table, patient, reader));

/** SQL for the log of changes: an event is shown to whoever sees its record. */
export const isEventShown = () =>
  sql`case record_type ${sql.join(
    restrictableTypes.map((type) => {
      const own = columnsOf(type);
      return sql`when ${sql.raw(`'${type}'`)} then exists (select from ${sql.identifier(type)}
      where ${sql.identifier(type)}.practice_id = ${preparedReader.practiceId} and ${own.id} = ${changeLog.recordId}
        and ${isShownOf({ type, table: own }, own.patientId)})`;
    }),
    sql` `,
  )} else true end`;

/** The columns of a table of records, qualified by its alias. */
export const columnsOf = (name: string): Columns & { patientId: SQL } => {
  const of = (column: string) => sql.raw(`"${name}"."${column}"`);
  return {
    createdBy: of("created_by"),
    id: of("id"),
    encounterId: of(name === "encounter" ? "id" : "encounter_id"),
    patientId: of("patient_id"),
  };
};

/** Creates a function that returns true if the patient has a restricted record that matches the condition. */
const hasRestricted = (isAsked: SQL) => {
  const ofPatient = prepared(["practiceId", "accountId", "patientId"], (db) =>
    db
      .select({ id: restriction.id })
      .from(restriction)
      .where(
        sql`${restriction.practiceId} = ${preparedReader.practiceId}
          and ${restriction.patientId} = ${sql.placeholder("patientId")} and ${isAsked}`,
      )
      .limit(1),
  );
  return async (db: Database, { practiceId, accountId }: Scope, patientId: PatientId): Promise<boolean> =>
    (await ofPatient(db).execute({ practiceId, accountId, patientId })).length > 0;
};

/** Returns true if the patient has a record that is withheld from the reader. */
export const hasWithheld = hasRestricted(isWithheld);

/** Returns true if the patient has a record that the caller needs a reason to see, even if they have given one. */
export const hasClosed = hasRestricted(isClosedTo(preparedReader));

const insertMover = prepared(["practiceId", "accountId", "patientId"], (db) =>
  db
    .update(restriction)
    .set({ movedBy: sql`${preparedReader.accountId}`, movedAt: sql`now()` })
    .where(
      sql`${restriction.practiceId} = ${preparedReader.practiceId}
        and ${restriction.patientId} = ${sql.placeholder("patientId")} and ${isClosedTo(preparedReader)}`,
    ),
);

/**
 * Records the caller as the mover of a patient's restricted records that they may not see. Call this before the
 * patient's assignments move.
 */
export async function recordMover(
  db: Database,
  { practiceId, accountId }: Scope,
  patientId: PatientId,
): Promise<void> {
  await insertMover(db).execute({ practiceId, accountId, patientId });
}

const ofRecord = prepared(["practiceId", "accountId", "id"], (db) =>
  db
    .select({ id: restriction.id })
    .from(restriction)
    .where(
      sql`${restriction.practiceId} = ${preparedReader.practiceId} and ${restriction.recordId} = ${sql.placeholder("id")}
        and ${isWithheld}`,
    ),
);

/** SQL that is true for a record with its own restriction that is withheld from the reader. */
export const isWithheldRecord = (id: SQLWrapper, reader: Reader): SQL => sql`exists (
  select from ${restriction} where ${restriction.practiceId} = ${reader.practiceId}::uuid
    and ${restriction.recordId} = ${id} and ${isWithheldFrom({
      practiceId: sql`${reader.practiceId}::uuid`,
      accountId: sql`${reader.accountId}::uuid`,
    })})`;

/** Throws `ENCOUNTER_NOT_FOUND` if the encounter is withheld from the caller. Then nothing can be recorded in it. */
export async function requireShownEncounter(
  db: Database,
  { practiceId, accountId }: Scope,
  id: EncounterId | null,
): Promise<void> {
  if (id === null) return;
  const [withheld] = await ofRecord(db).execute({ practiceId, accountId, id });
  if (withheld) throw new DomainError("ENCOUNTER_NOT_FOUND");
}
