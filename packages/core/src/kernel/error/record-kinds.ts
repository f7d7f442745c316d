// The kinds of records that have a list. From a kind follow its code, such as `SAVED_VIEW_NOT_FOUND`, that its records have versions,
// and what errors and the audit call them. Pure: browsers use it.

import type { Permission } from "../permissions/permissions.ts";
import { refill } from "../permissions/refill.ts";

export type RecordKind = {
  one: string;
  many: string;
  /** What errors call it. Default: `one`. */
  precise?: string;
  /** For a list with a page of its own in the console: the permission to see it. */
  page?: Permission;
};

/**
 * The kinds of all modules. Each module adds its own.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules extend it.
export interface RecordKinds {}

/** The kinds of records with a list. */
export type DeclaredKind = keyof RecordKinds & string;

/** Filled by `fillKinds`, so read it when it is needed, not when a file is loaded. */
export const recordKinds = {} as Record<DeclaredKind, RecordKind>;

/** Replaces all kinds with those of these modules. */
export const fillKinds = (declarations: readonly { kinds?: Readonly<Record<string, RecordKind>> }[]): void =>
  refill(
    recordKinds,
    declarations.map(({ kinds }) => kinds),
  );

type Snake<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Snake<Rest>}`
  : "";
/** The kinds of lists that have a page. */
export type PagedKind = {
  [Kind in DeclaredKind]: RecordKinds[Kind] extends { page: Permission } ? Kind : never;
}[DeclaredKind];

export type NotFoundOf<Kind extends string> = `${Uppercase<Snake<Kind>>}_NOT_FOUND`;

/** The code with which a record of a kind is not found: `visitType` → `VISIT_TYPE_NOT_FOUND`. */
export const notFoundOf = <Kind extends string>(kind: Kind) =>
  `${kind.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_NOT_FOUND` as NotFoundOf<Kind>;
