import type { Feature, Path } from "./procedures.ts";

const isOneOf =
  <Name extends string>(names: readonly Name[]) =>
  (name: string): boolean =>
    names.some((one) => one === name);

/** Never retried: the first attempt may have ended the caller's session. */
const neverRetried = ["account.logoutEverywhere"] satisfies Path[];

/**
 * Mutations whose answers the server does not store, because they contain or confirm a secret. A retry would create
 * something else, such as a second key, or be refused as already done.
 */
export const nonReplayable = [
  "account.changePassword",
  "account.createLoginCode",
  "apiKey.create",
  "apiKey.rotate",
  "calendarFeed.create",
  "invitation.create",
  "passkey.register",
  "secondFactor.confirm",
  "staff.breakGlass",
] satisfies Path[];

/** Calls whose answers change the cookie. */
export const cookieChanging = [
  "account.register",
  "account.confirmRegistration",
  "account.login",
  "account.completeLogin",
  "account.logInWithCode",
  "account.refresh",
  "account.logout",
  "account.logoutEverywhere",
  "passkey.login",
] satisfies Path[];

/** Calls that continue when the user leaves the page. */
export const keepalivePaths = [
  "account.refresh",
  "account.logout",
  "account.logoutEverywhere",
] satisfies Path[];

/**
 * Features whose mutations hash passwords or end sessions. They are never batched, so that no other call waits for
 * them.
 */
const slowFeatures = ["account", "passkey", "secondFactor", "session"] satisfies Feature[];

export const isNeverRetried = isOneOf<Path>(neverRetried);
export const isNonReplayable = isOneOf<Path>(nonReplayable);
export const changesCookie = isOneOf<Path>(cookieChanging);
export const usesKeepalive = isOneOf<Path>(keepalivePaths);

const isSlowFeature = isOneOf<Feature>(slowFeatures);

export const isUnbatched = (path: string): boolean => isSlowFeature(path.slice(0, path.indexOf(".")));
