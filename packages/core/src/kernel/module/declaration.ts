import type { RecordKind } from "../error/record-kinds.ts";
import type { RestDialect } from "../field/dialect.ts";
import type { PermissionDeclaration } from "../permissions/roles.ts";

// What a module adds to the lists of the kernel: data alone, which browsers use as well.

export type Declaration = {
  /** `statistics`, as in `MODULES`. */
  name: string;
  /** The names of the modules whose tables and rules it uses. They come before it. */
  needs: readonly string[];
  permissions?: Readonly<Record<string, PermissionDeclaration>>;
  kinds?: Readonly<Record<string, RecordKind>>;
  /** The names of the dialects of REST that its services have. */
  dialects?: readonly RestDialect[];
  /** Verbs that its procedures are described with, in the past tense, each with its infinitive: `{ Sent: "send" }`. */
  verbs?: Readonly<Record<string, string>>;
  /** Its `import.meta.url`, if `migrations` beside it has the migrations of its tables, which are applied after ours. */
  migratesFrom?: string;
};

/** Declares a module. Its file extends the open interfaces with its names: `declare module "…/permissions.ts"`. */
export const declare = <const Declared extends Declaration>(declaration: Declared): Declared => declaration;
