import { useDidUpdate } from "@mantine/hooks";
import { focusHeading } from "../../../../kit/focus/page-focus.tsx";

/** Focuses the page's heading if the focused element disappears. */
export const useKeptFocus = (shown: string): void =>
  useDidUpdate(() => {
    if (document.activeElement === document.body) focusHeading();
  }, [shown]);
