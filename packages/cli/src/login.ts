import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { type Client, isErrorCode, memoryStore, type TokenStore } from "@caretype/client";
import { canOpenBrowser, signInByBrowser } from "./browser-login.ts";
import { addressOf, clientOf, nameOfProfile, readApiKey } from "./connection.ts";
import { describeRefusal, exitCodeOfError } from "./describe-refusal.ts";
import { CommandFailure, exitCodes } from "./exit-codes.ts";
import { flagOf } from "./field-options.ts";
import { printToStderr } from "./output.ts";
import { promptHidden, readPassword } from "./password-prompt.ts";
import { chooseProfile, type Profile, profileFile, readProfile, writeProfile } from "./profile-files.ts";
import { withProfileLock } from "./profile-store.ts";
import { withoutControls } from "./safe-text.ts";
import type { ServerOptions } from "./server-options.ts";

export type LoginOptions = ServerOptions & {
  /** Undefined: in the browser, if the terminal is interactive and no other option forbids it. */
  browser?: boolean;
  email?: string;
  username?: string;
  passwordStdin: boolean;
  code?: string;
  recoveryCode?: string;
  /** `-`: an API key from standard input or a prompt, instead of an account. */
  apiKey?: string;
};

/** Signs in with the browser, a password or an API key, and stores the session or the key in the user's profile. */
export async function login(options: LoginOptions): Promise<void> {
  const name = await nameOfProfile(options);
  // Rejects an invalid name before asking for the password.
  profileFile(name);
  const isInBrowser = usesBrowser(options, { isTerminal: process.stdin.isTTY, env: process.env });
  const former = await readProfile(name);
  const url = addressOf(options, former);
  try {
    const signedIn = await (options.apiKey !== undefined
      ? useApiKey(url, options, options.apiKey)
      : isInBrowser
        ? signInThere(url, options)
        : signIn(url, options));
    // The server chose this text.
    const account = withoutControls(String(signedIn.account));
    await withProfileLock(name, () => writeProfile(name, { ...signedIn, account }));
    await chooseProfile(name);
    printToStderr(`Signed in at ${url} as ${account}, in the profile ${name}.`);
  } catch (error) {
    const credentials = options.apiKey === undefined ? "none" : "apiKey";
    printToStderr(describeRefusal(error, { url, profile: name, credentials }));
    process.exitCode = exitCodeOfError(error);
    return;
  }
  if (former?.tokens) await endSession(former, options);
}

async function signIn(url: string, options: LoginOptions): Promise<Profile> {
  const store = memoryStore();
  // Warns of an unencrypted connection before the user types a password.
  const client = clientOf(url, withoutPractice(options), { store });
  const identity = await identityOf(options);
  const password = await readPassword({ fromStandardInput: options.passwordStdin, isNew: false });
  const { code, recoveryCode } = options;
  const factor = code !== undefined ? { code } : recoveryCode !== undefined ? { recoveryCode } : {};
  const { user } = await client.auth
    .login({ ...identity, password, ...factor })
    .catch((error: unknown) => completeLogin(client, error));
  return { url, account: user.email ?? user.username, ...(await tokensOf(store)) };
}

const credentialOptions = ["email", "username", "passwordStdin", "code", "recoveryCode", "apiKey"] as const;

/**
 * Whether to sign in in the browser: on request, or by default at a terminal that can open one, without other
 * credentials.
 * @throws {CommandFailure} for options that exclude each other.
 */
export function usesBrowser(
  options: Omit<LoginOptions, keyof ServerOptions>,
  { isTerminal, env }: { isTerminal: boolean; env: NodeJS.ProcessEnv },
): boolean {
  const given = credentialOptions.find((name) => options[name] !== undefined && options[name] !== false);
  if (options.browser && given)
    throw new CommandFailure(`--browser and ${flagOf(given)} exclude each other.`, exitCodes.invalidInput);
  return options.browser ?? (!given && !env.CARETYPE_PASSWORD && isTerminal && canOpenBrowser({ env }));
}

async function signInThere(url: string, options: LoginOptions): Promise<Profile> {
  const store = memoryStore();
  const { user } = await signInByBrowser(clientOf(url, withoutPractice(options), { store }), url);
  return { url, account: user.email, ...(await tokensOf(store)) };
}

/** Each call that needs the practice checks it. */
const withoutPractice = ({ practice: _practice, ...options }: ServerOptions): ServerOptions => options;

/** An answer without tokens is not from a Caretype server. */
async function tokensOf(store: TokenStore): Promise<Pick<Profile, "tokens">> {
  const tokens = await store.read();
  if (!tokens) throw new TypeError("The answer has no tokens");
  return { tokens };
}

async function identityOf({ email, username }: LoginOptions) {
  if (email !== undefined) return { email };
  if (username !== undefined) return { username };
  if (!process.stdin.isTTY)
    throw new CommandFailure("Pass --email or --username, or --api-key -.", exitCodes.invalidInput);
  const given = await ask("Email address or username: ");
  return given.includes("@") ? { email: given } : { username: given };
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}

/** An authenticator app's code has only digits. A recovery code has letters, too. */
async function completeLogin(client: Client, error: unknown) {
  if (!isErrorCode(error, "SECOND_FACTOR_REQUIRED")) throw error;
  const { challenge, methods } = Object(error.data.secondFactor);
  if (typeof challenge !== "string" || !Array.isArray(methods)) throw error;
  if (!process.stdin.isTTY)
    throw new CommandFailure(
      `The account has a second factor (${methods.join(", ")}). Pass --code or --recovery-code.`,
      exitCodes.notSignedIn,
    );
  const given = await ask("Code of the authenticator app, or a recovery code: ");
  const factor = /^[\d ]+$/.test(given) ? { code: given.replaceAll(" ", "") } : { recoveryCode: given };
  return client.auth.completeLogin({ challenge, ...factor });
}

async function useApiKey(url: string, options: LoginOptions, source: string): Promise<Profile> {
  if (source !== "-")
    throw new CommandFailure(
      "An API key in a command would be visible in the list of processes. Use `--api-key -`, and pass it on standard input.",
      exitCodes.invalidInput,
    );
  const given = process.stdin.isTTY ? await promptHidden("API key: ") : await text(process.stdin);
  const apiKey = readApiKey(given, "The given text");
  const client = clientOf(url, withoutPractice(options), { apiKey });
  return { url, apiKey, account: `API key of ${await practiceName(client)}` };
}

/** Rejects if the server refuses the key. A key without this permission is accepted, too. */
async function practiceName(client: Client): Promise<string> {
  try {
    return (await client.practice.mine.query()).name;
  } catch (error) {
    if (isErrorCode(error, "PERMISSION_DENIED")) return "a practice";
    throw error;
  }
}

/** Ends the replaced session. Its tokens are no longer stored, so a failure is harmless. */
async function endSession({ url, tokens }: Profile, options: ServerOptions): Promise<void> {
  if (tokens) await clientOf(url, withoutPractice(options), { store: memoryStore(tokens) }).auth.logout();
}
