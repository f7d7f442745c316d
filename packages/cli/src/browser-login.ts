import { createHash, randomBytes } from "node:crypto";
import type { Client, RouterOutputs } from "@caretype/client";
import { type CallbackListener, listenForCallback } from "./callback-listener.ts";
import { CommandFailure, exitCodes } from "./exit-codes.ts";
import { hostName } from "./host-name.ts";
import { printToStderr } from "./output.ts";

const maxWaitMilliseconds = 5 * 60_000;
const maxProbeMilliseconds = 10_000;
const pagePath = "/account/command-line";

const secret = () => randomBytes(32).toString("base64url");

/** Whether a browser can open on the user's screen. */
export function canOpenBrowser({
  platform = process.platform,
  env,
}: {
  platform?: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
}): boolean {
  if (env.SSH_CONNECTION) return false;
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY || env.WSL_DISTRO_NAME);
}

/**
 * Signs in through the console in the browser, which passes a code to a local listener. Only this process knows the
 * code's verifier (PKCE).
 */
export async function signInByBrowser(
  client: Client,
  url: string,
): Promise<RouterOutputs["account"]["logInWithCode"]> {
  await requireConsole(url);
  const [state, codeVerifier] = [secret(), secret()];
  await using listener = await listenForCallback(state);
  const challenge = createHash("sha256").update(codeVerifier).digest("base64url");
  const query = new URLSearchParams({ port: String(listener.port), state, challenge, host: hostName() });
  await show(`${url}${pagePath}?${query}`, listener.port);
  const { code, show: showOutcome } = await callbackOf(listener);
  if (code === null) {
    await showOutcome("cancelled");
    throw new CommandFailure("The sign-in was cancelled in the browser.", exitCodes.notSignedIn);
  }
  try {
    const answer = await client.auth.loginWithCode({ code, codeVerifier });
    await showOutcome("signedIn");
    return answer;
  } catch (error) {
    await showOutcome("failed");
    throw error;
  }
}

/** Without this page, the browser would show an error, and the command would wait forever. */
async function requireConsole(url: string): Promise<void> {
  const answer = await fetch(`${url}${pagePath}`, {
    // Asks for a page, like a browser.
    headers: { accept: "text/html" },
    redirect: "manual",
    signal: AbortSignal.timeout(maxProbeMilliseconds),
  }).catch(() => null);
  if (!answer) throw new CommandFailure(`${url} cannot be reached.`, exitCodes.unavailable);
  await answer.body?.cancel();
  if (!answer.ok || !answer.headers.get("content-type")?.startsWith("text/html"))
    throw new CommandFailure(
      `${url} has no console to sign in with. Pass --email, or --api-key -.`,
      exitCodes.failed,
    );
}

async function show(address: string, port: number): Promise<void> {
  const opens = canOpenBrowser(process);
  printToStderr(`${opens ? "Continue in the browser" : "Open this in a browser"}:\n\n  ${address}\n`);
  if (process.env.SSH_CONNECTION)
    printToStderr(
      `If the browser is on another machine, forward the port first: ssh -L ${port}:127.0.0.1:${port} …\n`,
    );
  if (!opens) return;
  const { default: open } = await import("open");
  // The address is also printed, so a missing browser is not fatal.
  const opening = await open(address).catch(() => null);
  opening?.on("error", () => undefined);
}

function callbackOf(listener: CallbackListener) {
  return listener.callback(AbortSignal.timeout(maxWaitMilliseconds)).catch(() => {
    throw new CommandFailure("The sign-in was not approved within five minutes.", exitCodes.notSignedIn);
  });
}
