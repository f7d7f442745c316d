/**
 * What a module does when something happens to what others have, such as a merge. Who calls a hook declares it.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: its callers extend it.
export interface ModuleHooks {}

const installed: ModuleHooks[] = [];

/** Also of modules that a start leaves out, as their rows and emails are there. */
export const installHooks = (modules: readonly (ModuleHooks & { name: string })[]): void => {
  installed.splice(0, installed.length, ...modules);
};

/** What each module does, in the order of the modules. Throws before modules are composed: an erasure must leave out nothing. */
export function hooksOf<Name extends keyof ModuleHooks>(name: Name): NonNullable<ModuleHooks[Name]>[] {
  if (installed.length === 0) throw new Error("No modules are installed: import @caretype/api first.");
  return installed.flatMap(({ [name]: hook }) => (hook === undefined ? [] : [hook]));
}
