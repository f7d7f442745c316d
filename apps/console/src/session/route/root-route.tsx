import { createRootRoute, Outlet, redirect } from "@tanstack/react-router";
import { resumeSession } from "../client/session.ts";
import { entryPathAt, isOnlySignedOut } from "./entry-paths.ts";

export const rootRoute = createRootRoute({
  beforeLoad: async ({ location: { pathname, href } }) => {
    const path = entryPathAt(pathname);
    if (!path) return;
    // Back, to before the sign-in.
    if (isOnlySignedOut(path) && (await resumeSession().catch(() => false)))
      throw redirect({ to: "/", replace: true });
    // The other entry pages need a document of their own.
    window.location.assign(href);
    await new Promise<never>(() => undefined);
  },
  component: Outlet,
});
