/** Whether an authenticator keeps it for this account: under its id, as bytes in base64url. */
export function isPasskeyOf(accountId: string, userHandle: string | undefined): boolean {
  const bytes = accountId.replaceAll("-", "").match(/../g) ?? [];
  const text = String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16)));
  const expected = btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return userHandle === expected;
}
