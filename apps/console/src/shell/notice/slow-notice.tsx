import { Text } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { shellTexts } from "../../texts/shell.ts";
import classes from "./slow-notice.module.css";

const slowMs = 3_000;

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
            {shellTexts.stillLoading}
          </Text>
        ) : null}
      </div>
    </div>
  );
}
