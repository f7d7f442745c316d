import { fillVerbs } from "../audit-log/description.ts";
import { fillKinds } from "../error/record-kinds.ts";
import { fillPermissions } from "../permissions/permissions.ts";
import type { Declaration } from "./declaration.ts";

/** Gives the lists of permissions, kinds and verbs what these declare, and nothing else. */
export function fillDeclared(declarations: readonly Declaration[]): void {
  fillPermissions(declarations);
  fillKinds(declarations);
  fillVerbs(declarations);
}
