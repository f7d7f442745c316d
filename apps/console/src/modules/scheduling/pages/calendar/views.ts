/** `day` has a column per doctor, and `rooms` one per room. */
export const views = ["day", "rooms", "week", "month", "agenda"] as const;
export type View = (typeof views)[number];
export const isView = (name: unknown): name is View => views.some((known) => known === name);
