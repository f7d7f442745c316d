import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/** By which a bearer token is told to be a key, and secret scanners know one. */
const prefix = "ct_";

/** 32 random bytes, then four of a checksum, each in its one canonical base64url spelling. */
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

/** Whether a bearer token is meant to be a key. */
export const looksLikeApiKey = (text: string): boolean => text.startsWith(prefix);

/** Whether it can be one of ours: a mistyped or made-up one mostly asks no database. */
export function isApiKey(text: string): boolean {
  const [, secret, checksum] = shape.exec(text) ?? [];
  return secret !== undefined && checksumOf(secret) === checksum;
}

/** What the database keeps of it. A fast hash is enough for 256 random bits. */
export const hashOfApiKey = (key: string): Buffer => createHash("sha256").update(key).digest();

/** What people tell keys apart by. */
export const hintOf = (key: string): string => key.slice(0, shownCharacters);
