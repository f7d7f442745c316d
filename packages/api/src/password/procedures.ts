import { ChangePassword, RequestPasswordReset, ResetPassword } from "../account/schema.ts";
import { Nothing } from "../field/schemas.ts";
import { noSubjects, protectedProcedure, publicProcedure } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { changePassword } from "./change.ts";
import { passwordCost } from "./cost.ts";
import { requestPasswordReset, resetPassword } from "./reset.ts";

const ofAccount = noSubjects("it is about one account, which its entry names as the caller's");

/** To be spread into the account's router. */
export const passwordProcedures = {
  requestPasswordReset: publicProcedure({
    describes: "Asked for a mail to reset a password with",
    cost: passwordCost,
  })
    .meta(
      rest("POST /auth/password/reset", "Have a link mailed that sets a new password", {
        status: 204,
        description: "The answer is the same for an address that nobody has.",
      }),
    )
    .meta(ofAccount)
    .input(RequestPasswordReset)
    .output(Nothing)
    .mutation(({ ctx, input }) => requestPasswordReset(ctx, input.email)),

  resetPassword: publicProcedure({ describes: "Reset their password", cost: passwordCost })
    .meta(
      rest("POST /auth/password/reset/confirm", "Set a new password, by the link in a mail", {
        status: 204,
        description:
          "All sessions of the account end: log in with the new password. A second factor stays in force, unless the account's address had never been verified: then it is removed, as whoever set it up need not be the owner.",
      }),
    )
    .meta(ofAccount)
    .input(ResetPassword)
    .output(Nothing)
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),

  changePassword: protectedProcedure("account:self", {
    describes: "Changed their password",
    cost: passwordCost,
    ownTransaction: true,
  })
    .meta(
      rest("POST /auth/password/change", "Change your password", {
        status: 204,
        description: "All of your other sessions end.",
      }),
    )
    .meta(ofAccount)
    .input(ChangePassword)
    .output(Nothing)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
};
