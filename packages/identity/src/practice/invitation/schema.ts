import { ActorId, DoctorId, InvitationId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  AuthorName,
  CreatedAt,
  Email,
  Instant,
  PageInput,
  pageOf,
} from "@caretype/core/kernel/field/schemas";
import { roles } from "@caretype/core/kernel/permissions/permissions";
import { z } from "zod";

export const Invitation = namedObject("Invitation", "An open invitation to become a member.", {
  id: InvitationId,
  email: z.string().describe("The invited address, which the accepting account must have."),
  role: z.enum(roles).describe("The role that the new member gets."),
  doctorId: DoctorId.nullable().describe(
    "The entry in the directory of doctors that becomes the new member's own. Null for none.",
  ),
  doctorName: z.string().nullable().describe("The current name in that entry. Null without one."),
  invitedBy: ActorId.describe("The account that invited. `member.names` has its current name."),
  invitedByName: AuthorName,
  createdAt: CreatedAt,
  expiresAt: Instant.describe("When the link expires, in UTC."),
});
export type Invitation = z.output<typeof Invitation>;

/** The answer to the inviter, returned once. */
export const SentInvitation = Invitation.extend({
  isMailed: z.boolean().describe("False if no mail server is set up, so that no email is sent."),
  link: z
    .string()
    .nullable()
    .describe(
      "The link to hand over, or null if it is emailed. Keep it secret. It does not verify the address of whoever joins by it.",
    ),
})
  .describe("A new invitation, as its inviter gets it once.")
  .meta({ id: "SentInvitation" });
export type SentInvitation = z.output<typeof SentInvitation>;

export const InvitationPage = pageOf(Invitation);
export type InvitationPage = z.output<typeof InvitationPage>;

export const ListInvitations = PageInput.prefault({});
export type ListInvitations = z.output<typeof ListInvitations>;

export const CreateInvitation = z.strictObject({
  email: Email.describe("The address to invite. The accepting account must have it."),
  role: z.enum(roles).describe("The role that the new member gets."),
  doctorId: DoctorId.nullable()
    .optional()
    .describe(
      "The entry in the directory of doctors that becomes the new member's own, as in `member.linkDoctor`. Without it, an owner links the member later.",
    ),
});
export type CreateInvitation = z.output<typeof CreateInvitation>;

export const InvitationById = z.strictObject({ id: InvitationId });

/**
 * The token of a link. Its format is not checked, so that malformed and unknown tokens give the same error.
 */
export const InvitationToken = z.string().min(1, "Required").max(200);

export const InvitationByToken = z.strictObject({
  token: InvitationToken.describe("The part of the invitation's link after `#token=`."),
});

/** Shown to the holder of the link before signing in. */
export const InvitationPreview = namedObject(
  "InvitationPreview",
  "What the holder of the link sees before signing in.",
  {
    id: InvitationId,
    practiceName: z.string().describe("The practice that the invitation is to."),
    invitedByName: z.string().describe("The current name of the inviter."),
    role: z.enum(roles).describe("The role that the new member gets."),
    email: z.string().describe("The invited address, which the accepting account must have."),
    hasAccount: z
      .boolean()
      .describe(
        "True if an account has the address, which can then sign in and accept. Otherwise, register with the token.",
      ),
    expiresAt: Instant.describe("When the link expires, in UTC."),
  },
);
export type InvitationPreview = z.output<typeof InvitationPreview>;
