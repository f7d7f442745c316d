// Pure: browsers import it with the schema.

import type { MailLanguage } from "@caretype/core/mechanisms/mail/languages";

/**
 * Whether a sign-in name is looked up as an email address. Every address has a dot after its @. Each name is looked up
 * in one place only, so usernames and addresses cannot shadow each other.
 */
export const couldBeEmail = (name: string) => /@[^@.]*\./.test(name);

const maxDerivedNameLength = 100;

/** Leaves room for a suffix. */
export const shortened = (username: string) =>
  Array.from(username).slice(0, maxDerivedNameLength).join("").normalize("NFKC");

/** Derives a username from the local part of an address. Pads a short one. */
export function deriveUsername(email: string): string {
  const localPart = email.slice(0, email.lastIndexOf("@")).normalize("NFKC");
  const allowed = localPart.replace(/\p{Default_Ignorable_Code_Point}|[^\p{L}\p{M}\p{N}.+_-]/gu, "");
  const cut = shortened(allowed);
  return Array.from(cut).length >= 3 ? cut : `user-${cut || "new"}`;
}

type Named = { name: string; username: string };

/** The name that a person gave. Null if the username stands in for it, which is unsuitable for a greeting. */
const givenName = ({ name, username }: Named): string | null => (name === username ? null : name);

/** The default name of an account's own practice. */
export function practiceNameFor(account: Named, language: MailLanguage = "en"): string {
  const name = givenName(account);
  const [mine, of] = practiceNames[language];
  return name === null ? mine : `${of} ${name}`;
}

const practiceNames: Readonly<Record<MailLanguage, [mine: string, of: string]>> = {
  en: ["My practice", "Practice of"],
  de: ["Meine Praxis", "Praxis von"],
  es: ["Mi consulta", "Consulta de"],
};
