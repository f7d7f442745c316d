import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { procedureColumns } from "../../chart/clinical-procedure/queries.ts";
import { Procedure } from "../../chart/clinical-procedure/schema.ts";
import { ProcedureId } from "../../kernel/field/ids.ts";
import { clinicalKind } from "./clinical-kind.ts";
import { keptRow } from "./kept-row.ts";
import { clinicalTable, newestFirst, versionFields, versionRecord } from "./queries.ts";
import { unstamped } from "./record-kind.ts";

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
