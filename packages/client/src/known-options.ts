/** Option names. 0: internal to libraries, never named in messages. */
type Known = Readonly<Record<string, 0 | 1>>;

/**
 * Throws a `TypeError` for an unknown option. TypeScript checks only object literals, and an ignored `timeout` or
 * `idempotencyKey` is found late.
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

/** Includes `Infinity`. */
export function requireDuration(timeoutMs: unknown): void {
  if (typeof timeoutMs !== "number" || !(timeoutMs > 0))
    throw new TypeError("timeoutMs has to be a number of milliseconds over 0");
}
