import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Client, createClient, isErrorCode } from "../src/index.ts";
import { createBrowser, FakeServer, gate } from "./fake-server.ts";

// Tabs that tell each other, by a channel as browsers have it.

let server: FakeServer;
let browser: ReturnType<typeof createBrowser>;
let channels: BroadcastChannel[];
const Channel = BroadcastChannel;

beforeEach(async () => {
  server = new FakeServer();
  vi.stubGlobal("location", { origin: await server.listen(), href: server.url });
  vi.stubGlobal("isSecureContext", true);
  channels = [];
  const open = class extends Channel {
    constructor(name: string) {
      super(name);
      channels.push(this);
    }
  };
  vi.stubGlobal("BroadcastChannel", open);
  browser = createBrowser();
});

afterEach(async () => {
  for (const channel of channels) channel.close();
  vi.unstubAllGlobals();
  await server.close();
});

function openTab() {
  const client = createClient({ url: "", session: "cookie", fetch: fromPage });
  const reasons: string[] = [];
  client.auth.on("signedOut", ({ reason }) => reasons.push(reason));
  return { client, reasons };
}

const fromPage = (url: string, init: RequestInit) => browser.fetch(new URL(url, server.url).href, init);
const logIn = ({ auth }: Client) => auth.login({ email: "ada@example.org", password: "a password" });
const isSignedIn = ({ auth }: Client) => auth.isSignedIn();

/** What has been said on the channel until now has been heard by all. */
async function allHeard() {
  const [ear, mouth] = [new Channel("caretype-session"), new Channel("caretype-session")];
  const heard = Promise.withResolvers<void>();
  ear.onmessage = () => heard.resolve();
  mouth.postMessage("to all");
  await heard.promise;
  ear.close();
  mouth.close();
}

it("a log-out is heard in the other tabs at once, and needs no server for it", async () => {
  const [one, other] = [openTab(), openTab()];
  await logIn(one.client);
  await other.client.auth.resume();
  const before = server.calls("account.refresh");
  await one.client.auth.logout();
  await vi.waitFor(() => expect(other.reasons).toEqual(["otherTab"]));
  expect([await isSignedIn(other.client), one.reasons]).toEqual([false, ["logout"]]);
  expect(server.calls("account.refresh")).toBe(before);
});

it("the end of all sessions is heard likewise", async () => {
  const [one, other] = [openTab(), openTab()];
  await logIn(one.client);
  await other.client.auth.resume();
  await one.client.auth.logoutEverywhere();
  await vi.waitFor(() => expect(other.reasons).toEqual(["otherTab"]));
});

it("that somebody else has signed in is heard at once", async () => {
  const [one, other] = [openTab(), openTab()];
  await logIn(one.client);
  server.accountId = "account-2";
  await logIn(other.client);
  await vi.waitFor(() => expect(one.reasons).toEqual(["replaced"]));
  expect([await isSignedIn(one.client), await isSignedIn(other.client)]).toEqual([false, true]);
});

it("the same account in another tab signs nobody out", async () => {
  const [one, other] = [openTab(), openTab()];
  await logIn(one.client);
  await logIn(other.client);
  await allHeard();
  expect([await isSignedIn(one.client), one.reasons]).toEqual([true, []]);
});

it("what is heard late of an earlier log-in or its end signs nobody out who came after", async () => {
  const { client, reasons } = openTab();
  server.startSession();
  await logIn(client);
  const late = new Channel("caretype-session");
  const sessionId = "session-1";
  late.postMessage({ is: "signedOut", accountId: "account-1", sessionId });
  late.postMessage({ is: "signedIn", accountId: "account-2", sessionId });
  for (const nonsense of [null, "signedOut", { is: "else" }, { is: "signedOut", accountId: 1 }])
    late.postMessage(nonsense);
  await allHeard();
  late.close();
  expect([await isSignedIn(client), reasons]).toEqual([true, []]);
});

it("a tab that resumes while another logs out asks once more", async () => {
  const [one, other] = [openTab(), openTab()];
  await logIn(one.client);
  const answer = gate();
  server.work["account.refresh"] = () => answer.passed;
  const resumed = other.client.auth.resume();
  await vi.waitFor(() => expect(server.calls("account.refresh")).toBe(1));
  const loggedOut = one.client.auth.logout();
  await allHeard();
  answer.open();
  await expect(resumed).resolves.toBeNull();
  await loggedOut;
  expect([await isSignedIn(other.client), browser.jar.cookie]).toEqual([false, ""]);
});

it("nothing that is told is a secret", async () => {
  const told: unknown[] = [];
  const ear = new Channel("caretype-session");
  ear.onmessage = ({ data }) => told.push(data);
  const { client } = openTab();
  await logIn(client);
  await client.auth.logout();
  await vi.waitFor(() => expect(told).toHaveLength(2));
  ear.close();
  const whose = { accountId: "account-1", sessionId: "session-1" };
  expect(told).toEqual([
    { is: "signedIn", ...whose },
    { is: "signedOut", ...whose },
  ]);
  await expect(client.auth.me()).rejects.toSatisfy((error) => isErrorCode(error, "UNAUTHENTICATED"));
});
