/** Fields that change by themselves: a session's last activity, and encrypted cursors. */
const changing = new Set(["lastSeenAt", "cursor", "next"]);

/** An answer without the fields that change by themselves, to compare it with a later one. */
export const stableAnswer = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer ?? null, (name, value) => (changing.has(name) ? null : value)));
