import classes from "./key-caps.module.css";
import { texts as keysTexts } from "./texts.en.ts";

export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
export const controlKey = isApple ? "⌘" : keysTexts.control;

/** Keys in the look of a keyboard, such as `g p`. */
export const KeyCaps = ({ keys }: { keys: string }) => (
  <span className={classes.caps}>
    {keys.split(" ").map((key) => (
      <kbd key={key} className={classes.cap}>
        {key}
      </kbd>
    ))}
  </span>
);
