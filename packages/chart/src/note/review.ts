import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, EncounterId, NoteId, PatientId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { keptRow } from "@caretype/core/mechanisms/history/kept-row";
import { type Database, pick, prepared, type schema } from "@caretype/db";
import { encounter, noteSignature, recordVersion } from "@caretype/db/schema";
import { and, asc, eq, sql } from "drizzle-orm";
import { ofEachInEncounters } from "../clinical/patient-records.ts";
import { columnsOf, isShownOf, requireShownEncounter } from "../clinical/shown.ts";
import { hashReviewed } from "./content.ts";
import type { Review, Reviewed, ReviewedEncounter } from "./schema.ts";

/** The common fields of a note and a draft. */
export type NoteContent = {
  patientId: PatientId;
  encounterId: EncounterId | null;
  kind: string;
  text: string;
  recordedAt: string;
  createdBy: AccountId;
  /** Undefined for a draft, because it follows from its encounter. */
  isLate?: boolean;
};

const practice = sql.placeholder("practiceId");
const id = sql.placeholder("id");
const covered = {
  ...pick(encounter, "id", "version", "class", "status", "reason", "doctorId", "startedAt", "endedAt"),
};

const selectCurrent = (db: Database) =>
  db
    .select({ ...covered, lockedAt: encounter.lockedAt, errorReason: encounter.errorReason })
    .from(encounter)
    .where(and(eq(encounter.practiceId, practice), eq(encounter.id, id)));
const current = prepared(["practiceId", "id"], (db) => selectCurrent(db));
// Waits for concurrent records in the encounter, and for its lock.
const lockedCurrent = prepared(["practiceId", "id"], (db) => selectCurrent(db).for("no key update"));

/** Locks a note's encounter until the transaction ends, so that the reviewed content stays. */
export const lockEncounterOf = async (
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  encounterId: EncounterId | null,
): Promise<void> => {
  if (encounterId !== null) await lockedCurrent(db).execute({ practiceId, id: encounterId });
};

const version = sql`${sql.placeholder("version")}::int`;
const isVersion = sql`practice_id = ${practice} and version = ${version}`;
const atVersion = prepared(["practiceId", "id", "version"], (db) =>
  db.select(covered).from(
    keptRow(
      "encounter",
      covered,
      sql`(
          select to_jsonb(now) from ${encounter} as now where ${isVersion} and id = ${id}
          union all
          select record from ${recordVersion} where ${isVersion} and record_id = ${id} and record_type = 'encounter')`,
    ),
  ),
);

/** Finds an encounter as of a version. Null if the version is gone. */
export async function findEncounterAt(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  seen: { id: EncounterId; version: number },
): Promise<ReviewedEncounter | null> {
  const [row] = await atVersion(db).execute({ practiceId, ...seen });
  return row?.id ? row : null;
}

/** SQL that is true for a record that the reader may see. */
export const shownOf = (type: schema.ClinicalType) => {
  const own = columnsOf(type);
  return isShownOf({ type, table: own }, own.patientId);
};

/** The records of an encounter that the signer may see, in the order that a signature covers. */
const recordsOf = prepared(["practiceId", "accountId", "id", "noteId"], (db) =>
  db
    .select({
      kind: sql<Reviewed["records"][number]["kind"]>`kind`,
      id: sql<Reviewed["records"][number]["id"]>`id`,
      version: sql<number>`version`,
    })
    .from(
      sql`(${ofEachInEncounters(
        (type, table) => sql`
          select ${sql.raw(`'${type}'`)} as kind, id, version from ${table}
          where practice_id = ${practice} and encounter_id = ${id} and error_reason is null
            and id is distinct from ${sql.placeholder("noteId")} and ${shownOf(type)}`,
      )}) as record`,
    )
    .orderBy(sql`kind, id`),
);

/** Oldest first. */
const amendmentsOf = prepared(["practiceId", "id"], (db) =>
  db
    .select(pick(noteSignature, "id", "kind", "text", "reason"))
    .from(noteSignature)
    .where(
      and(
        eq(noteSignature.practiceId, practice),
        eq(noteSignature.noteId, id),
        sql`${noteSignature.kind} <> 'signature'`,
      ),
    )
    .orderBy(asc(noteSignature.signedAt), asc(noteSignature.id)),
);

/**
 * Returns what a signature covers now. `noteId` is null for a draft, which has no amendments yet. Throws
 * `ENCOUNTER_NOT_FOUND` if the encounter is withheld from the caller, and `RECORD_IN_ERROR` for a draft in an
 * encounter that was entered in error.
 */
export async function reviewContent(
  db: Database,
  scope: Scope,
  { noteId, content }: { noteId: NoteId | null; content: NoteContent },
): Promise<Review> {
  const { practiceId, accountId } = scope;
  const { encounterId, createdBy: author, patientId, kind, text, recordedAt } = content;
  await requireShownEncounter(db, scope, encounterId);
  const [found] = encounterId === null ? [] : await current(db).execute({ practiceId, id: encounterId });
  const records =
    encounterId === null
      ? []
      : await recordsOf(db).execute({ practiceId, accountId, id: encounterId, noteId });
  const amendments = noteId === null ? [] : await amendmentsOf(db).execute({ practiceId, id: noteId });
  const { lockedAt, errorReason, ...seen } = found ?? { lockedAt: null, errorReason: null };
  // A signed note can still be corrected there.
  if (noteId === null && errorReason !== null) throw new DomainError("RECORD_IN_ERROR");
  const reviewed: Reviewed = {
    patientId,
    author,
    kind,
    text,
    recordedAt,
    isLate: content.isLate ?? lockedAt !== null,
    encounter: "id" in seen ? seen : null,
    records,
    amendments,
  };
  return { ...reviewed, hash: hashReviewed(reviewed).toString("hex") };
}
