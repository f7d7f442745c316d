/** `day` has a column for each doctor, and `rooms` is a day with one for each room. */
export const views = ["day", "rooms", "week", "month", "agenda"] as const;
export type View = (typeof views)[number];
export const isView = (name: unknown): name is View => views.some((known) => known === name);
