/** Returns the REST name of a typed name: `dateOfBirth` → `date_of_birth`. The schema has the inverse. */
export const wireName = (typedName: string) =>
  typedName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Replaces each typed name in a text by its REST name. Procedures keep theirs: `patient.byId`. */
export const allInWireNames = (text: string) =>
  text.replace(/(?<![\w.])[a-z]+(?:[A-Z][a-z0-9]*)+/g, wireName);

/** Like `allInWireNames`, but only in backticks, so that plain words stay. */
export const inWireNames = (text: string) => text.replace(/`[^`]+`/g, allInWireNames);
