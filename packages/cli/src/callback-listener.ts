import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** The browser's result: a code, or a cancellation. */
type Callback = {
  /** Null: cancelled. */
  code: string | null;
  show(page: CallbackPage): Promise<void>;
};

export type CallbackListener = AsyncDisposable & {
  port: number;
  /** Resolves with the browser's first request that has the state. Rejects with the signal's reason. */
  callback(signal: AbortSignal): Promise<Callback>;
};

/** A browser needs one or two. Other local programs must not occupy them for long. */
const maxConnections = 50;
const times = { requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };

/**
 * Listens on a free loopback port for the sign-in page. Refuses anything but one request with the state, without side
 * effects.
 */
export async function listenForCallback(state: string): Promise<CallbackListener> {
  let resolve: (callback: Callback) => void = () => undefined;
  // Node 20 has no `Promise.withResolvers`.
  const promise = new Promise<Callback>((fulfil) => {
    resolve = fulfil;
  });
  let isAnswered = false;
  const server = createServer(times, (request, response) => {
    const code = isAnswered ? undefined : codeIn(request, { port, state });
    if (code === undefined) return refuse(response);
    isAnswered = true;
    resolve({ code, show: (page) => answer(response, page) });
  });
  server.maxConnections = maxConnections;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    port,
    callback: (signal) => Promise.race([promise, rejectionBy(signal)]),
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function rejectionBy(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, "abort");
  throw signal.reason;
}

const codeShape = /^[\w-]{43}$/;

/** The request's code. Null for a cancellation, undefined for any other request. */
function codeIn(
  { method, url = "", headers }: IncomingMessage,
  { port, state }: { port: number; state: string },
): string | null | undefined {
  // DNS rebinding: another host's name that resolves to this machine.
  const own = `127.0.0.1:${port}`;
  if (method !== "GET" || headers.host !== own) return undefined;
  if (!URL.canParse(url, `http://${own}`)) return undefined;
  const parsed = new URL(url, `http://${own}`);
  if (parsed.host !== own || parsed.pathname !== "/callback") return undefined;
  const only = (name: string) => {
    const [value, ...others] = parsed.searchParams.getAll(name);
    return others.length === 0 ? value : undefined;
  };
  if (!isEqual(only("state") ?? "", state)) return undefined;
  const [code, error] = [only("code"), only("error")];
  if (code !== undefined) return error === undefined && codeShape.test(code) ? code : undefined;
  return error === "access_denied" ? null : undefined;
}

function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Never echoes the request. */
function refuse(response: ServerResponse): void {
  response.writeHead(404, { "content-type": "text/plain", connection: "close" }).end("Not found\n");
}

async function answer(response: ServerResponse, page: CallbackPage): Promise<void> {
  if (response.destroyed) return;
  await new Promise<void>((resolve) => {
    // Also if the browser has disconnected.
    response.once("close", resolve);
    response.writeHead(200, callbackHeaders).end(callbackPage(page));
  });
}

type CallbackPage = "signedIn" | "cancelled" | "failed";

const texts: Record<CallbackPage, { title: string; text: string }> = {
  signedIn: { title: "The command line is signed in", text: "You can close this window." },
  cancelled: { title: "The sign-in is cancelled", text: "No access was granted. You can close this window." },
  failed: {
    title: "The sign-in failed",
    text: "See the terminal for the reason. You can close this window.",
  },
};

/** Removes the code from the address, and so from the browser's history. */
const script = 'history.replaceState(null, "", "/");';
const style =
  "body { font: 1rem/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 30rem; padding: 0 1rem }";

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const callbackHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  connection: "close",
};

/** The last page of a sign-in. It echoes nothing from the request. */
const callbackPage = (page: CallbackPage): string => {
  const { title, text } = texts[page];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<script>${script}</script>
<style>${style}</style>
<h1>${title}</h1>
<p>${text}</p>
</html>
`;
};
