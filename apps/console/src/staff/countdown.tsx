import { useSecondsUntil } from "./use-seconds-until.ts";

/** How long a record is open still: `open for 29:41`. A timer, so that screen readers read it when they are asked. */
export function Countdown({ until }: { until: string }) {
  const seconds = useSecondsUntil(until);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <span role="timer" style={{ fontVariantNumeric: "tabular-nums" }}>
      open for {text}
    </span>
  );
}
