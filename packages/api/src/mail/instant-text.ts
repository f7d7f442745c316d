const format = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "long", timeStyle: "short" });

/** `20 November 2026 at 18:05 UTC` */
export const instantText = (instant: string): string => `${format.format(new Date(instant))} UTC`;
