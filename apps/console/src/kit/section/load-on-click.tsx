import { type ReactNode, Suspense, useState } from "react";

type LoadOnClickProps = {
  /** The button until its menu is loaded. */
  button: (open: () => void) => ReactNode;
  /** The button with its menu, which is open at first. */
  children: ReactNode;
};

/** Loads a menu when its button is first pressed, as a page has to be small. */
export function LoadOnClick({ button, children }: LoadOnClickProps) {
  const [isWanted, setWanted] = useState(false);
  const closed = button(() => setWanted(true));
  return isWanted ? <Suspense fallback={closed}>{children}</Suspense> : closed;
}
