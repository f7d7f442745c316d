import { asId } from "@caretype/core/kernel/field/ids";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Client, createClient, isErrorCode } from "../src/index.ts";
import { createBrowser, FakeServer, gate, Refusal, unauthenticated } from "./fake-server.ts";

// Tabs that notify each other through a channel, as in browsers.

let server: FakeServer;
let browser: ReturnType<typeof createBrowser>;
let channels: InstanceType<typeof BroadcastChannel>[];
const Channel = BroadcastChannel;

beforeEach(async () => {
  server = await FakeServer.start();
  vi.stubGlobal("location", { origin: server.url, href: server.url });
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

afterEach(() => {
  for (const channel of channels) channel.close();
  vi.unstubAllGlobals();
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

/** Resolves when all messages on the channel have been received. */
async function allReceived() {
  const [listener, sender] = [new Channel("caretype-session"), new Channel("caretype-session")];
  const received = Promise.withResolvers<void>();
  listener.onmessage = () => received.resolve();
  sender.postMessage("to all");
  await received.promise;
  listener.close();
  sender.close();
}

it("a sign-out reaches the other tabs at once, without the server", async () => {
  const [one, other] = [openTab(), openTab()];
  await logIn(one.client);
  await other.client.auth.resume();
  const before = server.calls("account.refresh");
  await one.client.auth.logout();
  await vi.waitFor(() => expect(other.reasons).toEqual(["otherTab"]));
  expect([await isSignedIn(other.client), one.reasons]).toEqual([false, ["logout"]]);
  expect(server.calls("account.refresh")).toBe(before);
});

describe("tabs of two sessions of one account", () => {
  /** The newer session's cookie has replaced the older one's. */
  async function twoSessions() {
    const [older, newer] = [openTab(), openTab()];
    await logIn(older.client);
    await logIn(newer.client);
    await allReceived();
    return { older, newer };
  }
  const reasonsOf = (tabs: Record<"older" | "newer", ReturnType<typeof openTab>>) =>
    [tabs.older, tabs.newer].map(({ reasons }) => reasons.join());

  it.each(["older", "newer"] as const)("are all signed out at once by the %s one", async (which) => {
    const tabs = await twoSessions();
    // Needs no answer.
    const answer = gate();
    server.work["account.logout"] = () => answer.passed;
    const loggedOut = tabs[which].client.auth.logout();
    const expected = which === "older" ? ["logout", "otherTab"] : ["otherTab", "logout"];
    await vi.waitFor(() => expect(reasonsOf(tabs)).toEqual(expected));
    answer.open();
    await expect(loggedOut).resolves.toEqual({ endedOnServer: true });
    expect([browser.jar.cookie, await openTab().client.auth.resume()]).toEqual(["", null]);
  });

  it("are all signed out by the end of all sessions", async () => {
    const tabs = await twoSessions();
    await tabs.older.client.auth.logoutEverywhere();
    await vi.waitFor(() => expect(reasonsOf(tabs)).toEqual(["logout", "otherTab"]));
  });

  it("continue in the newer session, with each call that was refused when the older one ended", async () => {
    const [older, newer] = [openTab(), openTab()];
    await logIn(older.client);
    const late = gate();
    server.work["patient.list"] = async () => {
      server.work["patient.list"] = () => undefined;
      await late.passed;
      throw unauthenticated();
    };
    const waiting = older.client.patient.list.query({});
    await vi.waitFor(() => expect(server.calls("patient.list")).toBe(1));
    await logIn(newer.client);
    await allReceived();
    await older.client.patient.byId.query({ id: asId("1") });
    late.open();
    await waiting;
    expect((await older.client.auth.session())?.sessionId).toBe("session-2");
    expect(older.reasons).toEqual([]);
  });
});

describe("a sign-out of an earlier session of the account", () => {
  const whose = { is: "signedOut", accountId: "account-1", sessionId: "session-0" };
  const say = async () => {
    const sender = new Channel("caretype-session");
    sender.postMessage(whose);
    await allReceived();
    sender.close();
  };

  it("makes a tab ask the server, and signs it out if its own session has ended, too", async () => {
    const { client, reasons } = openTab();
    await logIn(client);
    server.endSessions();
    await say();
    await vi.waitFor(() => expect(reasons).toEqual(["ended"]));
    expect(await isSignedIn(client)).toBe(false);
  });

  it("does not sign out a tab that cannot ask", async () => {
    const { client, reasons } = openTab();
    await logIn(client);
    server.work["account.refresh"] = () => Promise.reject(new Refusal("PERMISSION_DENIED", "FORBIDDEN"));
    await say();
    await vi.waitFor(() => expect(server.calls("account.refresh")).toBe(1));
    expect([await isSignedIn(client), reasons]).toEqual([true, []]);
  });

  it("is repeated when it is done, for tabs that have signed in meanwhile", async () => {
    const [one, other] = [openTab(), openTab()];
    await logIn(one.client);
    const answer = gate();
    server.work["account.logout"] = () => answer.passed;
    const loggedOut = one.client.auth.logout();
    await vi.waitFor(() => expect(server.calls("account.logout")).toBe(1));
    // Without Web Locks, this sign-in does not wait.
    vi.stubGlobal("navigator", {});
    await logIn(other.client);
    answer.open();
    await loggedOut;
    await vi.waitFor(() => expect(other.reasons).toHaveLength(1));
    expect(await isSignedIn(other.client)).toBe(false);
  });
});

it("the end of all sessions reaches the other tabs, too", async () => {
  const [one, other] = [openTab(), openTab()];
  await logIn(one.client);
  await other.client.auth.resume();
  await one.client.auth.logoutEverywhere();
  await vi.waitFor(() => expect(other.reasons).toEqual(["otherTab"]));
});

it("a sign-in as another account reaches the other tabs at once", async () => {
  const [one, other] = [openTab(), openTab()];
  await logIn(one.client);
  server.accountId = "account-2";
  await logIn(other.client);
  await vi.waitFor(() => expect(one.reasons).toEqual(["replaced"]));
  expect([await isSignedIn(one.client), await isSignedIn(other.client)]).toEqual([false, true]);
});

it("a sign-in as the same account signs out no tab", async () => {
  const [one, other] = [openTab(), openTab()];
  await logIn(one.client);
  await logIn(other.client);
  await allReceived();
  expect([await isSignedIn(one.client), one.reasons]).toEqual([true, []]);
});

it("a late message about an earlier sign-in or sign-out does not sign out a newer session", async () => {
  const { client, reasons } = openTab();
  server.startSession();
  await logIn(client);
  const late = new Channel("caretype-session");
  const sessionId = "session-1";
  late.postMessage({ is: "signedOut", accountId: "account-1", sessionId });
  late.postMessage({ is: "signedIn", accountId: "account-2", sessionId });
  for (const nonsense of [null, "signedOut", { is: "else" }, { is: "signedOut", accountId: 1 }])
    late.postMessage(nonsense);
  await allReceived();
  late.close();
  expect([await isSignedIn(client), reasons]).toEqual([true, []]);
});

it("a tab that resumes while another signs out asks again", async () => {
  const [one, other] = [openTab(), openTab()];
  await logIn(one.client);
  const answer = gate();
  server.work["account.refresh"] = () => answer.passed;
  const resumed = other.client.auth.resume();
  await vi.waitFor(() => expect(server.calls("account.refresh")).toBe(1));
  const loggedOut = one.client.auth.logout();
  await allReceived();
  answer.open();
  await expect(resumed).resolves.toBeNull();
  await loggedOut;
  expect([await isSignedIn(other.client), browser.jar.cookie]).toEqual([false, ""]);
});

it("messages contain no secret", async () => {
  const messages: unknown[] = [];
  const listener = new Channel("caretype-session");
  listener.onmessage = ({ data }) => messages.push(data);
  const { client } = openTab();
  await logIn(client);
  await client.auth.logout();
  await vi.waitFor(() => expect(messages).toHaveLength(3));
  listener.close();
  const whose = { accountId: "account-1", sessionId: "session-1" };
  expect(messages).toEqual([
    { is: "signedIn", ...whose },
    { is: "signedOut", ...whose },
    { is: "signedOut", ...whose },
  ]);
  await expect(client.auth.me()).rejects.toSatisfy((error) => isErrorCode(error, "UNAUTHENTICATED"));
});
