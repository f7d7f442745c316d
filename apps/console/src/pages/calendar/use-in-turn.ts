import { useEffect, useState } from "react";

/**
 * Returns the value some frames later, so that the columns of a grid are rendered one by one. All at once would block
 * the page. Null at first.
 */
export function useInTurn<Value>(value: Value, turn: number): Value | null {
  const [shown, setShown] = useState<Value | null>(null);
  useEffect(() => {
    let left = turn;
    let frame = 0;
    const wait = () => {
      frame = requestAnimationFrame(() => {
        if (left === 0) return setShown(() => value);
        left -= 1;
        wait();
      });
    };
    wait();
    return () => cancelAnimationFrame(frame);
  }, [value, turn]);
  return shown;
}
