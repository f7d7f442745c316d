import { noSubjects, protectedProcedure, publicProcedure } from "../../kernel/procedure/builder.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { LoggedIn } from "../account/schema.ts";
import { passwordCost } from "../password/cost.ts";
import { completeLogin } from "./complete-login.ts";
import { CompleteLogin, Reauthenticate, Reauthenticated } from "./proof-schema.ts";
import { reauthenticate } from "./reauthenticate.ts";

/** Procedures for a sign-in's second step and for re-authentication. */
export const proofProcedures = {
  completeLogin: publicProcedure({
    describes: "Signed in with a second factor",
    errors: ["UNAUTHENTICATED", "INVALID_SECOND_FACTOR"],
    cost: 2,
    checksSecret: true,
  })
    .meta(
      rest("POST /auth/login/second-factor", "Complete a sign-in with a second factor", {
        description:
          "After a sign-in that was answered with `SECOND_FACTOR_REQUIRED`. A refusal repeats the challenge while attempts remain.",
      }),
    )
    .meta({ handlesTokens: true })
    .input(CompleteLogin)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => completeLogin(ctx, input)),

  reauthenticate: protectedProcedure("account:self", {
    describes: "Confirmed their identity again",
    errors: ["INVALID_CREDENTIALS", "INVALID_SECOND_FACTOR"],
    cost: passwordCost,
    ownTransaction: true,
    checksSecret: true,
  })
    .meta(
      rest("POST /auth/reauthenticate", "Re-authenticate", {
        description:
          "For ten minutes, allows calls that otherwise fail with `REAUTHENTICATION_REQUIRED`. Send a second factor if the account has one, otherwise the password.",
      }),
    )
    .meta(noSubjects("every entry already names the caller's session"))
    .input(Reauthenticate)
    .output(Reauthenticated)
    .mutation(({ ctx, input }) => reauthenticate(ctx, input)),
};
