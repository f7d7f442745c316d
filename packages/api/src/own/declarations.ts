import type { Declaration } from "@caretype/core/kernel/module/declaration";

// Your own modules: what they declare. Releases do not change this file. `modules.ts` beside it names what runs.

export const ownDeclarations = [] as const satisfies readonly Declaration[];
