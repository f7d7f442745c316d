import type { Permission } from "@caretype/api";
export const texts = {
  /** What each permission allows. Null: use the server's English. */
  permissions: null as Readonly<Record<Permission, string>> | null,
  unreachable: "The server cannot be reached. Check the connection and try again.",
  unanswered: "The server did not answer. Try again.",
  partMissing: "Part of this page could not be loaded.",
  pageFailed: "This page failed. Reload it. If it happens again, tell the server's administrator.",
  isInvalid: (reasons: string) => (reasons ? `The input is not valid: ${reasons}` : "The input is not valid"),
  request: (id: string) => `Request ${id}`,
};
