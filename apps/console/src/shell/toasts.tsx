import { useNotifications } from "@mantine/notifications";
import { Suspense } from "react";
import { Apart } from "./apart.tsx";
import { lazyPart } from "./load-code.ts";
import { useFirstTouch } from "./use-first-touch.ts";

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
