import type { Permission } from "@caretype/api";
import type { Entry } from "./manifest.ts";

/** What can be added on the page at `path`. Undefined if the user may add nothing. */
export const additionAt = <Addition extends Pick<Entry, "to" | "needs" | "addsOn">>(
  path: string,
  entries: readonly Addition[],
  may: (permission: Permission) => boolean,
): Addition | undefined =>
  entries.find(
    ({ to, needs, addsOn = [] }) =>
      path !== to &&
      addsOn.some((page) => path === page || path.startsWith(`${page}/`)) &&
      (needs === undefined || may(needs)),
  );
