import { type ReactNode, useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import classes from "./printed-sheet.module.css";

type PrintedSheetProps = { children: (printedAt: string) => ReactNode };

/** Replaces the page when it is printed, also by the browser's own command. */
export function PrintedSheet({ children }: PrintedSheetProps) {
  const [printedAt, setPrintedAt] = useState<string | null>(null);
  useEffect(() => {
    // The browser prints what is rendered when the event ends.
    const begin = () => flushSync(() => setPrintedAt(new Date().toISOString()));
    const end = () => setPrintedAt(null);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  if (printedAt === null) return null;
  return createPortal(
    <div className={classes.sheet} data-print-sheet>
      {children(printedAt)}
    </div>,
    document.body,
  );
}
