import { permit, router } from "../procedure.ts";
import { rest } from "../rest.ts";
import { findOwnPractice, updateOwnPractice } from "./queries.ts";
import { Practice, UpdatePractice } from "./schema.ts";

export const practiceRouter = router({
  mine: permit("practice:read")
    .meta(rest("GET /practices/mine", "Read your practice, and what you may do in it"))
    .output(Practice)
    .query(({ ctx }) => findOwnPractice(ctx.db, ctx.scope)),

  update: permit("practice:update")
    .meta(rest("PATCH /practices/mine", "Rename your practice", { also: ["PUT /practices/mine"] }))
    .input(UpdatePractice)
    .output(Practice)
    .mutation(({ ctx, input }) => updateOwnPractice(ctx, input)),
});
