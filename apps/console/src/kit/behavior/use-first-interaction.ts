import { useWindowEvent } from "@mantine/hooks";
import { useState } from "react";

/** Whether the user has pressed a key or clicked, to load code only then. */
export function useFirstInteraction(): boolean {
  const [isTouched, setTouched] = useState(false);
  const touch = () => setTouched(true);
  useWindowEvent("pointerdown", touch, { capture: true });
  useWindowEvent("keydown", touch, { capture: true });
  return isTouched;
}
