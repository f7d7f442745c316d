import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/** Identifies a bearer token as an API key, also for secret scanners. */
const prefix = "ct_";

/** 32 random bytes and a checksum of four, each in canonical base64url. */
const shape = /^ct_([\w-]{42}[AEIMQUYcgkosw048])([\w-]{5}[AQgw])$/;

const shownCharacters = 8;

function checksumOf(secret: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(secret));
  return bytes.toString("base64url");
}

export function newApiKey(): string {
  const secret = randomBytes(32).toString("base64url");
  return `${prefix}${secret}${checksumOf(secret)}`;
}

/** Whether a bearer token has the prefix of a key. */
export const looksLikeApiKey = (text: string): boolean => text.startsWith(prefix);

/** Checks shape and checksum, so that a mistyped key needs no database query. */
export function isApiKey(text: string): boolean {
  const [, secret, checksum] = shape.exec(text) ?? [];
  return secret !== undefined && checksumOf(secret) === checksum;
}

/** The hash stored in the database. A fast hash is enough for 256 random bits. */
export const hashOfApiKey = (key: string): Buffer => createHash("sha256").update(key).digest();

/** The first characters, to distinguish keys. */
export const hintOf = (key: string): string => key.slice(0, shownCharacters);
