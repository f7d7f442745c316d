import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { withInputBounds } from "@caretype/core/kernel/procedure/input-bounds";
import { setHolidays } from "@caretype/identity/practice/queries";
import * as schema from "@caretype/identity/practice/schema";

/** Added to the procedures on practices. */
export const holidaysRouter = router({
  setHolidays: protectedProcedure("schedule:manage", {
    describes: "Changed the practice's holidays",
    errors: ["STALE_VERSION"],
  })
    .rest("PUT /practices/mine/holidays", "Set the days on which your practice is closed", {
      description:
        "Replaces all holidays. No slots are offered on them, and series leave them out. A doctor's extra hours count even so. Appointments that are booked already stay: see `GET /appointments/on-holidays`.",
    })
    .meta({
      // Allows names with every character escaped. Their own limits refuse more.
      ...withInputBounds({ bytes: 1024 * 1024, members: 10_000, names: 10_000 }),
    })
    .input(schema.SetHolidays)
    .output(schema.Practice)
    .mutation(({ ctx, input }) => setHolidays(ctx, input)),
});
