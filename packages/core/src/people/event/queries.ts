import { type Database, prepared } from "@caretype/db";
import { changeLog } from "@caretype/db/schema";
import { type SQL, sql } from "drizzle-orm";
import type { PatientId, PracticeId } from "../../kernel/field/ids.ts";
import { uuids } from "../../kernel/field/uuids.ts";
import { hooksOf } from "../../kernel/hooks.ts";
import type { LogPlace } from "./cursor.ts";

const practice = sql.placeholder("practiceId");
const ofPractice = sql`${changeLog.practiceId} = ${practice}`;
const endOf = (direction: "asc" | "desc") =>
  sql`from ${changeLog} where ${ofPractice} order by place ${sql.raw(direction)} limit 1`;

const bounds = prepared(["practiceId", "place"], (db) =>
  db
    .select({
      first: sql<number | null>`(select place ${endOf("asc")})`.mapWith(changeLog.place),
      lastPlace: sql<number | null>`(select place ${endOf("desc")})`.mapWith(changeLog.place),
      lastId: sql<string | null>`(select id ${endOf("desc")})`,
      idThere: sql<
        string | null
      >`(select id from ${changeLog} where ${ofPractice} and place = ${sql.placeholder("place")})`,
    })
    .from(sql`(select) as one`),
);

/** Returns the first place and the last one, which have no event in an empty log, and the id of the event at a place. */
export async function findBounds(db: Database, practiceId: PracticeId, place: number) {
  const [row] = await bounds(db).execute({ practiceId, place });
  const last: LogPlace | undefined =
    row?.lastId == null || row.lastPlace === null ? undefined : { place: row.lastPlace, id: row.lastId };
  return { first: row?.first ?? null, last, idThere: row?.idThere ?? null };
}

/** SQL that is true for events that modules do not withhold from the reader. */
const isShown = (): SQL =>
  sql.join([sql`true`, ...hooksOf("events").map(({ isShown: shown }) => shown())], sql` and `);

const page = prepared(
  ["practiceId", "accountId", "after", "last", "types", "unguarded", "patientId", "limit"],
  (db) =>
    db
      .select()
      .from(changeLog)
      .where(
        sql`${ofPractice} and place > ${sql.placeholder("after")} and place <= ${sql.placeholder("last")}
          and record_type || '.' || action = any(${sql.placeholder("types")}::text[])
          and (not is_guarded or record_type = any(${sql.placeholder("unguarded")}::text[]))
          and (${sql.placeholder("patientId")}::uuid is null
            or ${sql.placeholder("patientId")}::uuid in (patient_id, record_id))
          and ${isShown()}`,
      )
      .orderBy(changeLog.place)
      .limit(sql.placeholder("limit")),
);

type Asked = {
  practiceId: PracticeId;
  accountId: string;
  /** Exclusive and inclusive. */
  after: number;
  last: number;
  /** `patient.created`, by the table's name. */
  types: readonly string[];
  /** The tables whose guarded fields the reader sees. */
  unguarded: readonly string[];
  patientId: PatientId | null;
  limit: number;
};

export type ChangeRow = Awaited<ReturnType<typeof selectChanges>>[number];

/** Changes in the order of the log. */
export const selectChanges = (db: Database, { types, unguarded, ...asked }: Asked) =>
  page(db).execute({ ...asked, types: `{${types.join(",")}}`, unguarded: `{${unguarded.join(",")}}` });

/** Deletes changes of persons and of their records from the log. Their places remain, so that cursors stay valid. */
export async function forgetChanges(
  db: Database,
  {
    practiceId,
    personIds,
    ids,
  }: { practiceId: PracticeId; personIds: readonly string[]; ids: readonly string[] },
): Promise<void> {
  const isOf = sql`practice_id = ${practiceId}::uuid and (patient_id = any(${uuids(personIds)}) or record_id = any(${uuids(ids)}))`;
  await db.execute(sql`delete from change_pending where ${isOf}`);
  await db.execute(sql`
    update change_log set record_type = '', action = '', record_id = null, patient_id = null, version = null,
      withheld_versions = 0, count = null, account_id = null, request_id = null
    where ${isOf}`);
}

const deletedAtOnce = 5_000;

/** Deletes changes after this number of days, but never the last one of a practice, which cursors name. */
export async function deleteOldChanges(db: Database, days: number): Promise<void> {
  let deleted: readonly unknown[];
  do
    deleted = await db.execute(sql`
      with old as (
        select practice_id, place from change_log
        where at < now() - make_interval(days => ${days})
          and place < (select place from change_place where change_place.practice_id = change_log.practice_id)
        limit ${deletedAtOnce}
      )
      delete from change_log using old
      where change_log.practice_id = old.practice_id and change_log.place = old.place returning 1`);
  while (deleted.length === deletedAtOnce);
}

declare module "../../kernel/hooks.ts" {
  interface ModuleHooks {
    events?: {
      /**
       * SQL that is false for a row of `change_log` about a record that the reader may not see. Its placeholders are
       * `practiceId` and `accountId`.
       */
      isShown(): SQL;
    };
  }
}
