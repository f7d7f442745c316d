import { permit, router } from "../procedure.ts";
import { rest } from "../rest.ts";
import { readAccessReport } from "./access-report.ts";
import { listEntries } from "./list-entries.ts";
import { AccessReportInput, AccessReportPage, EntryPage, ListEntries } from "./schema.ts";

export const auditTrailRouter = router({
  accessReport: permit("audit:read")
    .meta(
      rest("GET /patients/{patientId}/access-report", "Who looked at a patient's record, newest first", {
        csv: true,
      }),
    )
    .input(AccessReportInput)
    .output(AccessReportPage)
    .query(({ ctx, input }) => readAccessReport({ db: ctx.db, searcher: ctx.searcher() }, ctx.scope, input)),

  list: permit("audit:read")
    .meta(rest("GET /audit", "Search the practice's audit", { csv: true }))
    .input(ListEntries)
    .output(EntryPage)
    .query(({ ctx, input }) => listEntries(ctx.searcher(), ctx.scope, input)),
});
