import { useEffect, useRef, useState } from "react";

/**
 * Returns the value some frames later, to render columns one by one: all at once would block the page. Null at first.
 * A change of the value meanwhile does not restart the wait.
 */
export function useInTurn<Value>(value: Value, turn: number): Value | null {
  const [shown, setShown] = useState<Value | null>(null);
  const left = useRef<number>(null);
  useEffect(() => {
    let frame = 0;
    const wait = (frames: number) => {
      left.current = frames;
      frame = requestAnimationFrame(() => {
        if (frames > 0) return wait(frames - 1);
        left.current = null;
        setShown(() => value);
      });
    };
    wait(left.current ?? turn);
    return () => cancelAnimationFrame(frame);
  }, [value, turn]);
  return shown;
}
