// The kinds of records that have a list. A kind determines its code, such as `SAVED_VIEW_NOT_FOUND`, and the name in
// errors and the audit. Its records have versions. Pure: browsers use it.

import type { Permission } from "../permissions/permissions.ts";
import { refill } from "../permissions/refill.ts";

export type RecordKind = {
  one: string;
  many: string;
  /** The noun in errors. Default: `one`. */
  precise?: string;
  /** For a list with its own page in the console: the permission to see it. */
  page?: Permission;
};

/**
 * The kinds of all modules. Each module adds its own.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules extend it.
export interface RecordKinds {}

export type DeclaredKind = keyof RecordKinds & string;

/** Filled by `fillKinds`. Read it when needed, not when a file is loaded. */
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

/** The `…_NOT_FOUND` code of a kind: `visitType` → `VISIT_TYPE_NOT_FOUND`. */
export const notFoundOf = <Kind extends string>(kind: Kind) =>
  `${kind.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_NOT_FOUND` as NotFoundOf<Kind>;
