import { AccountId, ActorId, DoctorId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { Instant, PageInput, pageOf } from "@caretype/core/kernel/field/schemas";
import { roles } from "@caretype/core/kernel/permissions/permissions";
import { z } from "zod";

export const Member = namedObject("Member", "A member of the practice.", {
  accountId: AccountId,
  name: z.string().describe("The name that colleagues see."),
  email: z.string().describe("The address with which the member signs in."),
  role: z.enum(roles).describe("What the member may do. A practice has at least one owner."),
  doctorId: DoctorId.nullable().describe(
    "The member's own entry in the directory of doctors. Null if there is none.",
  ),
  doctorName: z.string().nullable().describe("The current name in that entry. Null without one."),
  since: Instant.describe("When the account became a member."),
});
export type Member = z.output<typeof Member>;

export const MemberPage = pageOf(Member);
export type MemberPage = z.output<typeof MemberPage>;

export const ListMembers = PageInput.prefault({});
export type ListMembers = z.output<typeof ListMembers>;

export const UpdateRole = z.strictObject({
  accountId: AccountId,
  role: z.enum(roles).describe("The new role. The last owner of a practice stays one."),
});
export type UpdateRole = z.output<typeof UpdateRole>;

export const MemberByAccount = z.strictObject({ accountId: AccountId });

export const LinkDoctor = z.strictObject({
  accountId: AccountId,
  doctorId: DoctorId.nullable().describe(
    "The member's own entry in the directory of doctors. Null removes the link.",
  ),
});
export type LinkDoctor = z.output<typeof LinkDoctor>;

export const LeavePractice = z.strictObject({}).prefault({});

/** These ids are references, not records that are read. */
const MentionedAccounts = z.array(ActorId).min(1, "Send at least one id").max(200, "Send at most 200 ids");

export const NamesOfAccounts = z.strictObject({
  ids: MentionedAccounts.describe("Up to 200 ids of accounts, such as a record's `createdBy`."),
});

const AccountName = namedObject("AccountName", "The current name of an account.", {
  accountId: ActorId,
  name: z.string().describe("The account's current name."),
  kind: z.enum(["person", "service"]).describe("`service`: an API key."),
});

/** There is never a next page. */
export const AccountNamePage = pageOf(AccountName);
export type AccountNamePage = z.output<typeof AccountNamePage>;
