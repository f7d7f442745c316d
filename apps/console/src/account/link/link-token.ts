import { type ParsedLocation, redirect } from "@tanstack/react-router";

const tokens = new Map<string, string>();

/** Moves a mailed link's token from the address into memory. So it stays in no history. */
export function captureLinkToken({ pathname, hash }: Pick<ParsedLocation, "pathname" | "hash">): void {
  if (hash === "") return;
  const token = new URLSearchParams(hash).get("token");
  if (token) tokens.set(pathname, token);
  throw redirect({ to: pathname, hash: "", replace: true });
}

/** The token of the link; null for a truncated link or after a reload. */
export const linkToken = (path: string): string | null => tokens.get(path) ?? null;
