/**
 * Throws a `TypeError` for an option that there is not. TypeScript knows only those that are written in the call itself, and an
 * ignored `timeout` or `idempotencyKey` is found late.
 */
export function requireKnown(options: unknown, known: Readonly<Record<string, 1>>, callee: string): void {
  const names = Object.keys(known).join(", ");
  if (Object(options) !== options) throw new TypeError(`${callee} takes an object of ${names}`);
  for (const [name, value] of Object.entries(Object(options)))
    if (value !== undefined && !Object.hasOwn(known, name))
      throw new TypeError(`${callee} has no option ${name}, only ${names}`);
}

/** `Infinity` is one, too. */
export function requireDuration(timeoutMs: unknown): void {
  if (typeof timeoutMs !== "number" || !(timeoutMs > 0))
    throw new TypeError("timeoutMs has to be a number of milliseconds over 0");
}
