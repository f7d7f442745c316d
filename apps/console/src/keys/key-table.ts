import type { Permission } from "@caretype/api";

/** Keys of what a page marks with `keyProps`. */
export const pageKeys = { search: "/", edit: "e", next: "j", previous: "k" } as const;
export type PageKey = keyof typeof pageKeys;

export const addKey = "n";
export const helpKey = "?";

/** Second keys of the pages in the navigation, after `goKey`. */
export const goKeys = {
  "/": "h",
  "/patients": "p",
  "/doctors": "d",
  "/imports": "i",
  "/members": "m",
  "/audit": "a",
} as const;

type Kind = "patient" | "doctor" | "import" | "member" | "apiKey";

/** What `addKey` adds on the pages below an address, and the permission for it. */
type Addition = { under: string; kind: Kind; to: AdditionPath; needs: Permission };
type AdditionPath =
  | "/patients/new"
  | "/doctors/new"
  | "/imports/new"
  | "/members/invitations"
  | "/api-keys/new";

const additions: readonly Addition[] = [
  { under: "/patients", kind: "patient", to: "/patients/new", needs: "patient:create" },
  { under: "/doctors", kind: "doctor", to: "/doctors/new", needs: "doctor:create" },
  { under: "/imports", kind: "import", to: "/imports/new", needs: "import:run" },
  { under: "/members", kind: "member", to: "/members/invitations", needs: "member:manage" },
  { under: "/api-keys", kind: "apiKey", to: "/api-keys/new", needs: "api-key:manage" },
];

/** What can be added on the page at `path`. The dashboard is about patients. Undefined if the reader may add nothing. */
export const additionAt = (path: string, may: (permission: Permission) => boolean): Addition | undefined => {
  const section = path === "/" ? "/patients" : path;
  return additions.find(
    ({ under, to, needs }) =>
      (section === under || section.startsWith(`${under}/`)) && section !== to && may(needs),
  );
};
