import { restDialects } from "./dialect.ts";
import { lateEnum } from "./late-enum.ts";

// Apart, as the command line and pages know the names without zod.

/** Whose answers REST gives. */
export const RestDialect = lateEnum(() => restDialects);
