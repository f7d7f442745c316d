import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** 32 bytes in canonical base64url. */
const tokenShape = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

export type LinkTokens = ReturnType<typeof createLinkTokens>;

export function createLinkTokens(secretKey: string) {
  const key = Buffer.from(hkdfSync("sha256", secretKey, "caretype", "one-time link v1", 32));
  return {
    /** The token of an emailed link, derived from its id on demand. Not stored. */
    tokenOf: (linkId: string): string => createHmac("sha256", key).update(linkId).digest("base64url"),
    /** A random token, returned once. It cannot be derived again. */
    random: (): string => randomBytes(32).toString("base64url"),
    /** Whether a text has the shape of a token. */
    isToken: (text: string): boolean => tokenShape.test(text),
    /** The hash stored in the database. */
    hashOf: (token: string): Buffer => createHash("sha256").update(token).digest(),
  };
}
