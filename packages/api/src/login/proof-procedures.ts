import { LoggedIn } from "../account/schema.ts";
import { passwordCost } from "../password/cost.ts";
import { noSubjects, protectedProcedure, publicProcedure } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { completeLogin } from "./complete-login.ts";
import { CompleteLogin, Reauthenticate, Reauthenticated } from "./proof-schema.ts";
import { reauthenticate } from "./reauthenticate.ts";

/** Of a log-in's second step, and of proving again who somebody is. */
export const proofProcedures = {
  completeLogin: publicProcedure({ describes: "Logged in with a second factor", cost: 2 })
    .meta(
      rest("POST /auth/login/second-factor", "Complete a log-in with a second factor", {
        description:
          "For a log-in that was answered with `SECOND_FACTOR_REQUIRED`. A refusal has the challenge in it as long as there is another try.",
      }),
    )
    .meta({ handlesTokens: true })
    .input(CompleteLogin)
    .output(LoggedIn)
    .mutation(({ ctx, input }) => completeLogin(ctx, input)),

  reauthenticate: protectedProcedure("account:self", {
    describes: "Proved again who they are",
    cost: passwordCost,
    ownTransaction: true,
  })
    .meta(
      rest("POST /auth/reauthenticate", "Prove again who you are", {
        description:
          "For ten minutes from then, calls are answered that say `REAUTHENTICATION_REQUIRED` otherwise. Send a second factor where the account has one, and your password where it has none.",
      }),
    )
    .meta(noSubjects("it is about the caller's session, which every entry names"))
    .input(Reauthenticate)
    .output(Reauthenticated)
    .mutation(({ ctx, input }) => reauthenticate(ctx, input)),
};
