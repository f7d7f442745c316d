import classes from "./brand.module.css";

/** The logo: a C beside a text caret, as in `public/favicon.svg`. */
export const Mark = ({ size = 28 }: { size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} className={classes.mark} aria-hidden>
    <rect width="32" height="32" rx="8" className={classes.tile} />
    <path d="M18.6 10.9a7 7 0 1 0 0 10.2M24 8.5v15" className={classes.lines} />
  </svg>
);

export const Wordmark = () => <span className={classes.wordmark}>Caretype</span>;
