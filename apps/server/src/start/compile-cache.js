import { fileURLToPath } from "node:url";

/** Only the user who installed this can write there: planted code would run as the server. */
export const compileCacheFolder = fileURLToPath(
  new URL("../../../../node_modules/.cache/node-compile-cache", import.meta.url),
);
