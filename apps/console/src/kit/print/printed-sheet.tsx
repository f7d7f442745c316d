import { useWindowEvent } from "@mantine/hooks";
import { type ReactNode, useMemo, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import classes from "./printed-sheet.module.css";

/** Replaces the page in print. */
export function PrintedSheet({ children }: { children: (printedAt: string) => ReactNode }) {
  const isPrinting = useIsPrinting();
  const printedAt = useMemo(() => (isPrinting ? new Date().toISOString() : null), [isPrinting]);
  if (printedAt === null) return null;
  return createPortal(
    <div className={classes.sheet} data-print-sheet>
      {children(printedAt)}
    </div>,
    document.body,
  );
}

/** Whether the page is being printed, also by the browser's own command. */
export function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  // The browser prints what is rendered when the event ends.
  useWindowEvent("beforeprint", () => flushSync(() => setPrinting(true)));
  useWindowEvent("afterprint", () => setPrinting(false));
  return isPrinting;
}
