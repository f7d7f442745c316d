import { entryTexts } from "./entry.ts";

/** Sign-in, with passkeys and second factors. */
export const signInTexts = entryTexts.signIn;
