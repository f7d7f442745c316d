/** The names of options. 0: only libraries give it, and no message names it. */
type Known = Readonly<Record<string, 0 | 1>>;

/**
 * Throws a `TypeError` for an option that there is not. TypeScript knows only those that are written in the call itself, and an
 * ignored `timeout` or `idempotencyKey` is found late.
 */
export function requireKnown(options: unknown, known: Known, callee: string): void {
  const names = Object.keys(known)
    .filter((name) => known[name])
    .join(", ");
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
