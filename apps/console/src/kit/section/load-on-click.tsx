import { type ReactNode, Suspense, useState } from "react";

type LoadOnClickProps = {
  /** Shown until the menu is loaded. */
  button: (open: () => void) => ReactNode;
  /** The button with its menu, initially open. */
  children: ReactNode;
};

/** Loads a menu on its button's first press, to keep pages small. */
export function LoadOnClick({ button, children }: LoadOnClickProps) {
  const [isWanted, setWanted] = useState(false);
  const closed = button(() => setWanted(true));
  return isWanted ? <Suspense fallback={closed}>{children}</Suspense> : closed;
}
