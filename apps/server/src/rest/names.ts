/** `dateOfBirth` → `date_of_birth`: what a typed name is called on the REST wire. The way back goes by the schema. */
export const wireName = (typedName: string) =>
  typedName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
