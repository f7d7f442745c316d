import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { medicationColumns } from "../../chart/medication/queries.ts";
import { Medication } from "../../chart/medication/schema.ts";
import { MedicationId } from "../../kernel/field/ids.ts";
import { clinicalKind } from "./clinical-kind.ts";
import { keptRow } from "./kept-row.ts";
import { clinicalTable, newestFirst, versionFields, versionRecord } from "./queries.ts";
import { unstamped } from "./record-kind.ts";

const versioned = clinicalTable(schema.medication);
const content = Medication.omit(unstamped);

export const medicationKind = clinicalKind<
  Medication,
  typeof Medication._output,
  typeof content._output,
  "MEDICATION_NOT_FOUND"
>({
  table: schema.medication,
  type: "medication",
  name: "Medication",
  called: "a medication",
  restBase: "/medications",
  id: MedicationId,
  notFound: "MEDICATION_NOT_FOUND",
  record: Medication,
  content,
  select: (db, versions) =>
    db
      .select({ ...versionFields(versioned), record: medicationColumns })
      .from(versions)
      .innerJoinLateral(keptRow("medication", medicationColumns, versionRecord), sql`true`)
      .orderBy(newestFirst),
  toRecord: (record) => record,
});
