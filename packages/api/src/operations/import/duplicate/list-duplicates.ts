import { type Database, prepared } from "@caretype/db";
import { importBatch } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError, invalidInput } from "../../../kernel/error/domain-error.ts";
import { PatientId } from "../../../kernel/field/ids.ts";
import { cursorOf, leastId, readCursor } from "../../../kernel/field/paging.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { withoutDistinct } from "../../../people/patient/duplicate/distinct-pairs.ts";
import {
  briefOf,
  type ComparedPair,
  comparedPairs,
  type PairRow,
} from "../../../people/patient/duplicate/pairs.ts";
import { isShownImport, mayReadClinical } from "../queries.ts";
import type { ImportDuplicate, ImportDuplicatePage, ListImportDuplicates } from "../schema.ts";
import { firstOtherPatient, lastOfSlice, pairsBetween } from "./import-duplicates.ts";

/** The slices compared for one page. A page may therefore be short or empty and still have a next one. */
const maxSlices = 10;

/** The patient after which the slice begins, and the last pair of the previous page in that slice. */
const Place = z.strictObject({ after: PatientId, newId: PatientId, thereId: PatientId });
type Place = z.output<typeof Place>;

const beginningAt = (after: PatientId): Place => ({ after, newId: leastId, thereId: leastId });

const made = { practiceId: sql.placeholder("practiceId"), importId: sql.placeholder("importId") };
const [after, last] = [sql.placeholder("after"), sql.placeholder("last")];

const beginning = prepared(["practiceId", "importId", "mayClinical"], (db) =>
  db
    .select({ otherPatient: sql<PatientId | null>`${firstOtherPatient(made)}` })
    .from(importBatch)
    .where(
      and(eq(importBatch.practiceId, made.practiceId), eq(importBatch.id, made.importId), isShownImport),
    ),
);
const sliceEnd = prepared(["practiceId", "importId", "after"], (db) =>
  db
    .select({ last: sql<PatientId | null>`next.last` })
    .from(sql`(select ${lastOfSlice(made, after)} as last) as next`),
);
const pairs = prepared(["practiceId", "importId", "after", "last"], (db) =>
  db
    .select({
      newId: sql<PatientId>`"newId"`,
      thereId: sql<PatientId>`"thereId"`,
      added: sql<PairRow["added"]>`added`,
      there: sql<PairRow["there"]>`there`,
    })
    .from(pairsBetween(made, { after, last }))
    .orderBy(sql`"newId", "thereId"`),
);

/** Lists the current duplicate pairs of an import. Throws `IMPORT_NOT_FOUND`, also for one that is not listed. */
export async function listImportDuplicates(
  db: Database,
  caller: Pick<Scope, "practiceId" | "permissions">,
  { id: importId, limit, cursor }: ListImportDuplicates,
): Promise<ImportDuplicatePage> {
  const { practiceId } = caller;
  const key = { practiceId, importId };
  const [batch] = await beginning(db).execute({ ...key, mayClinical: mayReadClinical(caller) });
  if (!batch) throw new DomainError("IMPORT_NOT_FOUND");
  let place = placeIn(cursor);
  const items: ComparedPair[] = [];
  if (batch.otherPatient === null) return { items: [], nextCursor: null };
  for (let slices = 0; slices < maxSlices; slices++) {
    const { after: start, newId, thereId } = place;
    const [slice] = await sliceEnd(db).execute({ ...key, after: start });
    if (!slice?.last) return { items: items.map(toItem), nextCursor: null };
    const rows = await pairs(db).execute({ ...key, after: start, last: slice.last });
    const after = comparedPairs(rows).filter(
      (pair) => pair.newId > newId || (pair.newId === newId && pair.thereId > thereId),
    );
    const found = await withoutDistinct(db, practiceId, after);
    const taken = found.slice(0, limit - items.length);
    items.push(...taken);
    const cut = taken.length < found.length ? items.at(-1) : undefined;
    place = cut ? { after: start, newId: cut.newId, thereId: cut.thereId } : beginningAt(slice.last);
    if (items.length === limit) break;
  }
  return { items: items.map(toItem), nextCursor: cursorOf(place) };
}

const toItem = ({ newId, thereId, added, there, score, reasons }: ComparedPair): ImportDuplicate => ({
  made: briefOf(newId, added),
  there: briefOf(thereId, there),
  score,
  reasons,
});

function placeIn(cursor: string | undefined): Place {
  if (cursor === undefined) return beginningAt(leastId);
  const place = readCursor(cursor, Place);
  if (!place) throw invalidInput({ cursor: ["Not a cursor of this list"] });
  return place;
}
