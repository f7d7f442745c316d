import { ofPatient } from "../../../kernel/audit-log/description.ts";
import { protectedProcedure, router } from "../../../kernel/procedure/builder.ts";
import { readAccessReport } from "./access-report.ts";
import { listEntries } from "./find-entries.ts";
import { listBreakGlass } from "./list-break-glass.ts";
import { nameRecords } from "./name-records.ts";
import * as schema from "./schema.ts";

const ofMerged =
  "Includes access to patients who were merged into this one, unless the merge was undone. " +
  "`patient_id` is the patient whose record it was.";

const ofPractice =
  "All calls made in the practice, including refused ones, and commands that affected it. Sign-ins, session refreshes and " +
  "registrations without an invitation belong to an account and to no practice, and calls without a valid token to " +
  "nobody known. These are in the audit, but not in this list.";

const ofGlass =
  "Each entry let one staff account read one patient for half an hour. Newest first. What was read is in the audit, " +
  "where `basis` names the id.";

export const auditTrailRouter = router({
  accessReport: protectedProcedure("audit:read", {
    describes: ofPatient("Read a patient's access log"),
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /patients/{patientId}/access-report", "Read a patient's access log, newest first", {
      description: ofMerged,
      csv: true,
    })
    .input(schema.AccessReportInput)
    .output(schema.AccessReportPage)
    .query(({ ctx, input }) => readAccessReport({ db: ctx.db, searcher: ctx.searcher() }, ctx.scope, input)),

  list: protectedProcedure("audit:read", {
    describes: { practice: "Searched the audit", patient: "Searched the audit for the patient" },
  })
    .rest("GET /audit", "Search the practice's audit", { description: ofPractice, csv: true })
    .input(schema.ListEntries)
    .output(schema.EntryPage)
    .query(({ ctx, input }) => {
      const { database } = ctx.services;
      const { practiceId } = ctx.scope;
      // A replica may lack entries of transactions that have ended.
      const searcher =
        input.sort === "oldest"
          ? database.readsFor(practiceId).searcher(practiceId, ctx.client)
          : ctx.searcher();
      return listEntries({ primary: database.reader, searcher }, ctx.scope, input);
    }),

  recordNames: protectedProcedure("audit:read", {
    describes: {
      practice: "Read the names of records in the audit",
      patient: "Read the patient's name in the audit",
    },
  })
    .rest("GET /audit/record-names", "Read the names of records in the practice's audit", {
      description:
        "Returns the practice's patients, doctors of the directory, and accounts that acted in the practice, " +
        "also removed and erased ones. Omits other ids, and records that your role may not read.",
    })
    .input(schema.NamesOfRecords)
    .output(schema.NamedRecordPage)
    .query(({ ctx, input: { ids } }) => nameRecords(ctx.pageReader({ limit: ids.length }), ctx.scope, ids)),

  breakGlass: protectedProcedure("audit:read", {
    describes: {
      practice: "Listed emergency access",
      patient: "Saw the patient in the list of emergency access",
    },
  })
    .rest(
      "GET /audit/break-glass",
      "List emergency access by staff to the practice's patients, with reasons",
      {
        description: ofGlass,
        csv: true,
      },
    )
    .input(schema.ListBreakGlass)
    .output(schema.BreakGlassPage)
    .query(({ ctx, input }) => listBreakGlass(ctx.pageReader(input), ctx.scope, input)),
});
