import { Nothing } from "@caretype/core/kernel/field/schemas";
import { noSubjects, protectedProcedure, publicProcedure } from "@caretype/core/kernel/procedure/builder";
import { FollowLink, RequestEmailChange } from "../../account/schema.ts";
import { passwordCost } from "../password/hashing.ts";
import { confirmEmailChange, requestEmailChange } from "./change.ts";
import { requestVerification, verifyEmail } from "./verification.ts";

const ofAccount = noSubjects("the entry already names the account");

/** Procedures for the account's router. */
export const emailProcedures = {
  verifyEmail: publicProcedure({
    describes: "Verified their email address",
    errors: ["INVALID_LINK"],
    checksSecret: true,
  })
    .rest("POST /auth/email/verify", "Verify your email address by an emailed link", { status: 204 })
    .meta(ofAccount)
    .input(FollowLink)
    .output(Nothing)
    .mutation(({ ctx, input }) => verifyEmail(ctx, input.token)),

  requestVerification: protectedProcedure("account:self", {
    describes: "Requested an email to verify their email address",
    cost: passwordCost,
  })
    .rest("POST /auth/email/verification", "Request another email to verify your email address", {
      status: 204,
      description: "Only the latest link is valid.",
    })
    .meta(ofAccount)
    .output(Nothing)
    .mutation(({ ctx }) => requestVerification(ctx)),

  requestEmailChange: protectedProcedure("account:self", {
    describes: "Requested an email to change their email address",
    errors: ["REAUTHENTICATION_REQUIRED"],
    cost: passwordCost,
    ownTransaction: true,
    checksSecret: true,
  })
    .rest("POST /auth/email/change", "Request an email to change your email address", {
      status: 204,
      description:
        "The link is sent to the new address. Nothing changes until it is followed. The answer is the same for a taken address.",
    })
    .meta(ofAccount)
    .input(RequestEmailChange)
    .output(Nothing)
    .mutation(({ ctx, input }) => requestEmailChange(ctx, input)),

  confirmEmailChange: publicProcedure({
    describes: "Changed their email address",
    errors: ["INVALID_LINK", "USERNAME_TAKEN", "EMAIL_TAKEN"],
    checksSecret: true,
  })
    .rest("POST /auth/email/change/confirm", "Change your email address by an emailed link", {
      status: 204,
    })
    .meta(ofAccount)
    .input(FollowLink)
    .output(Nothing)
    .mutation(({ ctx, input }) => confirmEmailChange(ctx, input.token)),
};
