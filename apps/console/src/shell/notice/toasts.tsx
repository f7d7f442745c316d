import { useNotifications } from "@mantine/notifications";
import { Suspense } from "react";
import { useFirstInteraction } from "../behavior/use-first-interaction.ts";
import { lazyPart } from "../connection/load-code.ts";
import { ErrorBoundary } from "./error-boundary.tsx";

const ToastList = lazyPart(() => import("./toast-list.tsx"), "ToastList");

/** The short messages of what was done. */
export function Toasts() {
  const isAny = useNotifications().notifications.length > 0;
  const isTouched = useFirstInteraction();
  return (
    <ErrorBoundary>
      <Suspense>{isTouched || isAny ? <ToastList /> : null}</Suspense>
    </ErrorBoundary>
  );
}
