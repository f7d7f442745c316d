import { Nothing } from "../field/schemas.ts";
import { holdMembersAsManager } from "../member/hold-members.ts";
import { Practice } from "../practice/schema.ts";
import { perPractice, protectedProcedure, publicProcedure, router } from "../procedure/builder.ts";
import { rest } from "../procedure/rest.ts";
import { acceptInvitation, previewInvitation } from "./accept-invitation.ts";
import { deleteInvitation, listInvitations } from "./queries.ts";
import {
  CreateInvitation,
  InvitationById,
  InvitationByToken,
  InvitationPage,
  InvitationPreview,
  ListInvitations,
  SentInvitation,
} from "./schema.ts";
import { sendInvitation } from "./send-invitation.ts";

/** They hold the practice's members, so a practice's calls come one after the other. */
const onePerPractice = { serializeBy: perPractice };

export const invitationRouter = router({
  list: protectedProcedure("member:manage", { describes: "Looked at a list of invitations" })
    .meta(
      rest("GET /practices/mine/invitations", "List your practice's invitations that can still be accepted"),
    )
    .input(ListInvitations)
    .output(InvitationPage)
    .query(({ ctx, input }) => listInvitations(ctx.pageReader(input), ctx.scope, input)),

  create: protectedProcedure("member:manage", {
    describes: "Invited somebody to the practice",
    ...onePerPractice,
    requireRecentAuth: true,
    cost: 10,
    keyed: false,
  })
    .meta(
      rest("POST /practices/mine/invitations", "Invite somebody to your practice by mail", {
        status: 201,
        description:
          "The link in the mail is good for seven days, once, for an account with this address, and as long as you may invite. Where no mail server is set up, `isMailed` is false and the answer has the `link`, this once, for you to hand over; the address is not verified by it then. Invited again, the address has one invitation, the new one. So many mails an hour go to one address, and so many a day are from one account; `RATE_LIMITED` beyond that.",
      }),
    )
    .input(CreateInvitation)
    .output(SentInvitation)
    .mutation(({ ctx, input }) => sendInvitation(ctx, input)),

  revoke: protectedProcedure("member:manage", { describes: "Took an invitation back", ...onePerPractice })
    .meta(rest("DELETE /practices/mine/invitations/{id}", "Take an invitation back", { status: 204 }))
    .input(InvitationById)
    .output(Nothing)
    .mutation(async ({ ctx, input }) => {
      await holdMembersAsManager(ctx.db, ctx.scope);
      await deleteInvitation(ctx.db, ctx.scope, input.id);
    }),

  preview: publicProcedure({ describes: "Read what an invitation asks for" })
    .meta(
      rest("POST /invitations/preview", "Read what the link of an invitation asks for", {
        description: "It changes nothing. The token is in the body, as addresses end in logs.",
      }),
    )
    .input(InvitationByToken)
    .output(InvitationPreview)
    .mutation(({ ctx, input }) => previewInvitation(ctx, input.token)),

  accept: protectedProcedure("account:self", { describes: "Joined the practice", cost: 5 })
    .meta(
      rest("POST /invitations/accept", "Join the practice that the link of an invitation is for", {
        description:
          "Your account has to have the address that was invited, which the link proves. Ask for this practice by the header `Caretype-Practice` then. Who has no account registers with `invitationToken` instead.",
      }),
    )
    .input(InvitationByToken)
    .output(Practice)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input.token)),
});
