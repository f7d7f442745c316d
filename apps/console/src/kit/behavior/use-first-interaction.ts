import { useEffect, useState } from "react";

/** Whether the user has pressed a key or clicked, to load code only then. */
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
