/**
 * Hooks by which a module reacts to another's operation, such as a merge. The caller of a hook declares it.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: its callers extend it.
export interface ModuleHooks {}

const installed: ModuleHooks[] = [];

/** Includes modules that are not started, as their rows and emails exist. */
export const installHooks = (modules: readonly (ModuleHooks & { name: string })[]): void => {
  installed.splice(0, installed.length, ...modules);
};

/**
 * The hooks of each module, in the order of the modules. Throws before modules are composed: an erasure must not
 * leave out anything.
 */
export function hooksOf<Name extends keyof ModuleHooks>(name: Name): NonNullable<ModuleHooks[Name]>[] {
  if (installed.length === 0) throw new Error("No modules are installed: import @caretype/api first.");
  return installed.flatMap(({ [name]: hook }) => (hook === undefined ? [] : [hook]));
}
