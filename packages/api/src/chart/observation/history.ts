import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { ObservationId } from "../../kernel/field/ids.ts";
import { keptRow } from "../../mechanisms/history/kept-row.ts";
import {
  clinicalTable,
  newestFirst,
  versionFields,
  versionRecord,
} from "../../mechanisms/history/queries.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { clinicalKind } from "../clinical/clinical-kind.ts";
import { type ObservationRow, observationColumns, toObservation } from "./queries.ts";
import { Observation } from "./schema.ts";

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
