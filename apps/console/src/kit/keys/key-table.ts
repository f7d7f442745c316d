import type { Permission } from "@caretype/api";

/** Keys of what a page marks with `keyProps`. */
export const pageKeys = {
  search: "/",
  edit: "e",
  book: "b",
  walkIn: "w",
  assign: "a",
  next: "j",
  previous: "k",
  undo: "u",
} as const;
export type PageKey = keyof typeof pageKeys;

/** Those that open a dialog. */
export const dialogKeys: readonly string[] = [pageKeys.book, pageKeys.walkIn, pageKeys.assign];

export const addKey = "n";
export const helpKey = "?";

/** Second keys of the pages in the navigation, after `goKey`. */
export const goKeys = {
  "/today": "t",
  "/reports": "r",
  "/patients": "p",
  "/doctors": "d",
  "/calendar": "c",
  "/imports": "i",
  "/members": "m",
  "/audit": "a",
} as const;

/** What `addKey` adds on the pages below an address, named as in the palette, and the permission for it. */
const additions = [
  { under: "/patients", command: "newPatient", to: "/patients/new", needs: "patient:create" },
  { under: "/doctors", command: "newDoctor", to: "/doctors/new", needs: "doctor:create" },
  { under: "/imports", command: "newImport", to: "/imports/new", needs: "import:run" },
  { under: "/members", command: "invite", to: "/members/invitations", needs: "member:manage" },
  { under: "/api-keys", command: "newApiKey", to: "/api-keys/new", needs: "api-key:manage" },
] as const satisfies readonly { needs: Permission; [name: string]: string }[];

/** What can be added on the page at `path`. The start page is about patients. Undefined if the reader may add nothing. */
export const additionAt = (path: string, may: (permission: Permission) => boolean) => {
  const section = path === "/today" ? "/patients" : path;
  return additions.find(
    ({ under, to, needs }) =>
      (section === under || section.startsWith(`${under}/`)) && section !== to && may(needs),
  );
};
