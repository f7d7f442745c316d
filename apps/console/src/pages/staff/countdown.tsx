import { useSecondsUntil } from "./use-seconds-until.ts";

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
