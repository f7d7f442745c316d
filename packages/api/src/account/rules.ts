// Pure: browsers import it with the schema.

/**
 * Whether a log-in name is looked up among e-mail addresses. Every address has a dot after its @ (and a
 * few names that are no addresses do, too), so each name is looked up in one place only: a username can
 * never shadow an address, nor an address a username.
 */
export const couldBeEmail = (name: string) => /@.*\./s.test(name);

const longestDerivedName = 100;

/** So that there is room for a suffix. */
export const shortened = (username: string) =>
  Array.from(username).slice(0, longestDerivedName).join("").normalize("NFKC");

/** A username from what stands before the @; what is left of a short one is filled up. */
export function deriveUsername(email: string): string {
  const localPart = email.slice(0, email.lastIndexOf("@")).normalize("NFKC");
  const allowed = localPart.replace(/[^\p{L}\p{M}\p{N}.+_-]/gu, "");
  const cut = shortened(allowed);
  return Array.from(cut).length >= 3 ? cut : `user-${cut || "new"}`;
}

export const practiceNameFor = (name: string) => `Practice of ${name}`;
