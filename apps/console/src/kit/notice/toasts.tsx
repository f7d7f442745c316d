import { useNotifications } from "@mantine/notifications";
import { Suspense } from "react";
import { useFirstInteraction } from "../behavior/use-first-interaction.ts";
import { lazyPart } from "../connection/load-code.ts";
import { ErrorBoundary } from "./error-boundary.tsx";

const ToastList = lazyPart(() => import("./toast-list.tsx"), "ToastList");

/** Notifications. Their code loads on the first interaction. */
export function Toasts() {
  const isAny = useNotifications().notifications.length > 0;
  const isTouched = useFirstInteraction();
  return (
    <ErrorBoundary>
      <Suspense>{isTouched || isAny ? <ToastList /> : null}</Suspense>
    </ErrorBoundary>
  );
}
