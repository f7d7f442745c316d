import type { AppRouter } from "@caretype/api";
import { type Client, isErrorCode, withPages } from "@caretype/client";
import {
  createTRPCClientProxy,
  getUntypedClient,
  type TRPCClient,
  type TRPCRequestOptions,
  TRPCUntypedClient,
} from "@trpc/client";
import { requestReauthentication } from "./reauthentication-request.ts";
import { hasSignedInAgain } from "./sign-in-request.ts";

/** Retries calls once after re-authentication or a new sign-in. */
class RetryingClient extends TRPCUntypedClient<AppRouter> {
  readonly #client: TRPCUntypedClient<AppRouter>;

  constructor(client: TRPCUntypedClient<AppRouter>) {
    super({ links: [] });
    this.#client = client;
  }

  override query(path: string, input?: unknown, options?: TRPCRequestOptions) {
    return signedIn(() => this.#client.query(path, input, options));
  }

  override async mutation(path: string, input?: unknown, options?: TRPCRequestOptions) {
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

/** Returns a client whose calls wait for re-authentication or a sign-in when required. */
export function reauthenticatingClient(client: Client): Client {
  // Besides `auth`, a `Client` is tRPC's own with fewer procedures.
  const untyped = getUntypedClient(client as unknown as TRPCClient<AppRouter>);
  const procedures = withPages(createTRPCClientProxy(new RetryingClient(untyped)));
  return new Proxy(procedures, {
    get: (target, key) => (key === "auth" ? client.auth : Reflect.get(target, key)),
  }) as unknown as Client;
}
