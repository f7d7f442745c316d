const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Of an address that was copied, the id in it; what has none is for the server to refuse. */
export const patientIdIn = (text: string): string => text.match(id)?.[0] ?? text.trim();
