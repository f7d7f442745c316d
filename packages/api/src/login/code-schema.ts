import { z } from "zod";
import { Instant } from "../field/schemas.ts";

/** The length of a SHA-256 in base64url. */
const challengeLength = 43;

export const CreateLoginCode = z.strictObject({
  codeChallenge: z
    .string()
    .length(challengeLength)
    .describe("The SHA-256 of the program's `codeVerifier`, in base64url: PKCE with `S256`."),
});
export type CreateLoginCode = z.output<typeof CreateLoginCode>;

export const LoginCode = z
  .object({
    code: z.string().describe("Signs in the program, once."),
    expiresAt: Instant.describe("Until when it works, in UTC: a minute."),
  })
  .describe("A code that signs in a program on the same computer.")
  .meta({ id: "LoginCode" });
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
