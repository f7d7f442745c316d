import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { readSummary } from "./read-summary.ts";
import { readTimeline } from "./read-timeline.ts";
import { readTrend } from "./read-trend.ts";
import { ChartOf, ChartSummary, ReadTimeline, ReadTrend, Timeline, Trend } from "./schema.ts";

export const chartRouter = router({
  summary: protectedProcedure("clinical:read", {
    describes: { practice: "Opened a patient's chart", patient: "Opened the patient's chart" },
    errors: ["PATIENT_NOT_FOUND"],
    cost: 3,
  })
    .meta(
      rest("GET /patients/{patientId}/chart", "Read what matters about a patient at a glance", {
        description:
          "Allergies, problems, current drugs, the last of each vital sign, and the last encounters.",
      }),
    )
    .input(ChartOf)
    .output(ChartSummary)
    .query(({ ctx, input }) => readSummary(ctx.searcher(), ctx.scope, input.patientId)),

  timeline: protectedProcedure("clinical:read", {
    describes: {
      practice: "Listed a patient's records by time",
      patient: "Listed the patient's records by time",
    },
  })
    .meta(
      rest("GET /patients/{patientId}/timeline", "List all clinical records of a patient, newest first", {
        description: "By when they happened. Records that were entered in error are left out.",
      }),
    )
    .input(ReadTimeline)
    .output(Timeline)
    .query(({ ctx, input }) => readTimeline(ctx.pageReader(input), ctx.scope, input)),

  trend: protectedProcedure("clinical:read", {
    describes: {
      practice: "Read a patient's observations over time",
      patient: "Read the patient's observations over time",
    },
    cost: 2,
  })
    .meta(
      rest("GET /patients/{patientId}/trend", "Read the numbers of an observation over time", {
        description: "More than 500 numbers come as buckets, each with its least, mean and greatest number.",
      }),
    )
    .input(ReadTrend)
    .output(Trend)
    .query(({ ctx, input }) => readTrend(ctx.searcher(), ctx.scope, input)),
});
