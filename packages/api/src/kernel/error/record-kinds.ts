// The kinds of records that have a list, once. From it follow their codes, such as `SAVED_VIEW_NOT_FOUND`, that they
// have versions, and what errors and the audit call them. Pure: browsers use it.

import type { Permission } from "../permissions/permissions.ts";

type Says = {
  one: string;
  many: string;
  /** What errors call it. Default: `one`. */
  precise?: string;
  /** For a list with a page of its own in the console: the permission to see it. */
  page?: Permission;
};

export const recordKinds = {
  savedView: { one: "a saved view", many: "saved views" },
  visitType: { one: "a visit type", many: "visit types" },
  room: { one: "a room", many: "rooms" },
  appointment: { one: "an appointment", many: "appointments" },
  encounter: { one: "an encounter", many: "encounters" },
  condition: { one: "a condition", many: "conditions" },
  allergy: { one: "an allergy", many: "allergies" },
  observation: { one: "an observation", many: "observations" },
  noteKind: { one: "a kind of note", many: "kinds of notes" },
  note: { one: "a note", many: "notes" },
  medication: { one: "a medication", many: "medications" },
  immunization: { one: "an immunization", many: "immunizations" },
  procedure: { one: "a procedure", many: "procedures", precise: "a clinical procedure" },
  restriction: { one: "a restriction", many: "restrictions" },
} as const satisfies Record<string, Says>;

type Snake<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Snake<Rest>}`
  : "";
/** The kinds of lists that have a page. */
export type PagedKind = {
  [Kind in keyof typeof recordKinds]: (typeof recordKinds)[Kind] extends { page: Permission } ? Kind : never;
}[keyof typeof recordKinds];

export type NotFoundOf<Kind extends string> = `${Uppercase<Snake<Kind>>}_NOT_FOUND`;

/** The code with which a record of a kind is not found: `visitType` → `VISIT_TYPE_NOT_FOUND`. */
export const notFoundOf = <Kind extends string>(kind: Kind) =>
  `${kind.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_NOT_FOUND` as NotFoundOf<Kind>;

/** Calls `make` for each kind. Returns the results by the kinds' codes. */
export function byNotFound<Made>(make: (kind: string, says: Says) => Made) {
  const entries = Object.entries<Says>(recordKinds).map(
    ([kind, says]) => [notFoundOf(kind), make(kind, says)] as const,
  );
  // `fromEntries` loses the names.
  return Object.fromEntries(entries) as Record<NotFoundOf<keyof typeof recordKinds>, Made>;
}
