import { useState } from "react";

/** What a dialog shows, also while it is closing: else it would be empty before it is gone. */
export function useLastShown<Value>(value: Value | null): Value | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
