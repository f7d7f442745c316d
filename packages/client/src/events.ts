import type { SecondFactorChallenge } from "@caretype/api";

/**
 * Why more is asked for than a password. `login`: answer the challenge with `auth.completeLogin`. `reauthentication`: a
 * call was refused with `REAUTHENTICATION_REQUIRED`; ask the user, call `account.reauthenticate`, then make it again.
 *
 * @example
 * caretype.auth.on("mfaRequired", (request) => {
 *   if (request.reason === "login") showCodeForm(request.challenge, request.methods);
 * });
 */
export type MfaRequired =
  | ({ readonly reason: "login" } & Readonly<SecondFactorChallenge>)
  | { readonly reason: "reauthentication" };

/**
 * `ended`: the server has ended the session; `logout`: this client has. Where the session is kept in a cookie, which all
 * tabs share: `otherTab`: another tab has logged out; `replaced`: another tab has signed in as somebody else.
 *
 * @example
 * const message: Partial<Record<SignedOutReason, string>> = { replaced: "Somebody else has signed in" };
 */
export type SignedOutReason = "ended" | "logout" | "otherTab" | "replaced";

/**
 * What `auth.on` tells of, and with what.
 *
 * @example
 * const stop = caretype.auth.on("signedOut", ({ reason }) => reason !== "logout" && showLogin());
 */
export type AuthEvents = {
  /** By a registration, a log-in, or a passkey. */
  signedIn: { readonly accountId: string };
  signedOut: { readonly reason: SignedOutReason };
  mfaRequired: MfaRequired;
};

export type Listen = <Name extends keyof AuthEvents>(
  name: Name,
  listener: (event: AuthEvents[Name]) => void,
) => () => void;

type Listeners = { [Name in keyof AuthEvents]: Set<(event: AuthEvents[Name]) => void> };

/** Tells listeners, each in a turn of its own: what one throws is nobody else's failure. */
export class Events {
  readonly #listeners: Listeners = { signedIn: new Set(), signedOut: new Set(), mfaRequired: new Set() };

  readonly on: Listen = (name, listener) => {
    const listeners = this.#listeners[name];
    // A function of its own, so that a listener that listens twice is told twice, and stops once at a time.
    const told: typeof listener = (event) => listener(event);
    listeners.add(told);
    return () => void listeners.delete(told);
  };

  emit<Name extends keyof AuthEvents>(name: Name, event: AuthEvents[Name]): void {
    for (const listener of [...this.#listeners[name]]) queueMicrotask(() => listener(event));
  }
}
