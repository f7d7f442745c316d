import { FollowLink, RequestEmailChange } from "../account/schema.ts";
import { Nothing } from "../field/schemas.ts";
import { passwordCost } from "../password/cost.ts";
import { noSubjects, protectedProcedure, publicProcedure } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { confirmEmailChange, requestEmailChange } from "./change.ts";
import { requestVerification, verifyEmail } from "./verification.ts";

const ofAccount = noSubjects("it is about one account, which its entry names as the caller's");

/** To be spread into the account's router. */
export const emailProcedures = {
  verifyEmail: publicProcedure({ describes: "Verified their e-mail address" })
    .meta(
      rest("POST /auth/email/verify", "Verify your e-mail address, by the link in a mail", { status: 204 }),
    )
    .meta(ofAccount)
    .input(FollowLink)
    .output(Nothing)
    .mutation(({ ctx, input }) => verifyEmail(ctx, input.token)),

  requestVerification: protectedProcedure("account:self", {
    describes: "Asked for a mail to verify their e-mail address with",
    cost: passwordCost,
  })
    .meta(
      rest("POST /auth/email/verification", "Have another link mailed that verifies your e-mail address", {
        status: 204,
        description: "Only the newest one works.",
      }),
    )
    .meta(ofAccount)
    .output(Nothing)
    .mutation(({ ctx }) => requestVerification(ctx)),

  requestEmailChange: protectedProcedure("account:self", {
    describes: "Asked for a mail to change their e-mail address with",
    cost: passwordCost,
    ownTransaction: true,
  })
    .meta(
      rest("POST /auth/email/change", "Have a link mailed to another address that makes it yours", {
        status: 204,
        description:
          "Until the link is followed, nothing changes. The answer is the same for an address that somebody has.",
      }),
    )
    .meta(ofAccount)
    .input(RequestEmailChange)
    .output(Nothing)
    .mutation(({ ctx, input }) => requestEmailChange(ctx, input)),

  confirmEmailChange: publicProcedure({ describes: "Changed their e-mail address" })
    .meta(
      rest("POST /auth/email/change/confirm", "Change your e-mail address, by the link in a mail", {
        status: 204,
      }),
    )
    .meta(ofAccount)
    .input(FollowLink)
    .output(Nothing)
    .mutation(({ ctx, input }) => confirmEmailChange(ctx, input.token)),
};
