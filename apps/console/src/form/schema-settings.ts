import { inputMessage } from "@caretype/api/error/input-messages";

/**
 * Configures zod before it loads.
 * It uses the server's messages, and no `eval`, which the content security policy forbids.
 */
Object.assign(globalThis, { __zod_globalConfig: { customError: inputMessage, jitless: true } });
