import { expect, it } from "vitest";
import { isPasskeyOf } from "./passkey-owner.ts";

const own = "0198c0de-fbff-7000-8000-3f3e3dfffefd";
/** The API's encoding. */
const handleOf = (accountId: string) =>
  Buffer.from(accountId.replaceAll("-", ""), "hex").toString("base64url");

it("accepts only passkeys of the account", () => {
  expect(isPasskeyOf(own, handleOf(own))).toBe(true);
  expect(isPasskeyOf(own, handleOf("0198c0de-fbff-7000-8000-3f3e3dfffefe"))).toBe(false);
  expect(isPasskeyOf(own, undefined)).toBe(false);
});
