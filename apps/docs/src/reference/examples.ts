import { databaseGroups, kebabCase } from "@caretype/cli/feature-names";
import { flagOf } from "@caretype/cli/field-options";
import type { ProcedureDefinition } from "@caretype/cli/procedure-definitions";
import { encode, isRecord } from "@caretype/server/rest/encode";
import { wireName } from "@caretype/server/rest/names";
import { cases } from "@caretype/test-api/all-cases";
import type { ReferenceProcedure } from "./procedures.ts";
import { sampleFixture } from "./sample-fixture.ts";

export function placeholderName(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const [, name = null] = /^\u{E000}\{?(\w+)\}?\u{E001}$/u.exec(value) ?? [];
  return name;
}

const shellName = (name: string) => `$${environmentName(name)}`;

/** `patientId` → `PATIENT_ID` */
export const environmentName = (name: string): string => name.replaceAll(/(?=[A-Z])/g, "_").toUpperCase();

/** Returns JSON for a here-document, in which the shell expands variables. */
const shellJson = (value: unknown): string =>
  prettyText(value, json)
    .replaceAll(/[\\`$]/g, "\\$&")
    .replaceAll(/"\u{E000}\{(\w+)\}\u{E001}"/gu, (_, name: string) => shellName(name))
    .replaceAll(/\u{E000}(\w+)\u{E001}/gu, (_, name: string) => shellName(name));

function shellWord(value: unknown): string {
  const name = placeholderName(value);
  if (name !== null) return `"${shellName(name)}"`;
  const text = String(value);
  return /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Returns a part of an address, for a string in double quotes. */
function addressPart(value: unknown): string {
  const name = placeholderName(value);
  return name === null ? encodeURIComponent(String(value)) : shellName(name);
}

type Style = {
  leaf(value: unknown): string;
  member(key: string, text: string): string;
  /** The separator after the last member of several lines. */
  lastComma: "," | "";
};

const json: Style = {
  leaf: (value) => JSON.stringify(value),
  member: (key, text) => `${JSON.stringify(key)}: ${text}`,
  lastComma: "",
};

const maxLineLength = 90;

function prettyText(value: unknown, style: Style, indent = ""): string {
  if (typeof value !== "object" || value === null) return style.leaf(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => prettyText(item, style, inner))
    : Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .map(([key, part]) => style.member(key, prettyText(part, style, inner)));
  const [start, end] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const space = Array.isArray(value) || parts.length === 0 ? "" : " ";
  const line = `${start}${space}${parts.join(", ")}${space}${end}`;
  if (parts.length === 0 || (line.length + indent.length < maxLineLength && !line.includes("\n")))
    return line;
  return `${start}\n${inner}${parts.join(`,\n${inner}`)}${style.lastComma}\n${indent}${end}`;
}

type ExampleInput = Record<string, unknown>;

/** The fixture's new addresses are random. */
const randomAddress = /^[\da-f-]{36}@/;

/** Returns the input of a procedure's example: its case's input, with placeholders. Null if it has no input. */
export async function exampleInput(path: string): Promise<ExampleInput | null> {
  const makeInput = cases.get(path)?.input;
  if (!makeInput) return null;
  // The sample has placeholder texts in place of the fixture's ids.
  const input: unknown = await Reflect.apply(makeInput, undefined, [sampleFixture]);
  if (typeof input !== "object" || input === null) return null;
  const fields = Object.entries(input).map(([name, value]) => [
    name,
    typeof value === "string" ? value.replace(randomAddress, "new.address@") : value,
  ]);
  return fields.length === 0 ? null : Object.fromEntries(fields);
}

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

/** Returns the call with the typed client, or null for a renewal, which the client does itself. */
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

/** Quotes keys only where necessary. */
const typescript: Style = {
  leaf: (value) => placeholderName(value) ?? JSON.stringify(value),
  member: (key, text) => (key === text ? key : `${/^\w+$/.test(key) ? key : JSON.stringify(key)}: ${text}`),
  lastComma: ",",
};

/** Returns the call over REST with curl, or null if REST lacks it. */
export function curlExample({ route, meta }: ReferenceProcedure, input: ExampleInput | null): string | null {
  if (!route) return null;
  const encoded = encode(route.shapes().input, input ?? {});
  const fields = isRecord(encoded) ? { ...encoded } : {};
  const path = route.pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = fields[name];
    delete fields[name];
    return addressPart(value);
  });
  const hasQuery = route.method === "GET" || route.method === "DELETE";
  const query = hasQuery ? queryOf(fields) : "";
  const hasBody = !hasQuery && Object.keys(fields).length > 0;
  const lines = [
    `curl ${route.method === "GET" ? "" : `-X ${route.method} `}"$CARETYPE_URL/api${path}${query}"`,
    ...(meta.guard?.kind === "public" ? [] : [`-H "Authorization: Bearer $TOKEN"`]),
    ...(hasBody ? [`-H "Content-Type: application/json"`, "--data-binary @- <<JSON"] : []),
  ];
  return `${lines.join(" \\\n  ")}${hasBody ? `\n${shellJson(fields)}\nJSON` : ""}`;
}

/** A list is one parameter. */
function queryOf(fields: Record<string, unknown>): string {
  const parts = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${wireName(name)}=${[value].flat().map(addressPart).join(",")}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

type Field = ProcedureDefinition["fields"][number];

export function commandExample({ command }: ReferenceProcedure, input: ExampleInput | null): string | null {
  if (!command) return null;
  const group = kebabCase(command.feature);
  const name = `${databaseGroups.includes(group) ? "api " : ""}${group} ${kebabCase(command.name)}`;
  if (input === null) return `caretype ${name}`;
  const given = command.fields.filter((field) => input[field.name] !== undefined);
  // Lists of objects, and secrets, which the list of processes would show.
  if (given.some(({ kind, isSecret }) => kind === "json" || isSecret))
    return `caretype ${name} --input - <<JSON\n${shellJson(input)}\nJSON`;
  // Another text, such as a passkey's id, may begin with a dash like an option.
  const isArgument = ({ name: field, placeholder }: Field) =>
    command.positional.includes(field) && placeholder !== "text";
  const words = [
    ...command.positional.flatMap((field) =>
      given.some((one) => one.name === field && isArgument(one)) ? shellWord(input[field]) : [],
    ),
    ...given.filter((field) => !isArgument(field)).flatMap((field) => wordsOf(field, input[field.name])),
  ];
  return ["caretype", name, ...words].join(" ");
}

function wordsOf({ name, isRepeated }: Field, value: unknown): string[] {
  if (value === null || value === false) return [`--no-${kebabCase(name)}`];
  if (value === true) return [flagOf(name)];
  const values: unknown[] = isRepeated && Array.isArray(value) ? value : [value];
  return values.map((one) => `${flagOf(name)} ${shellWord(one)}`);
}
