/** Whether a passkey's user handle is this account's id, as base64url bytes. */
export function isPasskeyOf(accountId: string, userHandle: string | undefined): boolean {
  const bytes = accountId.replaceAll("-", "").match(/../g) ?? [];
  const text = String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16)));
  const expected = btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return userHandle === expected;
}
