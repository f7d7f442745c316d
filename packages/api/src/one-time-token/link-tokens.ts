import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

export type LinkTokens = {
  /** The token of a mailed link: made from the id whenever it is needed, so that no database has it. */
  tokenOf(linkId: string): string;
  /** A token that its maker hands out at once, and nobody can make again. */
  random(): string;
  /** Whether a text can be one at all. */
  isToken(text: string): boolean;
  /** What the database keeps. */
  hashOf(token: string): Buffer;
};

/** 32 bytes in base64url, in the one canonical spelling. */
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
