import { caretype } from "../api.ts";

let isEnding = false;
caretype.auth.on("signedOut", () => {
  isEnding = true;
});
caretype.auth.on("signedIn", () => {
  isEnding = false;
});

/** Whoever has no session any more is shown the sign-in page, unsaved or not: nothing could be saved. */
export const isSigningOut = () => isEnding;
