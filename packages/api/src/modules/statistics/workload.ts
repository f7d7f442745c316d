import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import * as schema from "@caretype/core/people/doctor/schema";
import { countWorkload } from "./count-workload.ts";

/** Added to the procedures on doctors. */
export const workloadRouter = router({
  workload: protectedProcedure("statistics:read", { describes: "Viewed the numbers of doctors' patients" })
    .rest("GET /doctors/workload", "Count doctors' patients in the practice", {
      description: "Ids of no doctor are omitted.",
    })
    .input(schema.DoctorsWorkload)
    .output(schema.WorkloadPage)
    .query(({ ctx, input }) => countWorkload(ctx.searcher(), ctx.scope, input.ids)),
});
