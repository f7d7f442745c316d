/** Zod's settings, before it loads. It uses no `eval`, which the content security policy forbids. */
export const schemaSettings: { jitless: true; customError?: unknown } = { jitless: true };

Object.assign(globalThis, { __zod_globalConfig: schemaSettings });
