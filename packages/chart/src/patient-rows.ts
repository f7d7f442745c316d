import { AllergyId } from "@caretype/core/kernel/field/ids";
import { uuids } from "@caretype/core/kernel/field/uuids";
import type { PatientRows } from "@caretype/core/people/hooks";
import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { findEnded, findStatements, resumeStatements } from "./allergy/none-known.ts";
import {
  eraseRecords,
  findRecords,
  findSignedNotes,
  keepMovedVersions,
  MovedRecords,
  moveAllRecords,
  moveRecords,
  requireNoRecords,
} from "./clinical/patient-records.ts";
import { hasEarlierRecords } from "./clinical/recordable.ts";
import { recordMover } from "./clinical/shown.ts";

const Moved = z.object({
  records: MovedRecords.default({}),
  /** Statements that no allergy is known, which the merge ended. */
  endedStatements: z.array(AllergyId).default([]),
});

export const chartOfPatient: PatientRows = {
  tables: [...schema.clinicalTypes, "note_draft", "restriction"],
  hasEarlier: hasEarlierRecords,
  requireRemovable: requireNoRecords,
  async move(db, scope, { fromId, toId }): Promise<z.output<typeof Moved>> {
    await recordMover(db, scope, fromId);
    const statements = await findStatements(db, scope, [toId, fromId]);
    const records = await moveAllRecords(db, scope, { fromId, toId });
    return { records, endedStatements: await findEnded(db, scope, statements) };
  },
  async moveBack(db, scope, { moved, mergedAt, withIds, ...move }) {
    const { records, endedStatements } = Moved.parse(moved);
    await moveRecords(db, scope, { records, appointments: withIds, ...move });
    const ended = endedStatements.map((id) => ({ id, since: mergedAt }));
    await resumeStatements(db, scope, ended);
    return [];
  },
  async find(db, scope, patientIds) {
    const ids = await findRecords(db, scope, patientIds);
    return { counted: "clinicalRecords", ids, audited: await findSignedNotes(db, scope, patientIds) };
  },
  async erase(db, scope, patientIds) {
    await eraseRecords(db, scope, patientIds);
    await keepMovedVersions(db, scope, patientIds);
    const persons = uuids(patientIds);
    await db.execute(sql`
      delete from record_move where practice_id = ${scope.practiceId}::uuid
        and (from_id = any(${persons}) or to_id = any(${persons}))`);
  },
};
