import type { SecondFactorChallenge } from "@caretype/api";
import type { Send } from "./call.ts";
import { isErrorCode } from "./errors.ts";

/**
 * The reason why a second factor or re-authentication is needed.
 * `login`: answer the challenge with `auth.completeLogin`. `reauthentication`: a call was refused with
 * `REAUTHENTICATION_REQUIRED`. Ask the user, call `account.reauthenticate`, then retry the call.
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
 * The reason for a `signedOut` event. `ended`: the server ended the session. `logout`: this client did. If tabs share
 * the session's cookie or store, `otherTab`: another tab signed out. `replaced`: another tab signed in as another
 * account.
 *
 * @example
 * const message: Partial<Record<SignedOutReason, string>> = { replaced: "Another account has signed in" };
 */
export type SignedOutReason = "ended" | "logout" | "otherTab" | "replaced";

/**
 * The events of `auth.on`, with their data.
 *
 * @example
 * const stop = caretype.auth.on("signedOut", ({ reason }) => reason !== "logout" && showLogin());
 */
export type AuthEvents = {
  /** After a registration, a sign-in, or a sign-in with a passkey. */
  signedIn: { readonly accountId: string };
  signedOut: { readonly reason: SignedOutReason };
  mfaRequired: MfaRequired;
};

export type Listen = <Name extends keyof AuthEvents>(
  name: Name,
  listener: (event: AuthEvents[Name]) => void,
) => () => void;

type Listeners = { [Name in keyof AuthEvents]: Set<(event: AuthEvents[Name]) => void> };

/** Calls each listener in its own microtask, so that an error in one does not affect the others. */
export class Events {
  readonly #listeners: Listeners = { signedIn: new Set(), signedOut: new Set(), mfaRequired: new Set() };

  readonly on: Listen = (name, listener) => {
    const listeners = this.#listeners[name];
    // Wrapped, so that a listener added twice is called twice, and removed one at a time.
    const wrapped: typeof listener = (event) => listener(event);
    listeners.add(wrapped);
    return () => void listeners.delete(wrapped);
  };

  emit<Name extends keyof AuthEvents>(name: Name, event: AuthEvents[Name]): void {
    for (const listener of this.#listeners[name]) queueMicrotask(() => listener(event));
  }
}

export function withEvents(events: Events, send: Send): Send {
  return async (call) => {
    try {
      return await send(call);
    } catch (error) {
      if (isErrorCode(error, "REAUTHENTICATION_REQUIRED")) {
        events.emit("mfaRequired", { reason: "reauthentication" });
      }
      throw error;
    }
  };
}
