import { useEffect, useState } from "react";

type CountdownProps = {
  until: string;
  /** Writes the time, such as `29:41`, in a sentence. */
  words: (time: string) => string;
};

/**
 * The remaining time: `open for 29:41`.
 * As a timer, screen readers read it only on request.
 */
export function Countdown({ until, words }: CountdownProps) {
  const seconds = useSecondsUntil(until);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <span role="timer" style={{ fontVariantNumeric: "tabular-nums" }}>
      {words(text)}
    </span>
  );
}

const secondsUntil = (instant: string) => Math.max(0, Math.ceil((Date.parse(instant) - Date.now()) / 1_000));

/** Counts the seconds down to an instant, then stays at 0. */
export function useSecondsUntil(instant: string): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(instant));
  useEffect(() => {
    const tick = () => {
      const left = secondsUntil(instant);
      setSeconds(left);
      if (left === 0) clearInterval(timer);
    };
    const timer = setInterval(tick, 1_000);
    tick();
    return () => clearInterval(timer);
  }, [instant]);
  return seconds;
}
