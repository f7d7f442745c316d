import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { PartMissing } from "../../kit/connection/load-code.ts";
import { theme } from "../../kit/theme/theme.ts";
import { cssVariables } from "../../kit/theme/variables.ts";

const element = document.getElementById("root");
if (!element) throw new Error("index.html has no #root");

// Missing code is not an error: the page reloads.
const onCaughtError = (error: unknown) => error instanceof PartMissing || reportError(error);
const root = createRoot(element, { onCaughtError });

/** The CSP nonce of this page, for style elements. */
const styleNonce = () => document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";

// The library that locks scrolling behind a dialog reads the nonce from here.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

/** Shows either the entry pages or the console. */
export const show = (shown: ReactNode): void =>
  root.render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      {shown}
    </MantineProvider>,
  );
