import { type Client, createClient, type Fetch, practiceId } from "@caretype/client";
import { CommandFailure, exitCodes } from "./exit-codes.ts";
import { hostName } from "./host-name.ts";
import { printToStderr } from "./output.ts";
import { chosenProfile, type Profile, readProfile } from "./profile-files.ts";
import { profileStore } from "./profile-store.ts";
import type { ServerOptions } from "./server-options.ts";

export type Connection = {
  client: Client;
  /** The fields of `client`. */
  replays: Replays;
  url: string;
  profile: string;
  credentials: "session" | "apiKey" | "none";
};

const defaultUrl = "http://127.0.0.1:3000";

export const nameOfProfile = async ({ profile }: ServerOptions): Promise<string> =>
  profile || process.env.CARETYPE_PROFILE || (await chosenProfile());

/** Returns the server's address: the option, the environment, or the profile's. */
export const addressOf = ({ url }: ServerOptions, profile: Profile | null): string =>
  withoutSlash(url || process.env.CARETYPE_URL || profile?.url || defaultUrl);

const withoutSlash = (url: string) => url.trim().replace(/(?<!\/)\/+$/, "");

/** Many systems resolve names below localhost over the network. */
const isThisMachine = (hostname: string) => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);

/**
 * Warns if passwords and records would leave this machine unencrypted. It continues, like curl and Vault: within a
 * container's network, or behind a tunnel, `http:` is usual.
 */
function warnIfUnencrypted(url: string): void {
  const { protocol, host, hostname } = new URL(url);
  if (protocol !== "http:" || isThisMachine(hostname)) return;
  printToStderr(
    `Warning: the connection to ${host} is not encrypted. Others on the network can read passwords, keys and records. Use https.`,
  );
}

/** Returns a client with the user's API key or session. */
export async function connect(options: ServerOptions): Promise<Connection> {
  const name = await nameOfProfile(options);
  const profile = await readProfile(name);
  if (options.profile && !profile)
    throw new CommandFailure(
      `There is no profile ${name}. Sign in with \`login --profile ${name}\`.`,
      exitCodes.notSignedIn,
    );
  const url = addressOf(options, profile);
  // Never sends another server's tokens.
  const own = profile && withoutSlash(profile.url) === url ? profile : null;
  const { CARETYPE_API_KEY: given } = process.env;
  const apiKey = given ? readApiKey(given, "CARETYPE_API_KEY") : own?.apiKey;
  const { fetch, replays } = notingReplays(fetchHere);
  const client = clientOf(url, options, { apiKey, store: own?.tokens && profileStore(name, own), fetch });
  const credentials = apiKey ? "apiKey" : own?.tokens ? "session" : "none";
  return { client, replays, url, profile: name, credentials };
}

type ClientParts = Pick<Parameters<typeof createClient>[0], "apiKey" | "store" | "fetch">;

/** Far above any answer. A hostile compressed one could fill the memory. */
const maxAnswerBytes = 256 * 2 ** 20;

const fetchHere: Fetch = (url, init) => fetchAtMost(maxAnswerBytes, url, init);

export async function fetchAtMost(most: number, url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > most) controller.error(new Error("The answer is too large"));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(counted) ?? null, response);
}

/** A user at a terminal learns soon that the server is down. A script waits for a restart. */
const retryOfTerminal = { attempts: 2 };

export function clientOf(
  url: string,
  { practice, timeout }: ServerOptions,
  { apiKey, store, fetch = fetchHere }: ClientParts,
): Client {
  try {
    const client = createClient({
      url,
      practice: practice === undefined ? null : practiceId.parse(practice),
      timeoutMs: timeout * 1000,
      retry: process.stderr.isTTY ? retryOfTerminal : {},
      fetch,
      // Names the session in the list of sessions.
      headers: { "user-agent": `Caretype-CLI (${hostName()})` },
      ...(apiKey ? { apiKey } : { store }),
    });
    warnIfUnencrypted(url);
    return client;
  } catch (error) {
    if (error instanceof TypeError) throw new CommandFailure(`${error.message}.`, exitCodes.invalidInput);
    throw error;
  }
}

type Replays = {
  /** Also forgets the key. */
  had(key: string): boolean;
};

/** Returns a `fetch` that records replayed answers, which the client does not report. */
function notingReplays(fetch: Fetch): { fetch: Fetch; replays: Replays } {
  const keys = new Set<string>();
  return {
    replays: { had: (key) => keys.delete(key) },
    async fetch(url, init) {
      const response = await fetch(url, init);
      // Both headers have a value for each call of a batch.
      const sent = new Headers(init.headers).get("idempotency-key")?.split(",") ?? [];
      const replayed = response.headers.get("idempotency-replayed")?.split(",") ?? [];
      for (const [index, key] of sent.entries()) if (replayed[index]?.trim() === "true") keys.add(key.trim());
      return response;
    },
  };
}

/**
 * Returns an API key without surrounding blanks. An invalid one would appear in an error of `fetch`.
 * @throws {CommandFailure} for an invalid key, without its text.
 */
export function readApiKey(given: string, source: string): string {
  const key = given.trim();
  if (!/^ct_[\x21-\x7e]+$/.test(key))
    throw new CommandFailure(
      `${source} is not an API key: a key begins with ct_, and is one line of ASCII characters without blanks.`,
      exitCodes.invalidInput,
    );
  return key;
}
