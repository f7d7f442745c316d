import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { ProcedureId } from "../../kernel/field/ids.ts";
import { keptRow } from "../../mechanisms/history/kept-row.ts";
import {
  clinicalTable,
  newestFirst,
  versionFields,
  versionRecord,
} from "../../mechanisms/history/queries.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { clinicalKind } from "../clinical/clinical-kind.ts";
import { procedureColumns } from "./queries.ts";
import { Procedure } from "./schema.ts";

const versioned = clinicalTable(schema.procedure);
const content = Procedure.omit(unstamped);

export const procedureKind = clinicalKind<
  Procedure,
  typeof Procedure._output,
  typeof content._output,
  "PROCEDURE_NOT_FOUND"
>({
  table: schema.procedure,
  type: "procedure",
  name: "Procedure",
  called: "a procedure",
  restBase: "/procedures",
  id: ProcedureId,
  notFound: "PROCEDURE_NOT_FOUND",
  record: Procedure,
  content,
  select: (db, versions) =>
    db
      .select({ ...versionFields(versioned), record: procedureColumns })
      .from(versions)
      .innerJoinLateral(keptRow("procedure", procedureColumns, versionRecord), sql`true`)
      .orderBy(newestFirst),
  toRecord: (record) => record,
});
