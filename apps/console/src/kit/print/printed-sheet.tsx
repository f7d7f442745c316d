import { type ReactNode, useMemo } from "react";
import { createPortal } from "react-dom";
import classes from "./printed-sheet.module.css";
import { useIsPrinting } from "./use-is-printing.ts";

type PrintedSheetProps = { children: (printedAt: string) => ReactNode };

/** Replaces the page when it is printed. */
export function PrintedSheet({ children }: PrintedSheetProps) {
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
