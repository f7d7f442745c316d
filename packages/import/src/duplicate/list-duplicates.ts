import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import { PatientId } from "@caretype/core/kernel/field/ids";
import { cursorOf, minId, readCursor } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { briefOf, type ComparedPair } from "@caretype/core/people/patient/duplicate/pairs";
import type { Database } from "@caretype/db";
import { z } from "zod";
import { mayReadClinical } from "../queries.ts";
import type { ImportDuplicate, ImportDuplicatePage, ListImportDuplicates } from "../schema.ts";
import { hasOtherPatients, pairsAfter } from "./import-duplicates.ts";

/** The slices compared for one page. A page may therefore be short or empty and still have a next one. */
const maxSlices = 10;

/** The patient before the slice, and the previous page's last pair in that slice. */
const Place = z.strictObject({ after: PatientId, newId: PatientId, thereId: PatientId });
type Place = z.output<typeof Place>;

const beginningAt = (after: PatientId): Place => ({ after, newId: minId, thereId: minId });

/** Lists the current duplicate pairs of an import. Throws `IMPORT_NOT_FOUND`, also for an unlisted one. */
export async function listImportDuplicates(
  db: Database,
  caller: Pick<Scope, "practiceId" | "permissions">,
  { id: importId, limit, cursor }: ListImportDuplicates,
): Promise<ImportDuplicatePage> {
  const key = { practiceId: caller.practiceId, importId };
  let place = placeIn(cursor);
  const items: ComparedPair[] = [];
  if (!(await hasOtherPatients(db, { ...key, mayClinical: mayReadClinical(caller) })))
    return { items: [], nextCursor: null };
  for (let slices = 0; slices < maxSlices; slices++) {
    const { after: start, newId, thereId } = place;
    const slice = await pairsAfter(db, key, start);
    if (!slice) return { items: items.map(toItem), nextCursor: null };
    const found = slice.pairs.filter(
      (pair) => pair.newId > newId || (pair.newId === newId && pair.thereId > thereId),
    );
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
  if (cursor === undefined) return beginningAt(minId);
  const place = readCursor(cursor, Place);
  if (!place) throw invalidInput({ cursor: ["Not a cursor of this list"] });
  return place;
}
