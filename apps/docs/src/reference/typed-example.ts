import type { ExampleInput } from "./example-input.ts";
import { placeholderName } from "./placeholder.ts";
import { prettyText, type Style } from "./pretty-text.ts";
import type { ReferenceProcedure } from "./procedures.ts";

/** What the client's `auth` does, because these create or end tokens. */
const byAuth: Readonly<Record<string, string>> = {
  "account.register": "register",
  "account.confirmRegistration": "confirmRegistration",
  "account.login": "login",
  "account.completeLogin": "completeLogin",
  "account.logInWithCode": "loginWithCode",
  "account.logout": "logout",
  "account.logoutEverywhere": "logoutEverywhere",
  "passkey.login": "loginWithPasskey",
};

/** Returns the call with the typed client, or null: the client renews tokens by itself. */
export function typedExample(
  { path, type }: Pick<ReferenceProcedure, "path" | "type">,
  input: ExampleInput | null,
): string | null {
  if (path === "account.refresh") return null;
  const own = byAuth[path];
  const call = own ? `auth.${own}` : `${path}.${type === "query" ? "query" : "mutate"}`;
  const value = input === null || own?.startsWith("logout") ? "" : prettyText(input, typescript);
  return `await caretype.${call}(${value});`;
}

/** Names that need no quotes have none. */
const typescript: Style = {
  leaf: (value) => placeholderName(value) ?? JSON.stringify(value),
  member: (key, text) => (key === text ? key : `${/^\w+$/.test(key) ? key : JSON.stringify(key)}: ${text}`),
  lastComma: ",",
};
