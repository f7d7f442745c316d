import { CloseButton, type ModalProps } from "@mantine/core";
import { createContext, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { commonTexts } from "../../words/common/common.ts";
import classes from "./beside.module.css";
import { useOpenDialog } from "./use-open-dialog.ts";

/** The element beside the content where a page shows forms. Null: they open above the page. */
export const BesideHost = createContext<HTMLElement | null>(null);

type BesideProps = Pick<ModalProps, "title" | "onClose" | "children"> & { host: HTMLElement };

/** A non-modal dialog beside the content. Escape closes it, unless the focus is elsewhere. */
export function Beside({ host, title, onClose, children }: BesideProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const root = useOpenDialog(true, () => {
    const { activeElement, body } = document;
    if (activeElement === body || root.current?.contains(activeElement)) onClose();
  });
  useEffect(() => {
    const first = root.current?.querySelector<HTMLElement>("[data-autofocus]") ?? heading.current;
    if (!root.current?.contains(document.activeElement)) first?.focus();
    root.current?.scrollIntoView();
  }, [root]);
  return createPortal(
    <div ref={root} role="dialog" aria-labelledby={id} className={classes.panel}>
      <div className={classes.head}>
        <h2 id={id} ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h2>
        <CloseButton aria-label={commonTexts.close} onClick={onClose} />
      </div>
      {children}
    </div>,
    host,
  );
}
