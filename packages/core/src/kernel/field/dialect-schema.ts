import { restDialects } from "./dialect.ts";
import { lateEnum } from "./late-enum.ts";

// A file of its own: the command line and pages use the names without zod.

/** The dialect of REST answers. */
export const RestDialect = lateEnum(() => restDialects);
