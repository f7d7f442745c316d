import { Text } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import classes from "./slow-notice.module.css";

/** Most answers are there in less than a tenth of it. */
const slowMs = 4_000;

/** What stands for something that is on its way; when that takes long, it says so. */
export function Waiting({ children }: { children: ReactNode }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.waiting}>
      {children}
      <div role="status">
        {isSlow ? (
          <Text size="sm" className={classes.notice}>
            This takes longer than usual.
          </Text>
        ) : null}
      </div>
    </div>
  );
}
