import { Skeleton } from "@mantine/core";
import { commonTexts } from "../../words/common/common.ts";
import { Waiting } from "../notice/slow-notice.tsx";
import type { Column } from "./column.ts";
import classes from "./record-table.module.css";

const count = 8;

/** Placeholder rows of the real size, so that nothing shifts. */
export function SkeletonRows<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <Waiting>
      <div role="status" aria-label={commonTexts.loading}>
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the placeholders are identical.
          <div key={index} className={classes.row}>
            {columns.map(({ id, isWideOnly }) => (
              <div key={id} className={classes.cell} data-wide={isWideOnly}>
                <Skeleton h={12} w={`${55 + ((index * 7) % 30)}%`} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </Waiting>
  );
}
