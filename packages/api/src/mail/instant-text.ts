/** Made when the first mail needs it: that takes 10 ms, and no start waits for it. */
let format: Intl.DateTimeFormat | undefined;

/** `20 November 2026 at 18:05 UTC` */
export function instantText(instant: string): string {
  format ??= new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "long", timeStyle: "short" });
  return `${format.format(new Date(instant))} UTC`;
}
