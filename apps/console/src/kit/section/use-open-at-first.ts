import { useEffect, useRef, useState } from "react";

/**
 * For a menu that its button's first press has loaded, in place of the button.
 * It opens once its own button has the focus, so that closing it returns the focus there.
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
