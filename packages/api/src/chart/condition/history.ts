import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { ConditionId } from "../../kernel/field/ids.ts";
import { keptRow } from "../../mechanisms/history/kept-row.ts";
import {
  clinicalTable,
  newestFirst,
  versionFields,
  versionRecord,
} from "../../mechanisms/history/queries.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { clinicalKind } from "../clinical/clinical-kind.ts";
import { conditionColumns } from "./queries.ts";
import { Condition } from "./schema.ts";

const versioned = clinicalTable(schema.condition);
const content = Condition.omit(unstamped);

export const conditionKind = clinicalKind<
  Condition,
  typeof Condition._output,
  typeof content._output,
  "CONDITION_NOT_FOUND"
>({
  table: schema.condition,
  type: "condition",
  name: "Condition",
  called: "a condition",
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
  toRecord: (record) => record,
});
