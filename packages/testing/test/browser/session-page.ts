import { createClient, errorCode, type TokenStore } from "@caretype/client";

// Runs in a page: a frontend on the server's own origin. Its session is in a cookie, or in `localStorage` as in the
// client's README. The test bounds the time.

const store: TokenStore = {
  read: () => JSON.parse(localStorage.getItem("caretype") ?? "null"),
  write: (tokens) => localStorage.setItem("caretype", JSON.stringify(tokens)),
};
// Node's types lack `location`.
const { location } = globalThis as { location?: { hash: string } };
const kept = location?.hash === "#localStorage" ? { store } : { session: "cookie" as const };
const { auth, patient, session } = createClient({ url: "", ...kept, timeoutMs: 600_000 });

export const signedOut: string[] = [];
auth.on("signedOut", ({ reason }) => signedOut.push(reason));

export const register = (input: { email: string; password: string }) => auth.register(input);
export const logIn = (input: { email: string; password: string }) => auth.login(input);
export const logOut = () => auth.logout();
export const resume = () => auth.resume();
export const me = () => auth.me();
export const countPatients = async () => (await patient.list.query({})).items.length;

export const countSessions = async () => (await session.list.query()).items.length;

export const refusalOf = (step: () => Promise<unknown>) =>
  step().then(
    () => "none",
    (error: unknown) => errorCode(error) ?? String(error),
  );

/** Sends a request as a page of another origin, with every available option. */
export const forge = (url: string) =>
  fetch(`${url}/trpc/account.refresh`, {
    method: "POST",
    credentials: "include",
    body: '{"refresh":"cookie"}',
    headers: { "content-type": "application/json", "caretype-session": "cookie" },
  }).then(
    ({ status }) => `answered ${status}`,
    () => "not sent",
  );
