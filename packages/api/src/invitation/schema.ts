import { z } from "zod";
import { ActorId, InvitationId } from "../field/ids.ts";
import { Email, Instant, PageInput, pageOf } from "../field/schemas.ts";
import { roles } from "../permissions.ts";

/** An open invitation to become a member. */
export const Invitation = z
  .object({
    id: InvitationId,
    email: z.string(),
    role: z.enum(roles),
    invitedBy: ActorId,
    invitedByName: z.string().nullable(),
    createdAt: Instant,
    /** When the link expires. */
    expiresAt: Instant,
  })
  .meta({ id: "Invitation" });
export type Invitation = z.output<typeof Invitation>;

/** The answer to the inviter, returned once. */
export const SentInvitation = Invitation.extend({
  /** False if no mail server is set up, so that no email is sent. */
  isMailed: z.boolean(),
  /**
   * The link to hand over, or null if it is emailed. Keep it secret. It does not verify the address of
   * whoever joins by it.
   */
  link: z.string().nullable(),
}).meta({ id: "SentInvitation" });
export type SentInvitation = z.output<typeof SentInvitation>;

export const InvitationPage = pageOf(Invitation);
export type InvitationPage = z.output<typeof InvitationPage>;

export const ListInvitations = PageInput.prefault({});
export type ListInvitations = z.output<typeof ListInvitations>;

export const CreateInvitation = z.strictObject({ email: Email, role: z.enum(roles) });
export type CreateInvitation = z.output<typeof CreateInvitation>;

export const InvitationById = z.strictObject({ id: InvitationId });

/**
 * The token of a link. Its format is not checked, so that malformed and unknown tokens give the same error.
 */
export const InvitationToken = z.string().min(1, "Required").max(200);

export const InvitationByToken = z.strictObject({ token: InvitationToken });

/** Shown to the holder of the link before signing in. */
export const InvitationPreview = z
  .object({
    id: InvitationId,
    practiceName: z.string(),
    invitedByName: z.string(),
    role: z.enum(roles),
    /** The invited address, which the accepting account must have. */
    email: z.string(),
    /**
     * True if an account has the address, which can then sign in and accept. Otherwise, register with the
     * token.
     */
    hasAccount: z.boolean(),
    expiresAt: Instant,
  })
  .meta({ id: "InvitationPreview" });
export type InvitationPreview = z.output<typeof InvitationPreview>;
