import { protectedProcedure, router } from "../../procedure/builder.ts";
import { rest } from "../../procedure/rest.ts";
import { readAccessReport } from "./access-report.ts";
import { listBreakGlass } from "./list-break-glass.ts";
import { listEntries } from "./list-entries.ts";
import {
  AccessReportInput,
  AccessReportPage,
  BreakGlassPage,
  EntryPage,
  ListBreakGlass,
  ListEntries,
} from "./schema.ts";

const ofMerged =
  "Who looked at those who were merged into the patient is in it, too, as long as the merge is not undone: " +
  "`patient_id` says whose record it was.";

const ofPractice =
  "Every call that was made in the practice, refused ones too, and what the command line did to it. A log-in, a renewed " +
  "session and a registration without an invitation belong to an account and to no practice, and what was refused for " +
  "want of a valid token to nobody known: they are in the audit, and not in this list.";

const ofGlass =
  "Each lets one staff account read one patient for half an hour; the newest first. What was read by it is in the audit, " +
  "whose `basis` names the id.";

export const auditTrailRouter = router({
  accessReport: protectedProcedure("audit:read", {
    describes: {
      practice: "Read who has looked at a patient's record",
      patient: "Read who has looked at the patient's record",
    },
  })
    .meta(
      rest("GET /patients/{patientId}/access-report", "Who looked at a patient's record, newest first", {
        description: ofMerged,
        csv: true,
      }),
    )
    .input(AccessReportInput)
    .output(AccessReportPage)
    .query(({ ctx, input }) => readAccessReport({ db: ctx.db, searcher: ctx.searcher() }, ctx.scope, input)),

  list: protectedProcedure("audit:read", {
    describes: { practice: "Searched the audit", patient: "Searched the audit for the patient" },
  })
    .meta(rest("GET /audit", "Search the practice's audit", { description: ofPractice, csv: true }))
    .input(ListEntries)
    .output(EntryPage)
    .query(({ ctx, input }) => listEntries(ctx.searcher(), ctx.scope, input)),

  breakGlass: protectedProcedure("audit:read", {
    describes: {
      practice: "Looked at a list of staff who broke the glass",
      patient: "Read of staff who broke the glass to the patient's record",
    },
  })
    .meta(
      rest(
        "GET /audit/break-glass",
        "List to which of the practice's patients staff have broken the glass, and why",
        {
          description: ofGlass,
          csv: true,
        },
      ),
    )
    .input(ListBreakGlass)
    .output(BreakGlassPage)
    .query(({ ctx, input }) => listBreakGlass(ctx.pageReader(input), ctx.scope, input)),
});
