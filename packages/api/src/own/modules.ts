import type { Module } from "@caretype/core/kernel/module/module";

// Your own modules, in order of dependency. Releases do not change this file. Browsers do not load it: they use
// `declarations.ts`.

export const ownModules = [] as const satisfies readonly Module[];
