// Pure: browsers import it with the schema.

/**
 * Whether a log-in name is looked up as an email address. Every address has a dot after its @. Each name is looked up
 * in one place only, so usernames and addresses cannot shadow each other.
 */
export const couldBeEmail = (name: string) => /@.*\./s.test(name);

const longestDerivedName = 100;

/** Leaves room for a suffix. */
export const shortened = (username: string) =>
  Array.from(username).slice(0, longestDerivedName).join("").normalize("NFKC");

/** Derives a username from the local part of an address. Pads a short one. */
export function deriveUsername(email: string): string {
  const localPart = email.slice(0, email.lastIndexOf("@")).normalize("NFKC");
  const allowed = localPart.replace(/[^\p{L}\p{M}\p{N}.+_-]/gu, "");
  const cut = shortened(allowed);
  return Array.from(cut).length >= 3 ? cut : `user-${cut || "new"}`;
}

export const practiceNameFor = (name: string) => `Practice of ${name}`;
