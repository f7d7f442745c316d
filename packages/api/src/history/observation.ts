import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { ObservationId } from "../field/ids.ts";
import { type ObservationRow, observationColumns, toObservation } from "../observation/queries.ts";
import { Observation } from "../observation/schema.ts";
import { keptRow } from "./kept-row.ts";
import { clinicalTable, newestFirst, type VersionRow, versionFields, versionRecord } from "./queries.ts";
import { type ReadableKind, unstamped } from "./record-kind.ts";

const versioned = clinicalTable(schema.observation);
const content = Observation.omit(unstamped);

/** Each change is a procedure of its own, so none is reverted. */
export const observationKind: ReadableKind<
  VersionRow & { record: ObservationRow },
  typeof Observation._output,
  typeof content._output,
  "OBSERVATION_NOT_FOUND"
> = {
  ...versioned,
  type: "observation",
  reads: "clinical:read",
  name: "Observation",
  called: "an observation",
  described: { practice: "an observation", patient: "an observation of the patient" },
  restBase: "/observations",
  id: ObservationId,
  notFound: "OBSERVATION_NOT_FOUND",
  record: Observation,
  content,
  select: (db, versions) =>
    db
      .select({ ...versionFields(versioned), record: observationColumns })
      .from(versions)
      .innerJoinLateral(keptRow("observation", observationColumns, versionRecord), sql`true`)
      .orderBy(newestFirst),
  toRecord: ({ record }) => toObservation(record),
  relatedIds: ({ isThere, record }) => (isThere ? [record.patientId] : []),
};
