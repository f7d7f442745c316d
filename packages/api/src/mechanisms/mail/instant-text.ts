/** Created for the first email, as it takes 10 ms. */
let format: Intl.DateTimeFormat | undefined;

/** `20 November 2026 at 18:05 UTC` */
export function instantText(instant: string): string {
  format ??= new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "long", timeStyle: "short" });
  return `${format.format(new Date(instant))} UTC`;
}
