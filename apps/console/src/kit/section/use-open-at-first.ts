import { useEffect, useRef, useState } from "react";

/**
 * Opens a menu that replaces the button which loaded it. Waits until its own button has the focus, so that closing it
 * returns the focus there.
 */
export function useOpenAtFirst() {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    button.current?.focus();
    setOpen(true);
  }, []);
  return { button, isOpen, setOpen };
}
