import classes from "./brand.module.css";

/** The product's name as it is set beside the mark. */
export const Wordmark = () => <span className={classes.wordmark}>Caretype</span>;
