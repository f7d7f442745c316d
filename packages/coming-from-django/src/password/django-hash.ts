import type { FormerHashes } from "@caretype/identity/credential/password/hashing";

// Django's password hashes. They are verified in their format until the first sign-in replaces them.

/** Django's own number grows by a fifth with each release: 1,200,000 in Django 6.0. */
export const maxIterations = 2_000_000;
/** Django's default is 12. Each step doubles the work. */
const maxBcryptCost = 14;

export const pbkdf2Shape =
  /^pbkdf2_sha256\$([1-9]\d{0,9})\$([\x21-\x23\x25-\x7e]{1,128})\$([A-Za-z\d+/]{43}=)$/;
export const bcryptShape = /^bcrypt_sha256\$(\$2[aby]\$(\d\d)\$[./A-Za-z\d]{53})$/;

/** Returns whether a stored hash is Django's and can be verified. */
export const isDjangoHash = (hash: string): boolean =>
  Number(pbkdf2Shape.exec(hash)?.[1] ?? Number.POSITIVE_INFINITY) <= maxIterations ||
  Number(bcryptShape.exec(hash)?.[2] ?? Number.POSITIVE_INFINITY) <= maxBcryptCost;

export const djangoHashes: FormerHashes = {
  includes: isDjangoHash,
  verifier: new URL("./verify-django-hash.ts", import.meta.url),
};

/** What an import does with a hash. `costly`: verifying it would take long enough to block the server. */
export type DjangoHashKind = "usable" | "costly" | "unusable" | "unsupported";

/** Django writes `!` and random characters for an account without a password. */
export function kindOfHash(hash: string): DjangoHashKind {
  if (isDjangoHash(hash)) return "usable";
  if (pbkdf2Shape.test(hash) || bcryptShape.test(hash)) return "costly";
  return hash === "" || hash.startsWith("!") ? "unusable" : "unsupported";
}
