import { inputMessage } from "@caretype/api/error/input-messages";

/**
 * Where zod, which comes with the first form, looks for its settings: what is wrong is said in the server's words, and
 * nothing is compiled with `eval`, which the content security policy forbids and complains of.
 */
Object.assign(globalThis, { __zod_globalConfig: { customError: inputMessage, jitless: true } });
