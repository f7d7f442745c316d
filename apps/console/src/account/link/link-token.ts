import { type ParsedLocation, redirect } from "@tanstack/react-router";

const held = new Map<string, string>();

/**
 * Of a page that a mailed link leads to, before it is shown: its token goes from the address bar into this page's memory
 * at once, so that it stays in no history.
 */
export function holdLinkToken({ pathname, hash }: Pick<ParsedLocation, "pathname" | "hash">): void {
  if (hash === "") return;
  const token = new URLSearchParams(hash).get("token");
  if (token) held.set(pathname, token);
  throw redirect({ to: pathname, hash: "", replace: true });
}

/** Null where the link was cut on its way, or the page was loaded anew. */
export const linkToken = (path: string): string | null => held.get(path) ?? null;
