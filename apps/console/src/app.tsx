import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { queryClient } from "./api.ts";
import { router } from "./router.tsx";
import { Proof } from "./session/proof.tsx";
import { Return } from "./session/return.tsx";
import { Apart } from "./shell/notice/error-boundary.tsx";
import { Toasts } from "./shell/notice/toasts.tsx";
import { cssVariables, theme } from "./theme.ts";

/** Of this page, as the server has put it in: styles that Mantine makes carry it. */
const styleNonce = () => document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";

// Where what locks the page behind a dialog looks for it.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <Toasts />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Apart>
          <Proof />
        </Apart>
        <Return />
      </QueryClientProvider>
    </MantineProvider>
  );
}
