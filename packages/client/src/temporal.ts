/** The required part of Temporal: the global one, or a polyfill's. */
type TemporalWith<Instant> = { Instant: { from(text: string): Instant } };

/** `Temporal.Instant`, if the program's type libraries declare it. */
type GlobalInstant = typeof globalThis extends { Temporal: TemporalWith<infer Instant> } ? Instant : never;

/**
 * Returns a record's instant, such as `startsAt`, as a `Temporal.Instant`, for calculations and time zones. Pass a
 * polyfill's `Temporal` if there is no global one.
 *
 * @throws {TypeError} if there is no `Temporal`.
 * @throws {RangeError} for a text that is not an instant, such as a day.
 *
 * @example
 * const local = toTemporal(appointment.startsAt).toZonedDateTimeISO("Europe/Berlin");
 *
 * @example
 * // With the Temporal of a polyfill.
 * const minutes = toTemporal(startsAt, Temporal).until(toTemporal(endsAt, Temporal)).total("minutes");
 */
export function toTemporal(instant: string): GlobalInstant;
export function toTemporal<Instant>(instant: string, temporal: TemporalWith<Instant>): Instant;
export function toTemporal(
  instant: string,
  temporal: unknown = Reflect.get(globalThis, "Temporal"),
): unknown {
  if (!isTemporal(temporal)) throw new TypeError("There is no global Temporal: pass that of a polyfill");
  return temporal.Instant.from(instant);
}

const isTemporal = (value: unknown): value is TemporalWith<unknown> =>
  typeof value === "object" && value !== null && "Instant" in value;
