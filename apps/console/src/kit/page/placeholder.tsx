import { commonTexts } from "../../words/common/common.ts";

/** Placeholder of entry pages while they load. Pages of the console use Mantine's skeleton. */
export const Placeholder = ({ height }: { height: number }) => (
  <div
    style={{ height, background: "var(--border-subtle)", borderRadius: "var(--mantine-radius-sm)" }}
    role="status"
    aria-label={commonTexts.loading}
    aria-busy
  />
);
