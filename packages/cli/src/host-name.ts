import { hostname } from "node:os";

/** This machine's name, limited to characters of headers and addresses. */
export const hostName = (): string =>
  hostname()
    .replaceAll(/[^\w.-]+/g, "-")
    .slice(0, 60) || "unknown";
