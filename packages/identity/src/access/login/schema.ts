import { withoutHiddenInLine } from "@caretype/core/kernel/field/hidden-characters";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { Instant } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { AssertionResponse, LogInWithPasskey } from "../../credential/passkey/schema.ts";
import { typedFactorFields } from "../../credential/second-factor/schema.ts";

/** Forms that send an unused field as `""` are accepted. */
const identifier = z
  .string()
  .overwrite(withoutHiddenInLine)
  .trim()
  .transform((value) => value || undefined)
  .optional();

/** Formats are not checked, so that impossible names are answered like unknown ones. */
export const LogIn = z
  .strictObject({
    email: identifier.describe("The account's address. Send this or the username."),
    username: identifier.describe("Send this or the email address."),
    password: z.string().min(1, "Required").describe("The account's password."),
    ...typedFactorFields,
  })
  .refine(({ email, username }) => email !== undefined || username !== undefined, {
    path: ["email"],
    error: "Send an email address or a username",
  })
  .refine(({ email, username }) => email === undefined || username === undefined, {
    path: ["username"],
    error: "Send an email address or a username, not both",
  });
export type LogIn = z.output<typeof LogIn>;

export const Unlock = z.strictObject({
  token: z
    .string()
    .min(1, "Required")
    .describe("The token of the emailed link that ends the delay of sign-ins."),
});

export const Refresh = z.strictObject({
  refresh: z.string().min(1, "Required").describe("The refresh token of the newest pair, or `cookie`."),
});

/** A refresh token sent along ends its session, too. */
export const LogOut = z
  .strictObject({ refresh: z.string().optional().describe("A refresh token whose session ends, too.") })
  .prefault({});

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

export const Reauthenticated = namedObject("Reauthenticated", "When the next re-authentication is due.", {
  freshUntil: Instant.describe("Until when sensitive operations ask no further, in UTC."),
});
export type Reauthenticated = z.output<typeof Reauthenticated>;

/** The length of a SHA-256 in base64url. */
const challengeLength = 43;

export const CreateLoginCode = z.strictObject({
  codeChallenge: z
    .string()
    .length(challengeLength)
    .describe("The SHA-256 of the program's `codeVerifier`, in base64url: PKCE with `S256`."),
});
export type CreateLoginCode = z.output<typeof CreateLoginCode>;

export const LoginCode = namedObject("LoginCode", "A code that signs in a program on the same computer.", {
  code: z.string().describe("Signs in the program, once."),
  expiresAt: Instant.describe("Until when it works, in UTC: a minute."),
});
export type LoginCode = z.output<typeof LoginCode>;

export const LogInWithCode = z.strictObject({
  code: z.string().min(1, "Required").max(100).describe("The code that the browser passed to the program."),
  codeVerifier: z
    .string()
    .min(43)
    .max(128)
    .describe("The secret of which `codeChallenge` is the hash. Only the program knows it."),
});
export type LogInWithCode = z.output<typeof LogInWithCode>;
