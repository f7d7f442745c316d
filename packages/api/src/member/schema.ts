import { z } from "zod";
import { AccountId, ActorId, DoctorId } from "../field/ids.ts";
import { Instant, PageInput, pageOf } from "../field/schemas.ts";
import { roles } from "../permissions.ts";

/** An account that works in the practice. */
export const Member = z
  .object({
    accountId: AccountId,
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    /** The member's own entry in the directory of doctors. */
    doctorId: DoctorId.nullable(),
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

export const UpdateRole = z.strictObject({ accountId: AccountId, role: z.enum(roles) });
export type UpdateRole = z.output<typeof UpdateRole>;

export const MemberByAccount = z.strictObject({ accountId: AccountId });

export const LinkDoctor = z.strictObject({ accountId: AccountId, doctorId: DoctorId.nullable() });
export type LinkDoctor = z.output<typeof LinkDoctor>;

/** Of the practice that the call is for. */
export const LeavePractice = z.strictObject({}).prefault({});

/** Who did something is no record that is looked at. */
const MentionedAccounts = z.array(ActorId).min(1, "Name one at least").max(200, "Name at most 200");

export const NamesOfAccounts = z.strictObject({
  ids: MentionedAccounts.describe("The ids of accounts, such as a record's `createdBy`; at most 200."),
});

export const AccountName = z
  .object({
    accountId: ActorId,
    name: z.string(),
    kind: z.enum(["person", "service"]).describe("`service`: it calls with an API key."),
  })
  .meta({ id: "AccountName" });
export type AccountName = z.output<typeof AccountName>;

/** There is no next page. */
export const AccountNamePage = pageOf(AccountName);
export type AccountNamePage = z.output<typeof AccountNamePage>;
