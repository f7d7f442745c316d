import { invalidInput } from "../error/domain-error.ts";
import { currentTime } from "../field/time.ts";

const dayMilliseconds = 86_400_000;

/** Now, as an instant of our own answers. */
export const instantNow = (): string => new Date(currentTime()).toISOString();

/** More than a day ahead: clocks may be wrong by some hours, or in another time zone. */
export const isFuture = (at: string | null): boolean =>
  at !== null && Date.parse(at) > currentTime() + dayMilliseconds;

/** A year, a month or a day that begins more than a day ahead. */
const isFutureDate = (date: string) =>
  date > new Date(currentTime() + dayMilliseconds).toISOString().slice(0, date.length);

type Dates = { onset?: string | null | undefined; abatement?: string | null | undefined };

/** Throws `INVALID_INPUT` if a date is in the future, or the end before the begin, as far as both are known. */
export function requirePossibleDates({ onset, abatement }: Dates): void {
  if (onset && isFutureDate(onset)) throw invalidInput({ onset: ["Is more than a day in the future"] });
  if (!abatement) return;
  if (isFutureDate(abatement)) throw invalidInput({ abatement: ["Is more than a day in the future"] });
  const known = Math.min(onset?.length ?? 0, abatement.length);
  if (onset && abatement.slice(0, known) < onset.slice(0, known))
    throw invalidInput({ abatement: ["Has to be no earlier than the start"] });
}

/** The given instant, or now. Throws `INVALID_INPUT` if it is more than a day in the future. */
export function recordedAtOr(given: string | undefined): string {
  if (given === undefined) return instantNow();
  if (isFuture(given)) throw invalidInput({ recordedAt: ["Is more than a day in the future"] });
  return given;
}
