import { useCallback, useState } from "react";

/** Which folded rows are open, by key. */
export function useFolds() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (key: string) => setOpen((before) => new Set(before.has(key) ? without(before, key) : [...before, key])),
    [],
  );
  return { open, toggle };
}

const without = (keys: ReadonlySet<string>, gone: string) => [...keys].filter((key) => key !== gone);
