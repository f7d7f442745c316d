import { json, prettyText } from "./pretty-text.ts";

// An example names what the reader has to put in, such as an id. Its input then has a text with a mark, which is
// `patientId` in TypeScript and `$PATIENT_ID` in a shell.

/** A text that the reader has to put in, such as an id. */
export const placeholder = (name: string): string => `\u{E000}${name}\u{E001}`;

/** An object that the reader has to put in, such as a passkey's answer. */
export const objectPlaceholder = (name: string): string => `\u{E000}{${name}}\u{E001}`;

/** Returns the name of a value that is a placeholder, or null. */
export function placeholderName(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const [, name = null] = /^\u{E000}\{?(\w+)\}?\u{E001}$/u.exec(value) ?? [];
  return name;
}

const shellName = (name: string) => `$${environmentName(name)}`;

/** `patientId` → `PATIENT_ID` */
export const environmentName = (name: string): string => name.replaceAll(/(?=[A-Z])/g, "_").toUpperCase();

/** Returns JSON for a here-document, in which the shell replaces variables. */
export const shellJson = (value: unknown): string =>
  prettyText(value, json)
    .replaceAll(/[\\`$]/g, "\\$&")
    .replaceAll(/"\u{E000}\{(\w+)\}\u{E001}"/gu, (_, name: string) => shellName(name))
    .replaceAll(/\u{E000}(\w+)\u{E001}/gu, (_, name: string) => shellName(name));

/** Returns a word of a command. Quotes keep the shell from changing it. */
export function shellWord(value: unknown): string {
  const name = placeholderName(value);
  if (name !== null) return `"${shellName(name)}"`;
  const text = String(value);
  return /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Returns a part of an address, for a text in double quotes. */
export function addressPart(value: unknown): string {
  const name = placeholderName(value);
  return name === null ? encodeURIComponent(String(value)) : shellName(name);
}
