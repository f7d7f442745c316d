import { commonTexts } from "../../words/common/common.ts";
import classes from "./placeholder.module.css";

/** Stands for content of an entry page while it loads. Pages of the console have Mantine's skeleton. */
export const Placeholder = ({ height }: { height: number }) => (
  <div
    className={classes.placeholder}
    style={{ height }}
    role="status"
    aria-label={commonTexts.loading}
    aria-busy
  />
);
