import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { type ObservationRow, observationColumns, toObservation } from "../../chart/observation/queries.ts";
import { Observation } from "../../chart/observation/schema.ts";
import { ObservationId } from "../../kernel/field/ids.ts";
import { clinicalKind } from "./clinical-kind.ts";
import { keptRow } from "./kept-row.ts";
import { clinicalTable, newestFirst, versionFields, versionRecord } from "./queries.ts";
import { unstamped } from "./record-kind.ts";

const versioned = clinicalTable(schema.observation);
const content = Observation.omit(unstamped);

export const observationKind = clinicalKind<
  ObservationRow,
  typeof Observation._output,
  typeof content._output,
  "OBSERVATION_NOT_FOUND"
>({
  table: schema.observation,
  type: "observation",
  name: "Observation",
  called: "an observation",
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
  toRecord: toObservation,
});
