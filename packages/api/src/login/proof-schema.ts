import { z } from "zod";
import { Instant } from "../field/schemas.ts";
import { AssertionResponse, LogInWithPasskey } from "../passkey/schema.ts";
import { typedFactorFields } from "../second-factor/schema.ts";

type Factors = { code?: unknown; recoveryCode?: unknown; passkey?: unknown };

const givenOf = ({ code, recoveryCode, passkey }: Factors) =>
  [code, recoveryCode, passkey].filter((given) => given !== undefined).length;

const onlyOne = { path: ["code"], error: "Send only one of a code, a recovery code and a passkey" };

export const CompleteLogin = z
  .strictObject({
    challenge: z.string().min(1, "Required").max(100).describe("From the error `SECOND_FACTOR_REQUIRED`."),
    ...typedFactorFields,
    passkey: AssertionResponse.optional().describe("A passkey's answer, instead of a code."),
  })
  .refine((given) => givenOf(given) > 0, {
    path: ["code"],
    error: "Send a code, a recovery code or a passkey",
  })
  .refine((given) => givenOf(given) <= 1, onlyOne);
export type CompleteLogin = z.output<typeof CompleteLogin>;

export const Reauthenticate = z
  .strictObject({
    password: z.string().min(1, "Required").optional().describe("Required without a second factor."),
    ...typedFactorFields,
    passkey: LogInWithPasskey.optional().describe("A passkey's answer to a challenge, instead of a code."),
  })
  .refine((given) => givenOf(given) <= 1, onlyOne);
export type Reauthenticate = z.output<typeof Reauthenticate>;

export const Reauthenticated = z
  .object({ freshUntil: Instant.describe("Until when sensitive operations ask no further, in UTC.") })
  .describe("When the next re-authentication is due.")
  .meta({ id: "Reauthenticated" });
export type Reauthenticated = z.output<typeof Reauthenticated>;
