import { expect, it } from "vitest";
import { isPasskeyOf } from "./passkey-owner.ts";

const own = "0198c0de-fbff-7000-8000-3f3e3dfffefd";
/** As the API makes it. */
const handleOf = (accountId: string) =>
  Buffer.from(accountId.replaceAll("-", ""), "hex").toString("base64url");

it("tells an account's passkeys from all others, which unlock nothing", () => {
  expect(isPasskeyOf(own, handleOf(own))).toBe(true);
  expect(isPasskeyOf(own, handleOf("0198c0de-fbff-7000-8000-3f3e3dfffefe"))).toBe(false);
  expect(isPasskeyOf(own, undefined)).toBe(false);
});
