import { z } from "zod";
import { Instant } from "../field/schemas.ts";

/** Six digits; apps show them in two groups, and people type what they see. */
const TotpCode = z
  .string()
  .trim()
  .regex(/^\d{3}\s?\d{3}$/, "Six digits")
  .transform((code) => code.replace(/\s/, ""));

/** What is no code is answered like a wrong one. */
const RecoveryCode = z.string().trim().min(1, "Required").max(40);

/** What somebody has typed to prove a second factor. */
export const typedFactorFields = {
  code: TotpCode.optional().describe("What the authenticator app shows."),
  recoveryCode: RecoveryCode.optional().describe("One of the recovery codes, in place of a code."),
};

/** Whether accounts need a second factor, and how many days they have to set one up. */
export type SecondFactorPolicy = { isRequired: boolean; graceDays: number };

/** What somebody has yet to do, who has no second factor and needs one. */
export const SecondFactorRequirement = z
  .object({
    by: z.enum(["practice", "server"]).describe("Who requires it."),
    dueAt: Instant.nullable().describe(
      "Until when it has to be set up; null before the next sign-in, from which on there are some days for it.",
    ),
  })
  .meta({ id: "SecondFactorRequirement" });
export type SecondFactorRequirement = z.output<typeof SecondFactorRequirement>;

export const SecondFactorStatus = z
  .object({
    /** Null while there is none, and until a first code has shown that it works. */
    totp: z.object({ confirmedAt: Instant }).nullable(),
    passkeys: z.int(),
    recoveryCodesLeft: z.int(),
    requirement: SecondFactorRequirement.nullable().describe(
      "What is still to be done in the practice that the call is for; null where there is a second factor, or none is required.",
    ),
  })
  .meta({ id: "SecondFactorStatus" });
export type SecondFactorStatus = z.output<typeof SecondFactorStatus>;

/** Each shows the same secret, for whoever scans and whoever types. */
export const TotpSetUp = z
  .object({ secret: z.string(), uri: z.string(), qrCode: z.string().meta({ format: "data-url" }) })
  .meta({ id: "TotpSetUp" });
export type TotpSetUp = z.output<typeof TotpSetUp>;

export const ConfirmTotp = z.strictObject({ code: TotpCode });

/** They are shown this once. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: "RecoveryCodes" });
export type RecoveryCodes = z.output<typeof RecoveryCodes>;
