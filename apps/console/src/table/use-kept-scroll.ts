import { useElementScrollRestoration } from "@tanstack/react-router";

/** Where the reader was on this page of the browser's history; the rows there are the first that are made. */
export function useKeptScroll(id: string | undefined): number {
  const kept = useElementScrollRestoration({ id: id ?? "none" });
  return (id && kept?.scrollY) || 0;
}
