import { Text } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import classes from "./slow-notice.module.css";

/** More than ten times a usual response. */
const slowMs = 4_000;

/** A placeholder that says when loading takes long. */
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
