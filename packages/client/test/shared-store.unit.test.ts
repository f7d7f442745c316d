import { asId } from "@caretype/core/kernel/field/ids";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import {
  createClient,
  isAborted,
  isErrorCode,
  memoryStore,
  type SignedOutReason,
  type TokenStore,
} from "../src/index.ts";
import { FakeServer, gate } from "./fake-server.ts";

// Two clients over one store, as two tabs over `localStorage`, or two processes over a file.

let server: FakeServer;
let store: TokenStore;

beforeEach(async () => {
  server = await FakeServer.start();
  store = memoryStore();
});

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

const silent = class {
  postMessage = () => undefined;
};
/** Like a browser that denies storage. */
const refused = class {
  constructor() {
    throw new DOMException("The operation is insecure.", "SecurityError");
  }
};

it.each([
  ["storage", "a channel", silent],
  ["pageshow", "a channel", silent],
  ["storage", "no channel", undefined],
  ["storage", "a refused channel", refused],
])("hears by %s in a page that has made no call yet, with %s", async (event, _channel, BroadcastChannel) => {
  const listeners = new Map<string, () => void>();
  for (const [name, stub] of Object.entries({
    document: {},
    addEventListener: (of: string, listener: () => void) => listeners.set(of, listener),
    BroadcastChannel,
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

/** Keeps no access token, and so does not know the tokens' account. */
const shortStore = ({ read, write }: TokenStore): TokenStore => ({
  read,
  write: (tokens) => write(tokens && { access: "", refresh: tokens.refresh }),
});

it.each([
  ["whole tokens", (whole: TokenStore) => whole],
  ["refresh tokens alone", shortStore],
])("sends no call of one account as the next, while a slow store takes %s", async (_, storeOf) => {
  store = storeOf(store);
  const own = openTab();
  await logIn(own);
  const { write } = store;
  const [begun, written] = [gate(), gate()];
  store.write = async (tokens) => {
    begun.open();
    await written.passed;
    await write(tokens);
  };
  const next = logInAsOther(own);
  await begun.passed;
  const form = own.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
  written.open();
  await expect(form).rejects.toSatisfy(isAborted);
  await next;
  expect(server.calls("patient.create")).toBe(0);
  await read(own);
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
  store = shortStore(store);
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
