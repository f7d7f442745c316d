import type { Module } from "@caretype/core/kernel/module/module";

// Your own modules, each after those that it needs. Releases do not change this file. Browsers do not load it, so
// `declarations.ts` beside it names what they need.

export const ownModules = [] as const satisfies readonly Module[];
