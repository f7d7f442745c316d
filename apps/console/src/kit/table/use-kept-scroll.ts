import { useElementScrollRestoration } from "@tanstack/react-router";

/** The scroll position of this history entry, so that those rows render first. */
export function useKeptScroll(id: string | undefined): number {
  const kept = useElementScrollRestoration({ id: id ?? "none" });
  return (id && kept?.scrollY) || 0;
}
