import type { AppRouter } from "@caretype/api";
import { type Client, isErrorCode, withPages } from "@caretype/client";
import {
  createTRPCClientProxy,
  getUntypedClient,
  type TRPCClient,
  type TRPCRequestOptions,
  type TRPCUntypedClient,
} from "@trpc/client";
import { choosePractice, chosenPractice } from "./chosen-practice.ts";
import { requestReauthentication } from "./reauthentication-request.ts";
import { hasSignedInAgain } from "./sign-in-request.ts";
import { hasUnsavedInput } from "./unsaved.ts";

/** The part of tRPC's client that its proxies call. */
type UntypedClient = Pick<TRPCUntypedClient<AppRouter>, "query" | "mutation">;

/** Retries calls once after re-authentication or a new sign-in. */
class RetryingClient implements UntypedClient {
  readonly #client: UntypedClient;

  constructor(client: UntypedClient) {
    this.#client = client;
  }

  query(path: string, input?: unknown, options?: TRPCRequestOptions) {
    return signedIn(() => this.#client.query(path, input, options)).catch(unlessPracticeIsLost);
  }

  async mutation(path: string, input?: unknown, options?: TRPCRequestOptions) {
    const send = () => signedIn(() => this.#client.mutation(path, input, options));
    try {
      return await send();
    } catch (error) {
      if (!isErrorCode(error, "REAUTHENTICATION_REQUIRED") || !(await requestReauthentication())) throw error;
      return send();
    }
  }
}

async function signedIn(send: () => Promise<unknown>): Promise<unknown> {
  try {
    return await send();
  } catch (error) {
    if (!isErrorCode(error, "UNAUTHENTICATED") || !(await hasSignedInAgain())) throw error;
    return send();
  }
}

/**
 * Falls back to the account's first practice if it has left the chosen one. The query stays open, because its error
 * would show, and be reported, until the page has left. A page with unsaved input would ask first, and may stay: it gets
 * the error.
 */
function unlessPracticeIsLost(error: unknown): Promise<never> {
  const isLost = isErrorCode(error, "PRACTICE_NOT_FOUND") && chosenPractice() !== null;
  if (!isLost || hasUnsavedInput()) throw error;
  choosePractice(null);
  return new Promise<never>(() => undefined);
}

/** Returns a client whose calls wait for re-authentication or a sign-in when required. */
export function reauthenticatingClient(client: Client): Client {
  // Besides `auth`, a `Client` is tRPC's own with fewer procedures.
  const untyped = getUntypedClient(client as unknown as TRPCClient<AppRouter>);
  // There are no subscriptions.
  const retrying = new RetryingClient(untyped) as UntypedClient as TRPCUntypedClient<AppRouter>;
  const procedures = withPages(createTRPCClientProxy(retrying));
  return new Proxy(procedures, {
    get: (target, key) => (key === "auth" ? client.auth : Reflect.get(target, key)),
  }) as unknown as Client;
}
