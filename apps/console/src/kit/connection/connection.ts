import { createStore } from "../behavior/store.ts";

/** `offline`: the browser has no network. `unreachable`: the server does not respond. */
export type Connection = "online" | "offline" | "unreachable";

export const connection = createStore<Connection>(navigator.onLine ? "online" : "offline");

const probeTimeoutMs = 5_000;
const firstPauseMs = 1_000;
const maxPauseMs = 10_000;

let probing: Promise<boolean> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let pauseMs = firstPauseMs;

/** Checks whether the server is reachable, and retries until it is. */
export function probe(): Promise<boolean> {
  clearTimeout(timer);
  probing ??= isServerThere().then((isThere) => {
    probing = null;
    connection.set(isThere ? "online" : navigator.onLine ? "unreachable" : "offline");
    if (connection.get() === "unreachable") timer = setTimeout(() => void probe(), pauseMs);
    pauseMs = isThere ? firstPauseMs : Math.min(pauseMs * 2, maxPauseMs);
    return isThere;
  });
  return probing;
}

async function isServerThere(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(probeTimeoutMs);
    const { ok } = await fetch("/health/ready", { cache: "no-store", credentials: "omit", signal });
    return ok;
  } catch {
    return false;
  }
}

const gatewayErrors = [502, 503, 504];

/** `fetch` that checks the connection after a failure. */
export async function watchedFetch(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, init);
    if (gatewayErrors.includes(response.status)) void probe();
    return response;
  } catch (error) {
    if (!init.signal?.aborted) void probe();
    throw error;
  }
}

export const whenOnline = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = connection.subscribe(check);
    function check() {
      if (connection.get() !== "online") return;
      stop();
      resolve();
    }
    check();
  });

addEventListener("offline", () => connection.set("offline"));
addEventListener("online", () => void probe());
// Timers in background tabs are slow, so check at once when the tab is shown.
addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && connection.get() === "unreachable") void probe();
});

/** Why to reload the page: a newer version, or missing code. */
export const reloadReason = createStore<"newer" | "incomplete" | null>(null);

/** The path of the main script, which contains a hash. */
const ownScript = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.getAttribute("src");

/** Checks whether the server has a newer version. Returns false without a response. */
export async function lookForNewer(): Promise<boolean> {
  if (!ownScript) return false;
  try {
    const response = await fetch("/", { cache: "no-store", headers: { accept: "text/html" } });
    const text = await response.text();
    if (response.ok && text.includes("<script") && !text.includes(ownScript)) reloadReason.set("newer");
  } catch {
    // `connection` reports an unreachable server.
  }
  return reloadReason.get() === "newer";
}

// A server may have been updated while it was unreachable.
let before = connection.get();
connection.subscribe(() => {
  const now = connection.get();
  if (now === "online" && before === "unreachable") void lookForNewer();
  before = now;
});
