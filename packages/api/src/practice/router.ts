import { protectedProcedure, router } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { createPractice } from "./create-practice.ts";
import { listPractices } from "./list-practices.ts";
import { findPractice, updateOwnPractice } from "./queries.ts";
import {
  CreatePractice,
  ListPractices,
  OwnPracticePage,
  Practice,
  UpdatePractice,
  UpdateSecondFactor,
} from "./schema.ts";
import { updateSecondFactor } from "./second-factor-policy.ts";

export const practiceRouter = router({
  list: protectedProcedure("account:self", { describes: "Looked at a list of their practices" })
    .meta(
      rest("GET /practices", "List the practices that you work in", {
        description:
          "The one that you have been in longest comes first: calls are for that one, unless the header `Caretype-Practice` asks for another.",
      }),
    )
    .input(ListPractices)
    .output(OwnPracticePage)
    .query(({ ctx, input }) => {
      ctx.audit.personal();
      return listPractices(ctx.pageReader(input), ctx.scope, input);
    }),

  create: protectedProcedure("practice:create", { describes: "Made the practice", cost: 10 })
    .meta(rest("POST /practices", "Make another practice, which you own", { status: 201 }))
    .input(CreatePractice)
    .output(Practice)
    .mutation(({ ctx, input }) => createPractice(ctx, input)),

  mine: protectedProcedure("practice:read", { describes: "Read the practice's name" })
    .meta(rest("GET /practices/mine", "Read your practice, and what you may do in it"))
    .output(Practice)
    .query(({ ctx }) => findPractice(ctx)),

  update: protectedProcedure("practice:update", { describes: "Renamed the practice" })
    .meta(rest("PATCH /practices/mine", "Rename your practice", { also: ["PUT /practices/mine"] }))
    .input(UpdatePractice)
    .output(Practice)
    .mutation(({ ctx, input }) => updateOwnPractice(ctx, input)),

  updateSecondFactor: protectedProcedure("practice:update", {
    describes: "Said whether the practice's members need a second factor",
    requireRecentAuth: true,
  })
    .meta(
      rest("PUT /practices/mine/second-factor", "Say whether your practice's members need a second factor", {
        also: ["PATCH /practices/mine/second-factor"],
        description:
          "A member without one has `graceDays` to set one up, from their next sign-in on. After that they look after their own account, and every other call is answered with `SECOND_FACTOR_SETUP_REQUIRED`. API keys need none. Whoever requires one has one.",
      }),
    )
    .input(UpdateSecondFactor)
    .output(Practice)
    .mutation(({ ctx, input }) => updateSecondFactor(ctx, input)),
});
