import type { Call } from "./call.ts";

/** State shared by a list's pages. Otherwise one list could mix two practices' items. */
type Walk = { practice?: string | null; account?: string | null };

/** A key in the options of each page's call. */
export const newWalk = (): { walk: Walk } => ({ walk: {} });

/** Returns the value of the first page's call, or of this call if it is not a page. */
export function ofFirstPage<Name extends keyof Walk>(
  { options }: Call,
  name: Name,
  value: string | null,
): string | null {
  const walk: Walk = Object(options?.context?.walk);
  if (!(name in walk)) walk[name] = value;
  return walk[name] ?? null;
}
