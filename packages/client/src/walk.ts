import type { Call } from "./call.ts";

/** What the pages of a list have in common. Otherwise the items of two practices could stand in one list. */
type Walk = { practice?: string | null; account?: string | null };

/** For the options of each page's call. */
export const newWalk = (): { walk: Walk } => ({ walk: {} });

/** The value of the first page's call. That of this one, if it is no page. */
export function ofFirstPage<Name extends keyof Walk>(
  { options }: Call,
  name: Name,
  value: string | null,
): string | null {
  const walk: Walk = Object(options?.context?.walk);
  if (!(name in walk)) walk[name] = value;
  return walk[name] ?? null;
}
