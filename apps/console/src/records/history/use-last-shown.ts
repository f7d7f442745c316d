import { useState } from "react";

/** Keeps the last value while a dialog closes, so that it does not go empty first. */
export function useLastShown<Value>(value: Value | null): Value | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
