import { z } from "zod";
import { ActorId, InvitationId } from "../field/ids.ts";
import { Email, Instant, PageInput, pageOf } from "../field/schemas.ts";
import { roles } from "../permissions.ts";

/** Somebody who is asked by mail to work in the practice, and has not answered yet. */
export const Invitation = z
  .object({
    id: InvitationId,
    email: z.string(),
    role: z.enum(roles),
    invitedBy: ActorId,
    invitedByName: z.string().nullable(),
    createdAt: Instant,
    /** The link in the mail is good until then. */
    expiresAt: Instant,
  })
  .meta({ id: "Invitation" });
export type Invitation = z.output<typeof Invitation>;

/** What whoever invites is told, once. */
export const SentInvitation = Invitation.extend({
  /** Whether it goes out by mail. False: no mail server is set up, and nobody gets anything from this server. */
  isMailed: z.boolean(),
  /**
   * To be handed over where it is not mailed, else null. Keep it secret until then. Who joins by it has not shown that
   * the address is theirs: it is not verified by that.
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

/** Of a mailed link. No format is checked: what cannot be one is answered like what is none. */
export const InvitationToken = z.string().min(1, "Required").max(200);

export const InvitationByToken = z.strictObject({ token: InvitationToken });

/** What whoever holds the link is asked, before they are signed in. */
export const InvitationPreview = z
  .object({
    id: InvitationId,
    practiceName: z.string(),
    invitedByName: z.string(),
    role: z.enum(roles),
    /** The address that was invited: the account that accepts has to have it. */
    email: z.string(),
    /** Whether an account has that address: it logs in and accepts. Where none has, it is made with the token. */
    hasAccount: z.boolean(),
    expiresAt: Instant,
  })
  .meta({ id: "InvitationPreview" });
export type InvitationPreview = z.output<typeof InvitationPreview>;
