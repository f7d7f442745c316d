/** How statements begin whose transactions change several practices on purpose, with the reason. */
const spanning: readonly { begins: string; reason: string }[] = [
  {
    begins: 'select "value", "account_id", "practice_id", "mark" from "account_external_id"',
    reason:
      "The import of a Django backend makes a practice for each user, all or nothing. Citus then commits on several nodes.",
  },
];

export const spansPractices = (text: string): boolean =>
  spanning.some(({ begins }) => text.trim().startsWith(begins));
