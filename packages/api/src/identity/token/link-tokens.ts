import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

export type LinkTokens = {
  /** The token of an emailed link, derived from its id on demand, so that it is not stored. */
  tokenOf(linkId: string): string;
  /** A random token that is returned once and cannot be derived again. */
  random(): string;
  /** Whether a text has the shape of a token. */
  isToken(text: string): boolean;
  /** The hash stored in the database. */
  hashOf(token: string): Buffer;
};

/** 32 bytes in canonical base64url. */
const tokenShape = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

export function createLinkTokens(secretKey: string): LinkTokens {
  const key = Buffer.from(hkdfSync("sha256", secretKey, "caretype", "one-time link v1", 32));
  return {
    tokenOf: (linkId) => createHmac("sha256", key).update(linkId).digest("base64url"),
    random: () => randomBytes(32).toString("base64url"),
    isToken: (text) => tokenShape.test(text),
    hashOf: (token) => createHash("sha256").update(token).digest(),
  };
}
