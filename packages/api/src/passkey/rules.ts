import type { AccountId } from "../field/ids.ts";
/** So many may an account have: nobody uses more, and each is named in the options of a log-in. */
export const mostPasskeys = 20;

/** Under which an authenticator keeps an account's passkeys: the 16 bytes of its id, which say nothing about anybody. */
export const userHandleOf = (accountId: AccountId): string =>
  Buffer.from(accountId.replaceAll("-", ""), "hex").toString("base64url");
