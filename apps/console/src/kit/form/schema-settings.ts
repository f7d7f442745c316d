/** Configures zod before it loads: no `eval`, which the content security policy forbids. */
export const schemaSettings: { jitless: true; customError?: unknown } = { jitless: true };

Object.assign(globalThis, { __zod_globalConfig: schemaSettings });
