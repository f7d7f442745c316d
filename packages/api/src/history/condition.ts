import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { conditionColumns } from "../condition/queries.ts";
import { Condition } from "../condition/schema.ts";
import { ConditionId } from "../field/ids.ts";
import { keptRow } from "./kept-row.ts";
import { clinicalTable, newestFirst, type VersionRow, versionFields, versionRecord } from "./queries.ts";
import { type ReadableKind, unstamped } from "./record-kind.ts";

const versioned = clinicalTable(schema.condition);
const content = Condition.omit(unstamped);

/** Each change is a procedure of its own, so none is reverted. */
export const conditionKind: ReadableKind<
  VersionRow & { record: Condition },
  typeof Condition._output,
  typeof content._output,
  "CONDITION_NOT_FOUND"
> = {
  ...versioned,
  type: "condition",
  reads: "clinical:read",
  name: "Condition",
  called: "a condition",
  described: { practice: "a condition", patient: "a condition of the patient" },
  restBase: "/conditions",
  id: ConditionId,
  notFound: "CONDITION_NOT_FOUND",
  record: Condition,
  content,
  select: (db, versions) =>
    db
      .select({ ...versionFields(versioned), record: conditionColumns })
      .from(versions)
      .innerJoinLateral(keptRow("condition", conditionColumns, versionRecord), sql`true`)
      .orderBy(newestFirst),
  toRecord: ({ record }) => record,
  relatedIds: ({ isThere, record }) => (isThere ? [record.patientId] : []),
};
