import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { allergyColumns } from "../allergy/queries.ts";
import { Allergy } from "../allergy/schema.ts";
import { AllergyId } from "../field/ids.ts";
import { keptRow } from "./kept-row.ts";
import { clinicalTable, newestFirst, type VersionRow, versionFields, versionRecord } from "./queries.ts";
import { type ReadableKind, unstamped } from "./record-kind.ts";

const versioned = clinicalTable(schema.allergy);
const content = Allergy.omit(unstamped);

/** Each change is a procedure of its own, so none is reverted. */
export const allergyKind: ReadableKind<
  VersionRow & { record: Allergy },
  typeof Allergy._output,
  typeof content._output,
  "ALLERGY_NOT_FOUND"
> = {
  ...versioned,
  type: "allergy",
  reads: "clinical:read",
  name: "Allergy",
  called: "an allergy",
  described: { practice: "an allergy", patient: "an allergy of the patient" },
  restBase: "/allergies",
  id: AllergyId,
  notFound: "ALLERGY_NOT_FOUND",
  record: Allergy,
  content,
  select: (db, versions) =>
    db
      .select({ ...versionFields(versioned), record: allergyColumns })
      .from(versions)
      .innerJoinLateral(keptRow("allergy", allergyColumns, versionRecord), sql`true`)
      .orderBy(newestFirst),
  toRecord: ({ record }) => record,
  relatedIds: ({ isThere, record }) => (isThere ? [record.patientId] : []),
};
