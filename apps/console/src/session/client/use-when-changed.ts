import { useEffect, useRef } from "react";

/** Polling interval for changes. Pages also check when the user returns. */
export const polled = { refetchInterval: 30_000, staleTime: 0 } as const;

/** Calls `onChange` when a revision differs from the previous one. */
export function useWhenChanged<Answer extends { revision: string }>(
  about: string,
  answer: Answer | undefined,
  onChange: (before: Answer, after: Answer) => void,
): void {
  const seen = useRef<{ about: string; answer: Answer } | null>(null);
  useEffect(() => {
    if (!answer) return;
    const before = seen.current;
    seen.current = { about, answer };
    if (before?.about === about && before.answer.revision !== answer.revision)
      onChange(before.answer, answer);
  });
}
