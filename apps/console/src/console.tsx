import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { noteFocusBeforeNavigation } from "./kit/focus/page-focus.tsx";
import { followLinksBy } from "./kit/navigation/navigation.ts";
import { ErrorBoundary } from "./kit/notice/error-boundary.tsx";
import { Toasts } from "./kit/notice/toasts.tsx";
import { SignInAgain } from "./pages/account/sign-in/sign-in-again.tsx";
import { type ConsoleRouter, createConsoleRouter } from "./router.tsx";
import { queryClient } from "./session/client/api.ts";
import { leaveIfCovered } from "./session/lock/guard-page.ts";
import { Reauthentication } from "./session/reauthentication/reauthentication.tsx";

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

function App({ router }: { router: ConsoleRouter }) {
  return (
    <>
      <Toasts />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <ErrorBoundary>
          <Reauthentication />
        </ErrorBoundary>
        <SignInAgain />
      </QueryClientProvider>
    </>
  );
}
