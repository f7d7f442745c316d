import { useSecondsUntil } from "./use-seconds-until.ts";

/**
 * The remaining time: `open for 29:41`.
 * As a timer, screen readers read it only on request.
 */
export function Countdown({ until }: { until: string }) {
  const seconds = useSecondsUntil(until);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <span role="timer" style={{ fontVariantNumeric: "tabular-nums" }}>
      open for {text}
    </span>
  );
}
