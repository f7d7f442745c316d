import { useNotifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useFirstInteraction } from "./kit/behavior/use-first-interaction.ts";
import { lazyPart } from "./kit/connection/load-code.ts";
import { noteFocusBeforeNavigation } from "./kit/focus/page-focus.tsx";
import { followLinksBy } from "./kit/navigation/app-link.tsx";
import { ErrorBoundary } from "./kit/notice/error-boundary.tsx";
import { noteOpened } from "./kit/notice/last-change.ts";
import { SignInAgain } from "./modules/identity/pages/account/sign-in/sign-in-again.tsx";
import { type ConsoleRouter, createConsoleRouter } from "./router.tsx";
import { queryClient } from "./session/client/api.ts";
import { useReauthenticationRequest } from "./session/client/reauthentication-request.ts";
import { leaveIfCovered } from "./session/lock/lock.ts";

let created: ConsoleRouter | undefined;

/** Created lazily, as it reads the address. */
const router = (): ConsoleRouter => (created ??= createConsoleRouter());

export function preloadPage(): void {
  const opened = new Set(
    router()
      .matchRoutes(router().latestLocation)
      .map(({ routeId }) => routeId),
  );
  for (const route of Object.values(router().routesById))
    if (opened.has(route.id)) void router().loadRouteChunk(route);
}

export function startConsole() {
  router().subscribe("onBeforeNavigate", noteFocusBeforeNavigation);
  router().subscribe("onBeforeNavigate", leaveIfCovered);
  router().subscribe("onBeforeNavigate", ({ pathChanged }) => pathChanged && noteOpened());
  followLinksBy((to) => void router().navigate({ href: to }));
  return <App router={router()} />;
}

const App = ({ router }: { router: ConsoleRouter }) => (
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

const ReauthenticationDialog = lazyPart(
  () => import("./session/reauthentication/reauthentication-dialog.tsx"),
  "ReauthenticationDialog",
);

function Reauthentication() {
  const request = useReauthenticationRequest();
  return request ? <ReauthenticationDialog settle={request.settle} /> : null;
}

const ToastList = lazyPart(() => import("./kit/notice/toast-list.tsx"), "ToastList");

/** Notifications. Their code loads on the first interaction. */
function Toasts() {
  const isAny = useNotifications().notifications.length > 0;
  const isTouched = useFirstInteraction();
  return <ErrorBoundary>{isTouched || isAny ? <ToastList /> : null}</ErrorBoundary>;
}
