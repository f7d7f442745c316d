const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Extracts the id from a copied address. The server rejects other text. */
export const patientIdIn = (text: string): string => text.match(id)?.[0] ?? text.trim();
