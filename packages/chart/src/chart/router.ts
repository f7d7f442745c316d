import { ofPatient } from "@caretype/core/kernel/audit-log/description";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { findPatient, pageOfPatient } from "@caretype/core/people/patient/queries";
import { z } from "zod";
import { Allergy } from "../allergy/schema.ts";
import { RecordNoneKnown, Statement } from "../clinical/schema.ts";
import { Procedure } from "../clinical-procedure/schema.ts";
import { Condition } from "../condition/schema.ts";
import { Encounter } from "../encounter/schema.ts";
import { Immunization } from "../immunization/schema.ts";
import { Medication } from "../medication/schema.ts";
import { Observation } from "../observation/schema.ts";
import { listRecordMoves, moveRecord } from "./move-record.ts";
import { recordNoneKnown } from "./none-known.ts";
import { readRevision } from "./read-revision.ts";
import { readSummary } from "./read-summary.ts";
import { readTimeline } from "./read-timeline.ts";
import { readTrend } from "./read-trend.ts";
import * as schema from "./schema.ts";

export const chartRouter = router({
  summary: protectedProcedure("clinical:read", {
    describes: ofPatient("Opened a patient's chart"),
    errors: ["PATIENT_NOT_FOUND"],
    cost: 3,
  })
    .rest("GET /patients/{patientId}/chart", "Read what matters about a patient at a glance", {
      description:
        "Allergies, problems, current drugs, the last of each vital sign, and the last encounters.",
    })
    .input(schema.ChartOf)
    .output(schema.ChartSummary)
    .query(({ ctx, input }) => readSummary(ctx.searcher(), ctx.scope, input.patientId)),

  revision: protectedProcedure("clinical:read", {
    describes: { ...ofPatient("Asked whether a patient's chart has changed"), isTechnical: true },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /patients/{patientId}/chart/revision", "Ask whether a patient's chart has changed", {
      description:
        "Ask for it regularly, and read the chart again when it differs. It returns who changed which kind of record, and not what the records say, so the access log shows it only with technical entries.",
    })
    .input(schema.ChartOf)
    .output(schema.ChartRevision)
    .query(({ ctx, input }) => readRevision(ctx.db, ctx.scope, input.patientId)),

  timeline: protectedProcedure("clinical:read", {
    describes: ofPatient("Listed a patient's records by time"),
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /patients/{patientId}/timeline", "List all clinical records of a patient, newest first", {
      description: "By when they happened. Records that were entered in error are left out.",
    })
    .input(schema.ReadTimeline)
    .output(schema.Timeline)
    .query(({ ctx, input }) => pageOfPatient(ctx, input, readTimeline)),

  trend: protectedProcedure("clinical:read", {
    describes: ofPatient("Read a patient's observations over time"),
    cost: 2,
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /patients/{patientId}/trend", "Read the numbers of an observation over time", {
      description: "More than 500 numbers come as buckets, each with its least, mean and greatest number.",
    })
    .input(schema.ReadTrend)
    .output(schema.Trend)
    .query(async ({ ctx, input }) => {
      const db = ctx.searcher();
      const trend = await readTrend(db, ctx.scope, input);
      if (trend.series.length === 0) await findPatient(db, ctx.scope, input.patientId);
      return trend;
    }),

  recordNoneKnown: protectedProcedure("clinical:write", {
    describes: ofPatient("Noted that a patient has nothing of a kind"),
    errors: ["PATIENT_NOT_FOUND", "STATEMENT_CONTRADICTED", "ENCOUNTER_NOT_FOUND", "ENCOUNTER_LOCKED"],
  })
    .rest(
      "POST /none-known",
      "Note that a patient has no problems, drugs, vaccines or allergies to a group",
      {
        status: 201,
        description:
          "The chart shows it until there is such a record. `POST /allergies/none-known` is for all allergies.",
      },
    )
    .input(RecordNoneKnown)
    .output(Statement)
    .mutation(({ ctx, input }) => recordNoneKnown(ctx.db, ctx.scope, input)),

  moves: protectedProcedure("clinical:read", {
    describes: {
      practice: "Listed records that were moved between patients",
      patient: "Listed records that were moved from or to the patient",
    },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest(
      "GET /patients/{patientId}/moves",
      "List records that were moved from or to a patient, newest first",
    )
    .input(schema.ListRecordMoves)
    .output(schema.RecordMovePage)
    .query(({ ctx, input }) => pageOfPatient(ctx, input, listRecordMoves)),

  moveRecord: protectedProcedure("clinical:write", {
    describes: {
      practice: "Moved a record to another patient",
      patient: "Moved a record from or to the patient",
    },
    errors: [
      "RECORD_NOT_FOUND",
      "PATIENT_NOT_FOUND",
      "RECORD_SIGNED",
      "RECORD_IN_ERROR",
      "ENCOUNTER_LOCKED",
      "STALE_VERSION",
    ],
  })
    .rest("POST /records/{recordId}/move", "Move a record that was written to the wrong patient", {
      description:
        "An encounter moves with all that was recorded in it, and without its appointment. Any other record leaves its encounter. Restrictions stay.",
      record: z.union([Allergy, Condition, Encounter, Observation, Medication, Immunization, Procedure]),
    })
    .input(schema.MoveRecord)
    .output(schema.RecordMove)
    .mutation(({ ctx, input }) => moveRecord(ctx, input)),
});
