/** Further entries of the palette. `words` are synonyms to search for. */
export const texts = {
  account: { label: "My account", words: "profile email email address name" },
  security: { label: "Password and second factor", words: "security passkeys recovery codes" },
  sessions: { label: "My sessions", words: "devices sign out everywhere" },
  practices: { label: "My practices", words: "switch leave create" },
};
