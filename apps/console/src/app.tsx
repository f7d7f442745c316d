import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ErrorBoundary } from "./kit/notice/error-boundary.tsx";
import { Toasts } from "./kit/notice/toasts.tsx";
import { SignInAgain } from "./pages/account/sign-in/sign-in-again.tsx";
import type { ConsoleRouter } from "./router.tsx";
import { queryClient } from "./session/client/api.ts";
import { Reauthentication } from "./session/reauthentication/reauthentication.tsx";

export function App({ router }: { router: ConsoleRouter }) {
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
