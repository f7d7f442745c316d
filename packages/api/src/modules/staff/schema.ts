import { ChartSummary } from "@caretype/chart/chart/schema";
import { AccountId, ApiKeyId, BreakGlassId, PatientId, PracticeId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  CreatedAt,
  Instant,
  PageInput,
  pageOf,
  requiredReason,
  SearchText,
} from "@caretype/core/kernel/field/schemas";
import { roles } from "@caretype/core/kernel/permissions/permissions";
import { CareTeam } from "@caretype/core/people/assignment/schema";
import { Account } from "@caretype/identity/account/schema";
import { ApiKey } from "@caretype/identity/api-key/schema";
import { z } from "zod";

export const StaffAccount = Account.extend({
  lastSeenAt: Instant.nullable().describe("Null if no session is stored."),
  hasSecondFactor: z.boolean().describe("Whether the account has an authenticator app or a passkey."),
  practices: z
    .array(
      z.object({
        id: PracticeId,
        name: z.string().describe("The practice's current name."),
        role: z.enum(roles).describe("The account's role in the practice."),
      }),
    )
    .describe("The account's practices, oldest membership first."),
})
  .describe("An account as staff see it, without patient data.")
  .meta({ id: "StaffAccount" });
export type StaffAccount = z.output<typeof StaffAccount>;

export const StaffAccountPage = pageOf(StaffAccount);
export type StaffAccountPage = z.output<typeof StaffAccountPage>;

export const ListAccounts = z
  .strictObject({
    ...PageInput.shape,
    q: SearchText.describe(
      "Words to search for. Each has to be part of a name, username or email address, ignoring case and accents.",
    ),
  })
  .prefault({});
export type ListAccounts = z.output<typeof ListAccounts>;

export const AccountById = z.strictObject({ id: AccountId });

/** Fixed codes, because the audit keeps the reason permanently and free text could contain names. */
export const deactivationReasons = ["left", "requested", "compromised", "misuse", "other"] as const;
export type DeactivationReason = (typeof deactivationReasons)[number];

export const DeactivateAccount = z.strictObject({
  id: AccountId,
  reason: z
    .enum(deactivationReasons)
    .describe("`compromised` and `misuse` also revoke the API keys that the account created."),
});

export const ListSessionsOf = z.strictObject({ ...AccountById.shape, ...PageInput.shape });

const StaffApiKey = ApiKey.pick({
  id: true,
  name: true,
  hint: true,
  permissions: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
})
  .extend({
    practiceId: PracticeId,
    practiceName: z.string().describe("The current name of the practice that the key is for."),
  })
  .describe("An API key as staff see it.")
  .meta({ id: "StaffApiKey" });

export const StaffApiKeyPage = pageOf(StaffApiKey);
export type StaffApiKeyPage = z.output<typeof StaffApiKeyPage>;

export const ListApiKeysOf = z.strictObject({ ...AccountById.shape, ...PageInput.shape });
export type ListApiKeysOf = z.output<typeof ListApiKeysOf>;

export const ApiKeyOfAnybody = z.strictObject({ id: ApiKeyId });

export const BreakGlass = z.strictObject({
  patientId: PatientId,
  reason: requiredReason
    .min(10, "At least 10 characters")
    .describe("The reason. The practice's owners see it in the list of emergency access, not in the email."),
});
export type BreakGlass = z.output<typeof BreakGlass>;

export const Grant = namedObject(
  "BreakGlassGrant",
  "Lets a staff account read one patient for half an hour.",
  {
    id: BreakGlassId,
    patientId: PatientId,
    practiceId: PracticeId,
    practiceName: z.string().describe("The current name of the patient's practice."),
    reason: z.string().describe("Why the record had to be read, as free text."),
    createdAt: CreatedAt,
    expiresAt: Instant.describe("When the access ends, in UTC."),
  },
);
export type Grant = z.output<typeof Grant>;

export const GrantPage = pageOf(Grant);
export type GrantPage = z.output<typeof GrantPage>;

export const ListGrants = PageInput.prefault({});
export type ListGrants = z.output<typeof ListGrants>;

export const PatientOfGrant = z.strictObject({ patientId: PatientId });

export const GrantedPatient = CareTeam.extend({
  chart: ChartSummary.describe("The chart's summary, including restricted records."),
  expiresAt: Instant.describe("When the access ends, in UTC."),
})
  .describe("What staff may read in an emergency: a patient, their doctors, and their chart in short.")
  .meta({ id: "GrantedPatient" });
export type GrantedPatient = z.output<typeof GrantedPatient>;
