import { Nothing } from "@caretype/core/kernel/field/schemas";
import {
  perPractice,
  protectedProcedure,
  publicProcedure,
  router,
} from "@caretype/core/kernel/procedure/builder";
import { lockMembersAsManager } from "../lock-members.ts";
import { Practice } from "../schema.ts";
import { acceptInvitation, previewInvitation } from "./accept-invitation.ts";
import { deleteInvitation, listInvitations } from "./queries.ts";
import * as schema from "./schema.ts";
import { sendInvitation } from "./send-invitation.ts";

/** These lock the practice's members, so calls of one practice run one at a time. */
const onePerPractice = { serializeBy: perPractice };

export const invitationRouter = router({
  list: protectedProcedure("member:manage", { describes: "Listed invitations" })
    .rest("GET /practices/mine/invitations", "List your practice's open invitations")
    .input(schema.ListInvitations)
    .output(schema.InvitationPage)
    .query(({ ctx, input }) => listInvitations(ctx.pageReader(input), ctx.scope, input)),

  create: protectedProcedure("member:manage", {
    describes: "Invited somebody to the practice",
    errors: ["ALREADY_MEMBER", "DOCTOR_NOT_FOUND", "DOCTOR_ALREADY_LINKED"],
    ...onePerPractice,
    requireRecentAuth: true,
    cost: 10,
    keyed: false,
  })
    .rest("POST /practices/mine/invitations", "Invite somebody to your practice by email", {
      status: 201,
      description:
        "The link in the email is valid once, for seven days, for an account with this address, and while you may invite. Without a mail server, `isMailed` is false and the answer has the `link`, this once, for you to hand over. Such a link does not verify the address. A new invitation replaces the address's previous one. Emails are limited per address and hour, and per account and day: `RATE_LIMITED`.",
    })
    .input(schema.CreateInvitation)
    .output(schema.SentInvitation)
    .mutation(({ ctx, input }) => sendInvitation(ctx, input)),

  revoke: protectedProcedure("member:manage", {
    describes: "Revoked an invitation",
    errors: ["INVITATION_NOT_FOUND"],
    ...onePerPractice,
  })
    .rest("DELETE /practices/mine/invitations/{id}", "Revoke an invitation", { status: 204 })
    .input(schema.InvitationById)
    .output(Nothing)
    .mutation(async ({ ctx, input }) => {
      await lockMembersAsManager(ctx.db, ctx.scope);
      await deleteInvitation(ctx.db, ctx.scope, input.id);
    }),

  preview: publicProcedure({
    describes: "Previewed an invitation",
    errors: ["INVALID_LINK"],
    checksSecret: true,
  })
    .rest("POST /invitations/preview", "Preview the invitation of a link", {
      description: "Changes nothing. Send the token in the body, because URLs are logged.",
    })
    .input(schema.InvitationByToken)
    .output(schema.InvitationPreview)
    .mutation(({ ctx, input }) => previewInvitation(ctx, input.token)),

  accept: protectedProcedure("account:self", {
    describes: { practice: "Joined the practice", isTechnical: false },
    errors: ["INVALID_LINK", "ALREADY_MEMBER"],
    cost: 5,
    checksSecret: true,
  })
    .rest("POST /invitations/accept", "Accept an invitation and join its practice", {
      description:
        "Your account has to have the invited address. To work in this practice, send the header `Caretype-Practice`. Without an account, register with `invitationToken` instead.",
    })
    .input(schema.InvitationByToken)
    .output(Practice)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input.token)),
});
