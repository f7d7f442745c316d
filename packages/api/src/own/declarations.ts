import type { Declaration } from "@caretype/core/kernel/module/declaration";

// Declarations of your own modules. Releases do not change this file. Add the modules themselves to `modules.ts`.

export const ownDeclarations = [] as const satisfies readonly Declaration[];
