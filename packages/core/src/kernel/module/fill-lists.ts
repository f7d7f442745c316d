import { fillVerbs } from "../audit-log/description.ts";
import { fillKinds } from "../error/record-kinds.ts";
import { fillLoggedRecords } from "../event/events.ts";
import { fillDialects } from "../field/dialect.ts";
import { fillPermissions } from "../permissions/permissions.ts";
import type { Declaration } from "./declaration.ts";

/** Replaces the lists of permissions, kinds, events, dialects and verbs by these declarations. */
export function fillDeclared(declarations: readonly Declaration[]): void {
  fillPermissions(declarations);
  fillKinds(declarations);
  fillLoggedRecords(declarations);
  fillDialects(declarations);
  fillVerbs(declarations);
}
