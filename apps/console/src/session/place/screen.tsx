import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { PartMissing } from "../../kit/connection/load-code.ts";

const element = document.getElementById("root");
if (!element) throw new Error("index.html has no #root");

// Missing code is not an error: the page reloads.
const onCaughtError = (error: unknown) => error instanceof PartMissing || reportError(error);
const root = createRoot(element, { onCaughtError });

/** Shows the entry pages or the console, one in place of the other. */
export const show = (shown: ReactNode): void => root.render(shown);
