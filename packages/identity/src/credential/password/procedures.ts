import { Nothing } from "@caretype/core/kernel/field/schemas";
import { noSubjects, protectedProcedure, publicProcedure } from "@caretype/core/kernel/procedure/builder";
import { ChangePassword, RequestPasswordReset, ResetPassword } from "../../account/schema.ts";
import { changePassword } from "./change.ts";
import { passwordCost } from "./hashing.ts";
import { requestPasswordReset, resetPassword } from "./reset.ts";

const ofAccount = noSubjects("the entry already names the account");

/** Procedures for the account's router. */
export const passwordProcedures = {
  requestPasswordReset: publicProcedure({
    describes: "Requested an email to reset a password",
    cost: passwordCost,
  })
    .rest("POST /auth/password/reset", "Request an email with a link that sets a new password", {
      status: 204,
      description: "The answer is the same for an unknown address.",
    })
    .meta(ofAccount)
    .input(RequestPasswordReset)
    .output(Nothing)
    .mutation(({ ctx, input }) => requestPasswordReset(ctx, input.email)),

  resetPassword: publicProcedure({
    describes: "Reset their password",
    errors: ["UNAUTHENTICATED", "INVALID_LINK"],
    cost: passwordCost,
    checksSecret: true,
  })
    .rest("POST /auth/password/reset/confirm", "Set a new password by an emailed link", {
      status: 204,
      description:
        "All sessions of the account end: sign in with the new password. A second factor is kept, unless the account's address was never verified. Then it is removed, because a stranger may have set it up.",
    })
    .meta(ofAccount)
    .input(ResetPassword)
    .output(Nothing)
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),

  changePassword: protectedProcedure("account:self", {
    describes: "Changed their password",
    errors: ["REAUTHENTICATION_REQUIRED"],
    cost: passwordCost,
    ownTransaction: true,
    checksSecret: true,
  })
    .rest("POST /auth/password/change", "Change your password", {
      status: 204,
      description: "All of your other sessions end.",
    })
    .meta(ofAccount)
    .input(ChangePassword)
    .output(Nothing)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
};
