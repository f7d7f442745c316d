import { namedObject } from "@caretype/core/kernel/field/named-object";
import { Instant } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { SecondFactorRequirement } from "../../session/schema.ts";

/** Six digits, optionally in two groups, as apps show them. */
const TotpCode = z
  .string()
  .trim()
  .regex(/^\d{3}\s?\d{3}$/, "Six digits")
  .transform((code) => code.replace(/\s/, ""));

/** The format is not checked, so an impossible code is answered like a wrong one. */
const RecoveryCode = z.string().trim().min(1, "Required").max(40);

/** Typed proofs of a second factor. */
export const typedFactorFields = {
  code: TotpCode.optional().describe("The code in the authenticator app."),
  recoveryCode: RecoveryCode.optional().describe("A recovery code, instead of a code."),
};

export const SecondFactorStatus = namedObject(
  "SecondFactorStatus",
  "The caller's second factors, and what is still required.",
  {
    totp: z
      .object({ confirmedAt: Instant.describe("When the app's first code was confirmed, in UTC.") })
      .nullable()
      .describe("The authenticator app. Null if there is none, or it is unconfirmed."),
    passkeys: z.int().describe("How many passkeys the account has."),
    recoveryCodesLeft: z.int().describe("How many recovery codes are not used yet."),
    requirement: SecondFactorRequirement.nullable().describe(
      "The pending requirement in the call's practice. Null if there is a second factor, or none is required.",
    ),
  },
);
export type SecondFactorStatus = z.output<typeof SecondFactorStatus>;

/** The same secret as picture, URI and text. */
export const TotpSetUp = namedObject(
  "TotpSetUp",
  "The secret for an authenticator app, as picture, address and text.",
  {
    secret: z.string().describe("The secret in base32, to type into an app."),
    uri: z.string().describe("The secret as an `otpauth` address."),
    qrCode: z
      .string()
      .meta({ format: "data-url" })
      .describe("The same address as a QR code, in a `data` address."),
  },
);
export type TotpSetUp = z.output<typeof TotpSetUp>;

export const ConfirmTotp = z.strictObject({
  code: TotpCode.describe("The code in the authenticator app: six digits."),
});

/** Shown only once. */
export const RecoveryCodes = namedObject(
  "RecoveryCodes",
  "New recovery codes, which replace all earlier ones. Shown only once.",
  {
    recoveryCodes: z
      .array(z.string())
      .describe("Each replaces one code of the app. They are shown only once."),
  },
);
export type RecoveryCodes = z.output<typeof RecoveryCodes>;
