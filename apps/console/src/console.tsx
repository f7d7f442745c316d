import { App } from "./app.tsx";
import { noteFocusBeforeNavigation } from "./kit/focus/page-focus.tsx";
import { followLinksBy } from "./kit/navigation/navigation.ts";
import { type ConsoleRouter, createConsoleRouter } from "./router.tsx";
import { leaveIfCovered } from "./session/lock/guard-page.ts";

let made: ConsoleRouter | undefined;

/** Made when it is needed, as it reads the address. */
const router = (): ConsoleRouter => (made ??= createConsoleRouter());

/** Loads the code of the page at the address. */
export function preloadPage(): void {
  const opened = new Set(
    router()
      .matchRoutes(router().latestLocation)
      .map(({ routeId }) => routeId),
  );
  for (const route of Object.values(router().routesById))
    if (opened.has(route.id)) void router().loadRouteChunk(route);
}

/** The console, at the address of this document. */
export function startConsole() {
  router().subscribe("onBeforeNavigate", noteFocusBeforeNavigation);
  router().subscribe("onBeforeNavigate", leaveIfCovered);
  followLinksBy((to) => void router().navigate({ href: to }));
  return <App router={router()} />;
}
