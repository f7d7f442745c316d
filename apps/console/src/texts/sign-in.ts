import { entryTexts } from "./entry.ts";

/** Sign-in and registration. */
export const signInTexts = entryTexts.signIn;
