import type { AccountId } from "../../kernel/field/ids.ts";
/** Passkeys per account. All of them are listed in a sign-in's options. */
export const mostPasskeys = 20;

/** The user handle of an account's passkeys: the 16 bytes of its id, which contain no personal data. */
export const userHandleOf = (accountId: AccountId): string =>
  Buffer.from(accountId.replaceAll("-", ""), "hex").toString("base64url");
