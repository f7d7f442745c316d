import { commonTexts } from "../../words/common/common.ts";

/** Stands for content of an entry page while it loads. Pages of the console have Mantine's skeleton. */
export const Placeholder = ({ height }: { height: number }) => (
  <div
    style={{ height, background: "var(--border-subtle)", borderRadius: "var(--mantine-radius-sm)" }}
    role="status"
    aria-label={commonTexts.loading}
    aria-busy
  />
);
