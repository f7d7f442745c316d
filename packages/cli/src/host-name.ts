import { hostname } from "node:os";

/** This machine's name, as headers and addresses allow it. */
export const hostName = (): string =>
  hostname()
    .replaceAll(/[^\w.-]+/g, "-")
    .slice(0, 60) || "unknown";
