import { caretype } from "../client/api.ts";

let isEnding = false;
caretype.auth.on("signedOut", () => {
  isEnding = true;
});
caretype.auth.on("signedIn", () => {
  isEnding = false;
});

/** True while signing out. Nothing could be saved then, so unsaved input does not block leaving. */
export const isSigningOut = () => isEnding;
