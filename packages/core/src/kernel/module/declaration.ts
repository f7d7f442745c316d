import type { RecordKind } from "../error/record-kinds.ts";
import type { LoggedRecord } from "../event/events.ts";
import type { RestDialect } from "../field/dialect.ts";
import type { PermissionDeclaration } from "../permissions/roles.ts";

// What a module adds to the kernel's lists. Pure data, which browsers use as well.

export type Declaration = {
  /** The module's name in `MODULES`, such as `statistics`. */
  name: string;
  /** The modules whose tables and rules it uses. They come before it. */
  needs: readonly string[];
  permissions?: Readonly<Record<string, PermissionDeclaration>>;
  kinds?: Readonly<Record<string, RecordKind>>;
  /**
   * Its records whose changes are events, by their tables' names in camel case: `visitType`. A table needs the trigger
   * of `log_changes_of`.
   */
  records?: Readonly<Record<string, LoggedRecord>>;
  /** The REST dialects of its services. */
  dialects?: readonly RestDialect[];
  /** Verbs in descriptions of its procedures, past tense to infinitive: `{ Sent: "send" }`. */
  verbs?: Readonly<Record<string, string>>;
  /**
   * Its `import.meta.url`, if it has migrations in `migrations` beside it. They are applied after those of the core.
   */
  migratesFrom?: string;
};

/** Declares a module. Its file adds its names to the open interfaces: `declare module "…/permissions.ts"`. */
export const declare = <const Declared extends Declaration>(declaration: Declared): Declared => declaration;
