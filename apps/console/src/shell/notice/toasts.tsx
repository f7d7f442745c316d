import { useNotifications } from "@mantine/notifications";
import { Suspense } from "react";
import { useFirstTouch } from "../behavior/use-first-touch.ts";
import { lazyPart } from "../connection/load-code.ts";
import { Apart } from "./error-boundary.tsx";

const ToastList = lazyPart(() => import("./toast-list.tsx"), "ToastList");

/** The short messages of what was done. */
export function Toasts() {
  const isAny = useNotifications().notifications.length > 0;
  const isTouched = useFirstTouch();
  return (
    <Apart>
      <Suspense>{isTouched || isAny ? <ToastList /> : null}</Suspense>
    </Apart>
  );
}
