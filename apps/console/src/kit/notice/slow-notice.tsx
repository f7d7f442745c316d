import { useTimeout } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { texts as shellTexts } from "../../words/shell/texts.en.ts";
import classes from "./slow-notice.module.css";

const slowMs = 3_000;

/** A placeholder that reports slow loading. */
export function Waiting({ children }: { children: ReactNode }) {
  const [isSlow, setSlow] = useState(false);
  useTimeout(() => setSlow(true), slowMs, { autoInvoke: true });
  return (
    <div className={classes.waiting}>
      {children}
      <div role="status">{isSlow ? <p className={classes.notice}>{shellTexts.stillLoading}</p> : null}</div>
    </div>
  );
}
