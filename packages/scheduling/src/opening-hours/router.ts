import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { findOpeningHours, listOpeningHours, setOpeningHours } from "./queries.ts";
import * as schema from "./schema.ts";

export const openingHoursRouter = router({
  list: protectedProcedure("appointment:read", { describes: "Listed doctors' opening hours" })
    .rest("GET /opening-hours", "List the practice's opening hours, of each doctor who has any")
    .input(schema.ListOpeningHours)
    .output(schema.OpeningHoursPage)
    .query(({ ctx, input }) => listOpeningHours(ctx.pageReader(input), ctx.scope, input)),

  byDoctor: protectedProcedure("appointment:read", { describes: "Read a doctor's opening hours" })
    .rest("GET /doctors/{doctorId}/opening-hours", "Read a doctor's opening hours in the practice", {
      description: "Empty if none were set.",
    })
    .input(schema.OpeningHoursByDoctor)
    .output(schema.OpeningHours)
    .query(({ ctx, input }) => findOpeningHours(ctx.db, ctx.scope, input)),

  set: protectedProcedure("schedule:manage", {
    describes: "Changed a doctor's opening hours",
    errors: ["DOCTOR_NOT_FOUND", "STALE_VERSION"],
  })
    .rest("PUT /doctors/{doctorId}/opening-hours", "Set a doctor's opening hours in the practice", {
      description:
        "Replaces all weekly hours and exceptions. Times are on the wall, in the practice's time zone. Appointments that are booked already stay.",
    })
    .input(schema.SetOpeningHours)
    .output(schema.OpeningHours)
    .mutation(({ ctx, input }) => setOpeningHours(ctx, input)),
});
