import { noSubjects, protectedProcedure, router } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { nameLoad } from "./doctor-load.ts";
import { countGrowth } from "./patient-numbers.ts";
import {
  DoctorLoad,
  DoctorLoadInput,
  PatientGroups,
  PatientGroupsInput,
  PatientGrowth,
  PatientGrowthInput,
  Today,
  TodayInput,
} from "./schema.ts";
import { countToday } from "./today.ts";

const numbersAlone = noSubjects("it answers numbers, and names nobody");

/** Each looks at very many rows, where a plain read looks at one. */
const counting = { cost: 10 };

const minuteOld = (of: string) =>
  `In a practice with very many ${of}, the numbers can be up to a minute old.`;

export const statisticsRouter = router({
  patientGrowth: protectedProcedure("statistics:read", {
    describes: "Looked at how many patients the practice has had, month by month",
    ...counting,
  })
    .meta(
      rest("GET /statistics/patient-growth", "How many patients the practice has had, month by month", {
        description: "Of those who are patients now: who was removed is in no month any more.",
      }),
    )
    .meta(numbersAlone)
    .input(PatientGrowthInput)
    .output(PatientGrowth)
    .query(({ ctx, input }) => countGrowth(ctx.searcher(), ctx.scope, input)),

  patientGroups: protectedProcedure("statistics:read", {
    describes: "Looked at how many patients the practice has of each age and gender",
    ...counting,
  })
    .meta(
      rest("GET /statistics/patient-groups", "How many patients the practice has of each age and gender", {
        description: minuteOld("patients"),
      }),
    )
    .meta(numbersAlone)
    .input(PatientGroupsInput)
    .output(PatientGroups)
    .query(({ ctx }) => ctx.services.counts.groups(ctx.searcher(), ctx.scope.practiceId)),

  doctorLoad: protectedProcedure("statistics:read", {
    describes: "Looked at which doctors have the most patients",
    ...counting,
  })
    .meta(
      rest("GET /statistics/doctor-load", "Which doctors have the most patients in the practice", {
        description: minuteOld("assignments"),
      }),
    )
    .input(DoctorLoadInput)
    .output(DoctorLoad)
    .query(async ({ ctx, input }) => {
      const load = await ctx.services.counts.load(ctx.searcher(), ctx.scope.practiceId);
      return nameLoad(ctx.db, load, input.most);
    }),

  today: protectedProcedure("statistics:read", {
    describes: "Looked at how much was done today",
    ...counting,
  })
    .meta(
      rest("GET /statistics/today", "How much was added, changed and removed today, by this practice", {
        description:
          "How often it was done: a patient who was changed twice counts twice. What an import has made counts as added, what its undoing has removed as removed, and a merge as one change. For a reader who is not shown medical histories, `patients.changed` is the number of patients that have changed in what they are shown.",
      }),
    )
    .meta(numbersAlone)
    .input(TodayInput)
    .output(Today)
    .query(({ ctx, input }) => countToday(ctx.searcher(), ctx.scope, input)),
});
