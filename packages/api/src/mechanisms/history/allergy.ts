import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { allergyColumns } from "../../chart/allergy/queries.ts";
import { Allergy } from "../../chart/allergy/schema.ts";
import { AllergyId } from "../../kernel/field/ids.ts";
import { clinicalKind } from "./clinical-kind.ts";
import { keptRow } from "./kept-row.ts";
import { clinicalTable, newestFirst, versionFields, versionRecord } from "./queries.ts";
import { unstamped } from "./record-kind.ts";

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
