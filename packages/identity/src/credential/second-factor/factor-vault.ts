import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { currentTime } from "@caretype/core/kernel/field/time";

export type FactorVault = ReturnType<typeof createFactorVault>;

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts and hashes second factors, so that the database alone reveals no secret or code. */
export function createFactorVault(secretKey: string, now: () => number = currentTime) {
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", secretKey, "caretype", use, 32));
  const secretsKey = derive("authenticator secret v1");
  const codesKey = derive("recovery code v1");
  return {
    /** Encrypts the secret of an account's authenticator app. */
    seal(accountId: AccountId, secret: string): Buffer {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, secretsKey, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(accountId));
      return Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
    },
    /** @throws if it was sealed for another account or with another key, or has been changed. */
    open(accountId: AccountId, sealed: Buffer): string {
      try {
        const nonce = sealed.subarray(0, nonceBytes);
        const decipher = createDecipheriv(algorithm, secretsKey, nonce, { authTagLength: tagBytes });
        // Prevents using a row copied from another account.
        decipher.setAAD(Buffer.from(accountId));
        decipher.setAuthTag(sealed.subarray(-tagBytes));
        const text = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
        return Buffer.concat([text, decipher.final()]).toString("utf8");
      } catch (cause) {
        throw new Error("An authenticator secret cannot be decrypted. Was SECRET_KEY changed?", { cause });
      }
    },
    /** The hash of a recovery code without its dashes. */
    recoveryHash: (accountId: AccountId, code: string): Buffer =>
      createHmac("sha256", codesKey).update(`${accountId} ${code}`).digest(),
    /** Clock for checking codes, in milliseconds since 1970. */
    now,
  };
}
