import type { Description } from "@caretype/core/kernel/audit-log/description";
import { noSubjects, protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { PatientGroups, PatientGroupsInput } from "@caretype/core/people/patient/groups-schema";
import { findAppointmentUse } from "./appointment-use.ts";
import { nameLoad } from "./doctor-load.ts";
import { findOverview } from "./overview.ts";
import { countGrowth } from "./patient-numbers.ts";
import * as schema from "./schema.ts";
import { countToday } from "./today.ts";

const numbersAlone = noSubjects("it returns only numbers");

/** Limited to one at a time, like long pages, because of their cost. */
const counting = (describes: Description) => protectedProcedure("statistics:read", { describes, cost: 10 });

const cachedNote = (of: string) =>
  `In a practice with very many ${of}, the numbers may be up to a minute old.`;

export const statisticsRouter = router({
  overview: counting("Viewed the practice's overview")
    .rest("GET /statistics/overview", "Count what waits to be done, and the practice's records", {
      description: `${cachedNote("patients or assignments")} A console can read this every minute, and the other statistics when it changes.`,
    })
    .meta(numbersAlone)
    .input(schema.OverviewInput)
    .output(schema.Overview)
    .query(({ ctx, input }) => findOverview(ctx.searcher(), ctx, input)),

  patientGrowth: counting("Viewed the numbers of patients by month")
    .rest("GET /statistics/patient-growth", "Count the practice's patients by month", {
      description: "Counts current patients only. Removed patients are in no month.",
    })
    .meta(numbersAlone)
    .input(schema.PatientGrowthInput)
    .output(schema.PatientGrowth)
    .query(({ ctx, input }) => countGrowth(ctx.searcher(), ctx.scope, input)),

  patientGroups: counting("Viewed the numbers of patients by age and gender")
    .rest("GET /statistics/patient-groups", "Count the practice's patients by age and gender", {
      description: cachedNote("patients"),
    })
    .meta(numbersAlone)
    .input(PatientGroupsInput)
    .output(PatientGroups)
    .query(({ ctx }) => ctx.services.patientGroups(ctx.searcher(), ctx.scope.practiceId)),

  doctorLoad: counting("Viewed the doctors with the most patients")
    .rest("GET /statistics/doctor-load", "List the doctors with the most patients in the practice", {
      description: cachedNote("assignments"),
    })
    .input(schema.DoctorLoadInput)
    .output(schema.DoctorLoad)
    .query(async ({ ctx, input }) => {
      const load = await ctx.services.counts.load(ctx.searcher(), ctx.scope.practiceId);
      return nameLoad(ctx.db, load, input.most);
    }),

  appointments: counting("Viewed how far doctors are booked")
    .rest("GET /statistics/appointments", "Read utilisation, no-shows and the next free day of each doctor", {
      description:
        "Of all doctors with opening hours or appointments in the range. The next free day does not depend on the range.",
    })
    .input(schema.AppointmentUseInput)
    .output(schema.AppointmentUse)
    .query(({ ctx, input }) => findAppointmentUse(ctx.searcher(), ctx.scope, input)),

  today: counting("Viewed the numbers of today's changes")
    .rest("GET /statistics/today", "Count the practice's changes today", {
      description:
        "Counts changes: a patient changed twice counts twice. Records created by an import count as added, records removed by its undo as removed, and a merge as one change. For callers who may not see medical histories, `patients.changed` is the number of patients with visible changes.",
    })
    .meta(numbersAlone)
    .input(schema.TodayInput)
    .output(schema.Today)
    .query(({ ctx, input }) => countToday(ctx.searcher(), ctx.scope, input)),
});
