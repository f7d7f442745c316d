import { useEffect, useState } from "react";

/** Whether a key was pressed or something was clicked yet: what is needed only then is loaded then. */
export function useFirstInteraction(): boolean {
  const [isTouched, setTouched] = useState(false);
  useEffect(() => {
    const touch = () => setTouched(true);
    const once = { once: true, capture: true };
    addEventListener("pointerdown", touch, once);
    addEventListener("keydown", touch, once);
    return () => {
      removeEventListener("pointerdown", touch, once);
      removeEventListener("keydown", touch, once);
    };
  }, []);
  return isTouched;
}
