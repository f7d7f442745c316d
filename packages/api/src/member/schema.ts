import { z } from "zod";
import { Id, Instant, PageInput, pageOf } from "../fields.ts";
import { roles } from "../permissions.ts";

/** An account that works in the practice. */
export const Member = z
  .object({
    accountId: Id,
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    /** The member's own entry in the directory of doctors. */
    doctorId: Id.nullable(),
    doctorName: z.string().nullable(),
    /** When the account became a member. */
    since: Instant,
  })
  .meta({ id: "Member" });
export type Member = z.output<typeof Member>;

export const MemberPage = pageOf(Member);
export type MemberPage = z.output<typeof MemberPage>;

export const ListMembers = PageInput.prefault({});
export type ListMembers = z.output<typeof ListMembers>;

export const UpdateRole = z.strictObject({ accountId: Id, role: z.enum(roles) });
export type UpdateRole = z.output<typeof UpdateRole>;

export const MemberByAccount = z.strictObject({ accountId: Id });

export const LinkDoctor = z.strictObject({ accountId: Id, doctorId: Id.nullable() });
export type LinkDoctor = z.output<typeof LinkDoctor>;

/** Of the practice that the call is for. */
export const LeavePractice = z.strictObject({}).prefault({});
