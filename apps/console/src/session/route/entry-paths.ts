import type { ComponentType } from "react";

/** Pages that need no session, and load without the console. */
export const entryPaths = [
  "/welcome",
  "/sign-in",
  "/register",
  "/forgot-password",
  // Targets of emailed links.
  "/confirm-registration",
  "/verify-email",
  "/reset-password",
  "/confirm-email",
  "/unlock",
  "/accept-invitation",
  "/appointment",
] as const;

export type EntryPath = (typeof entryPaths)[number];

/** A module's pages at some of these paths: `modules/<name>/parts/entry.ts`. */
export type EntryPages = Partial<Record<EntryPath, ComponentType>>;

/** The entry page at a path; undefined for a page of the console. */
export const entryPathAt = (pathname: string): EntryPath | undefined =>
  entryPaths.find((path) => path === pathname || `${path}/` === pathname);

/** These open the console if a user is signed in. */
export const isOnlySignedOut = (path: EntryPath): boolean =>
  path === "/welcome" || path === "/sign-in" || path === "/register";
