import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { ImmunizationId } from "../../kernel/field/ids.ts";
import { keptRow } from "../../mechanisms/history/kept-row.ts";
import {
  clinicalTable,
  newestFirst,
  versionFields,
  versionRecord,
} from "../../mechanisms/history/queries.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { clinicalKind } from "../clinical/clinical-kind.ts";
import { immunizationColumns } from "./queries.ts";
import { Immunization } from "./schema.ts";

const versioned = clinicalTable(schema.immunization);
const content = Immunization.omit(unstamped);

export const immunizationKind = clinicalKind<
  Immunization,
  typeof Immunization._output,
  typeof content._output,
  "IMMUNIZATION_NOT_FOUND"
>({
  table: schema.immunization,
  type: "immunization",
  name: "Immunization",
  called: "an immunization",
  restBase: "/immunizations",
  id: ImmunizationId,
  notFound: "IMMUNIZATION_NOT_FOUND",
  record: Immunization,
  content,
  select: (db, versions) =>
    db
      .select({ ...versionFields(versioned), record: immunizationColumns })
      .from(versions)
      .innerJoinLateral(keptRow("immunization", immunizationColumns, versionRecord), sql`true`)
      .orderBy(newestFirst),
  toRecord: (record) => record,
});
