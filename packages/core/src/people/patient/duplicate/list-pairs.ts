import { type Database, prepared } from "@caretype/db";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { invalidInput } from "../../../kernel/error/domain-error.ts";
import { PatientId, type PracticeId } from "../../../kernel/field/ids.ts";
import { cursorOf, maxId, minId, readCursor } from "../../../kernel/field/paging.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { withoutDistinct } from "./distinct-pairs.ts";
import { briefOf, type ComparedPair, comparedPairs, pairColumns, pairsOf } from "./pairs.ts";
import { comparedAtOnce, type ListPatientPairs, type PatientPair, type PatientPairPage } from "./schema.ts";

/** The last pair of the previous page. `minId`: all older patients were compared. */
const Cursor = z.tuple([PatientId, PatientId]);
type Place = { newId: PatientId; thereId: PatientId };

const beginning: Place = { newId: maxId, thereId: minId };

/**
 * Patients compared per statement, and pairs read of them. Bounded, so that other calls run in between even where all
 * patients have the same name.
 */
const comparedPerStatement = 25;
const pairsPerStatement = 1_000;

const names = ["practiceId", "from", "most"] as const;
const practiceId = sql`${sql.placeholder("practiceId")}::uuid`;
const newest = sql`
  select id as record_id from patient
  where practice_id = ${practiceId} and id <= ${sql.placeholder("from")}::uuid
  order by id desc limit ${sql.placeholder("most")}`;

/** The end of the slice, as a page may find no pair. */
const sliceEnd = prepared(names, (db) =>
  db
    .select({ last: sql<PatientId | null>`min(record_id::text)`, patients: sql<number>`count(*)::int` })
    .from(sql`(${newest}) as slice`),
);

const after = sql`(added.id < ${sql.placeholder("from")}::uuid or candidate.id < ${sql.placeholder("below")}::uuid)`;

const pairs = prepared([...names, "below"], (db) =>
  db
    .select(pairColumns)
    .from(
      pairsOf({
        practiceId,
        patients: newest,
        // `is true` keeps the planner from walking the primary key instead of the rule's index.
        isOther: sql`(candidate.id < added.id and ${after}) is true`,
      }),
    )
    .orderBy(sql`"newId" desc, "thereId" desc`)
    .limit(pairsPerStatement),
);

/**
 * Lists pairs of patients who may be the same person, by the newer patient. Compares a fixed number of patients with
 * all older ones, so that a page's time does not depend on the practice's size. A page may therefore be short or
 * empty and still have a next one.
 */
export async function listPatientPairs(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  { limit, cursor }: ListPatientPairs,
): Promise<PatientPairPage> {
  const found: ComparedPair[] = [];
  let place: Place | null = decodeCursor(cursor);
  for (let compared = 0; place && compared < comparedAtOnce && found.length < limit; ) {
    const slice = await compareSlice(db, practiceId, place);
    found.push(...slice.pairs);
    place = slice.next;
    compared += comparedPerStatement;
  }
  const next = found.length > limit ? found[limit - 1] : place;
  return {
    items: found.slice(0, limit).map(toItem),
    nextCursor: next ? cursorOf([next.newId, next.thereId]) : null,
  };
}

/** Compares the next patients. `next` is null after the oldest. */
async function compareSlice(
  db: Database,
  practiceId: PracticeId,
  { newId: from, thereId: below }: Place,
): Promise<{ pairs: ComparedPair[]; next: Place | null }> {
  const slice = { practiceId, from, most: comparedPerStatement };
  const [end] = await sliceEnd(db).execute(slice);
  if (!end?.last) return { pairs: [], next: null };
  const rows = await pairs(db).execute({ ...slice, below });
  const cut = rows.length === pairsPerStatement ? rows.at(-1) : undefined;
  const next = cut ?? (end.patients < comparedPerStatement ? null : { newId: end.last, thereId: minId });
  return { pairs: await withoutDistinct(db, practiceId, comparedPairs(rows)), next };
}

const toItem = ({ newId, thereId, added, there, score, reasons }: ComparedPair): PatientPair => ({
  newer: briefOf(newId, added),
  older: briefOf(thereId, there),
  score,
  reasons,
});

function decodeCursor(cursor: string | undefined): Place {
  if (cursor === undefined) return beginning;
  const place = readCursor(cursor, Cursor);
  if (!place) throw invalidInput({ cursor: ["Not a cursor of this list"] });
  const [newId, thereId] = place;
  return { newId, thereId };
}
