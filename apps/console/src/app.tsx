import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ErrorBoundary } from "./kit/notice/error-boundary.tsx";
import { Toasts } from "./kit/notice/toasts.tsx";
import { theme } from "./kit/theme/theme.ts";
import { SignInAgain } from "./pages/account/sign-in/sign-in-again.tsx";
import type { ConsoleRouter } from "./router.tsx";
import { queryClient } from "./session/client/api.ts";
import { Reauthentication } from "./session/reauthentication/reauthentication.tsx";

/** The CSP nonce of this page, for Mantine's style elements. */
const styleNonce = () => document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";

// The library that locks scrolling behind a dialog reads the nonce from here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

export function App({ router }: { router: ConsoleRouter }) {
  return (
    <MantineProvider
      theme={theme}
      // They are in the style sheet that the entry pages have, too.
      withCssVariables={false}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <Toasts />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <ErrorBoundary>
          <Reauthentication />
        </ErrorBoundary>
        <SignInAgain />
      </QueryClientProvider>
    </MantineProvider>
  );
}
