import type { Module, ModuleHooks } from "./module.ts";

const installed: ModuleHooks[] = [];

/** Also of modules that a start leaves out, as their rows and emails are there. */
export const installHooks = (modules: readonly Module[]): void => {
  installed.splice(0, installed.length, ...modules);
};

/** What each module does, in the order of the modules. Throws before modules are composed: an erasure must leave out nothing. */
export function hooksOf<Name extends keyof ModuleHooks>(name: Name): NonNullable<ModuleHooks[Name]>[] {
  if (installed.length === 0) throw new Error("No modules are installed: import @caretype/api first.");
  return installed.flatMap(({ [name]: hook }) => (hook === undefined ? [] : [hook]));
}
