import { fileURLToPath } from "node:url";

/** Whoever installed this can write there, and nobody else: code that others planted would run as the server. */
export const compileCacheFolder = fileURLToPath(
  new URL("../../../../node_modules/.cache/node-compile-cache", import.meta.url),
);
