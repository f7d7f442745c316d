import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { MedicationId } from "../../kernel/field/ids.ts";
import { keptRow } from "../../mechanisms/history/kept-row.ts";
import {
  clinicalTable,
  newestFirst,
  versionFields,
  versionRecord,
} from "../../mechanisms/history/queries.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { clinicalKind } from "../clinical/clinical-kind.ts";
import { medicationColumns } from "./queries.ts";
import { Medication } from "./schema.ts";

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
