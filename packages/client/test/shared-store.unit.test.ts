import { asId } from "@caretype/api/field/ids";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import {
  createClient,
  isErrorCode,
  memoryStore,
  type SignedOutReason,
  type TokenStore,
} from "../src/index.ts";
import { FakeServer } from "./fake-server.ts";

// Two clients over one store, as two tabs over `localStorage`, or two processes over a file.

let server: FakeServer;
let store: TokenStore;

beforeEach(async () => {
  server = new FakeServer();
  await server.listen();
  store = memoryStore();
});

afterEach(() => server.close());

function openTab() {
  const client = createClient({ url: server.url, store });
  const reasons: SignedOutReason[] = [];
  client.auth.on("signedOut", ({ reason }) => void reasons.push(reason));
  return { client, reasons };
}
type Tab = ReturnType<typeof openTab>;

const logIn = ({ client }: Tab) => client.auth.login({ email: "ada@example.org", password: "a password" });
function logInAsOther(tab: Tab) {
  server.accountId = "account-2";
  return logIn(tab);
}
const read = ({ client }: Tab) => client.patient.byId.query({ id: asId("1") });
const isUnauthenticated = (error: unknown) => isErrorCode(error, "UNAUTHENTICATED");

it("never uses the tokens of another account, and tells once that they were replaced", async () => {
  const [own, other] = [openTab(), openTab()];
  await logIn(own);
  await read(other);
  await own.client.auth.logout();
  const { tokens } = await logInAsOther(own);
  await expect(read(other)).rejects.toSatisfy(isUnauthenticated);
  expect(await other.client.auth.isSignedIn()).toBe(false);
  expect(await other.client.auth.accessToken()).toBeNull();
  expect(other.reasons).toEqual(["replaced"]);
  expect(server.requests.filter(({ token }) => token === tokens.access)).toEqual([]);
  expect(await store.read()).toEqual(tokens);
});

it("tells that another tab has signed out, and goes on when the same account signs in again", async () => {
  const [own, other] = [openTab(), openTab()];
  await logIn(own);
  await read(other);
  await own.client.auth.logout();
  await expect(read(other)).rejects.toSatisfy(isUnauthenticated);
  expect([own.reasons, other.reasons]).toEqual([["logout"], ["otherTab"]]);
  const { tokens } = await logIn(own);
  await read(other);
  expect(server.requests.at(-1)?.token).toBe(tokens.access);
});

it.each(["storage", "pageshow"])("hears by %s in a page that has made no call yet", async (event) => {
  const listeners = new Map<string, () => void>();
  const silent = class {
    postMessage = () => undefined;
  };
  for (const [name, stub] of Object.entries({
    document: {},
    addEventListener: (of: string, listener: () => void) => listeners.set(of, listener),
    BroadcastChannel: silent,
  }))
    vi.stubGlobal(name, stub);
  onTestFinished(() => void vi.unstubAllGlobals());
  const own = openTab();
  await logIn(own);
  const idle = openTab();
  await logInAsOther(own);
  listeners.get(event)?.();
  await vi.waitFor(() => expect(idle.reasons).toEqual(["replaced"]));
  await expect(read(idle)).rejects.toSatisfy(isUnauthenticated);
});

it("does not sign another account out", async () => {
  const [own, other] = [openTab(), openTab()];
  await logIn(own);
  await read(other);
  const { tokens } = await logInAsOther(own);
  await other.client.auth.logout();
  expect(await store.read()).toEqual(tokens);
  expect(server.calls("account.logout")).toBe(0);
  await read(own);
});

it("does not end another account's session, also if the store does not say whose tokens it has", async () => {
  const whole = store;
  store = {
    read: whole.read,
    write: (tokens) => whole.write(tokens && { access: "", refresh: tokens.refresh }),
  };
  const [own, other] = [openTab(), openTab()];
  await logIn(other);
  await logInAsOther(own);
  const before = server.requests.length;
  expect(await other.client.auth.logout()).toEqual({ endedOnServer: false });
  const sent = server.requests.slice(before);
  expect(sent.flatMap(({ paths }) => paths)).toEqual(["account.logout", "account.refresh"]);
  for (const { token } of sent) expect(token?.length ?? 0).toBeLessThan("Bearer ".length);
});

it("takes another account's tokens if it is told to, and at its start", async () => {
  const [own, other] = [openTab(), openTab()];
  await logIn(own);
  await read(other);
  const { tokens } = await logInAsOther(own);
  expect(await other.client.auth.resume()).not.toBeNull();
  await read(other);
  await read(openTab());
  expect(server.requests.slice(-2).map(({ token }) => token)).toEqual([tokens.access, tokens.access]);
  await vi.waitFor(() => expect(other.reasons).toEqual([]));
});
