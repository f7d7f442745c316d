/** `dateOfBirth` → `date_of_birth`: what a typed name is called on the REST wire. The way back goes by the schema. */
export const wireName = (typedName: string) =>
  typedName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Each typed name in a text as a wire name. Names of procedures stay: `patient.byId`. */
export const allInWireNames = (text: string) =>
  text.replace(/(?<![\w.])[a-z]+(?:[A-Z][a-z0-9]*)+/g, wireName);

/** The same of what is between back-ticks, and is no plain words. */
export const inWireNames = (text: string) => text.replace(/`[^`]+`/g, allInWireNames);
