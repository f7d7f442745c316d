/**
 * The dialects of REST answers. `none` is Caretype's own. Modules add those of former systems.
 * @public
 */
export interface RestDialects {
  none: true;
}
export type RestDialect = keyof RestDialects & string;

/** Filled by `fillDialects`. Read it when needed, not when a file is loaded. */
export const restDialects: RestDialect[] = ["none"];

/** Replaces all names with those of these modules. */
export function fillDialects(declarations: readonly { dialects?: readonly RestDialect[] }[]): void {
  restDialects.splice(1, Infinity, ...declarations.flatMap(({ dialects = [] }) => dialects));
}

/** Parses a stored name. Null if no running module has it. */
export const knownDialect = (name: string | null | undefined): RestDialect | null =>
  restDialects.find((known) => known === name) ?? null;
