import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { AllergyId } from "../../kernel/field/ids.ts";
import { keptRow } from "../../mechanisms/history/kept-row.ts";
import {
  clinicalTable,
  newestFirst,
  versionFields,
  versionRecord,
} from "../../mechanisms/history/queries.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { clinicalKind } from "../clinical/clinical-kind.ts";
import { allergyColumns } from "./queries.ts";
import { Allergy } from "./schema.ts";

const versioned = clinicalTable(schema.allergy);
const content = Allergy.omit(unstamped);

export const allergyKind = clinicalKind<
  Allergy,
  typeof Allergy._output,
  typeof content._output,
  "ALLERGY_NOT_FOUND"
>({
  table: schema.allergy,
  type: "allergy",
  name: "Allergy",
  called: "an allergy",
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
  toRecord: (record) => record,
  // Each allergy is shown to all who may read clinical records. Its withheld encounter is not.
  ifWithheld: (record) => ({ ...record, encounterId: null }),
});
