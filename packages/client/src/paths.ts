import type { Feature, RouterInputs } from "./procedures.ts";

/** A procedure's path, such as `patient.byId`: one that was renamed does not compile. */
export type Path = { [Name in Feature]: `${Name}.${keyof RouterInputs[Name] & string}` }[Feature];

const isOneOf =
  <Name extends string>(names: readonly Name[]) =>
  (name: string): boolean =>
    names.some((one) => one === name);

/** After the first of these, the caller has no session to send it again with. */
const neverTwice = ["account.logoutEverywhere"] satisfies Path[];

/**
 * Mutations whose answers the server keeps for no repetition, as they hold a secret or are proved by one. Made once more,
 * they would make something else, such as a second key, or refuse what has been done.
 */
export const notKept = [
  "account.changePassword",
  "apiKey.create",
  "apiKey.rotate",
  "invitation.create",
  "passkey.register",
  "secondFactor.confirm",
  "staff.breakGlass",
] satisfies Path[];

/** The calls whose answers change the cookie. */
export const changingCookie = [
  "account.register",
  "account.confirmRegistration",
  "account.login",
  "account.completeLogin",
  "account.refresh",
  "account.logout",
  "account.logoutEverywhere",
  "passkey.login",
] satisfies Path[];

/** The calls that go on when the page is left. */
export const outlivingPage = [
  "account.refresh",
  "account.logout",
  "account.logoutEverywhere",
] satisfies Path[];

/** The features whose mutations hash passwords or end sessions: they wait for no other call, and none waits for them. */
const slowFeatures = ["account", "passkey", "secondFactor", "session"] satisfies Feature[];

export const isNeverSentTwice = isOneOf<Path>(neverTwice);
export const isNotKept = isOneOf<Path>(notKept);
export const changesCookie = isOneOf<Path>(changingCookie);
export const outlivesPage = isOneOf<Path>(outlivingPage);

const isSlowFeature = isOneOf<Feature>(slowFeatures);

/** Whether a mutation shares no request with other calls. */
export const goesAlone = (path: string): boolean => isSlowFeature(path.slice(0, path.indexOf(".")));
