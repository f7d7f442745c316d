import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { listenForCallback } from "../src/callback-listener.ts";

const state = "s".repeat(43);
const code = "c".repeat(43);
const never = new AbortController().signal;

type Sent = { path?: string; method?: string; host?: string };

/** Sends a request as any local program can. */
async function send(port: number, { path = "/", method = "GET", host = `127.0.0.1:${port}` }: Sent) {
  const sending = request({ host: "127.0.0.1", port, path, method, headers: { host } });
  sending.end();
  const [answer] = await once(sending, "response");
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

const callback = (query: string) => `/callback?${query}`;
const good = callback(`code=${code}&state=${state}`);

describe("the listener for a sign-in", () => {
  it("takes the code of the request with its state, and shows how that ended", async () => {
    await using listener = await listenForCallback(state);
    const [answer, received] = await Promise.all([
      send(listener.port, { path: good }),
      listener.callback(never).then(async (got) => {
        await got.show("signedIn");
        return got.code;
      }),
    ]);
    expect(received).toBe(code);
    expect(answer.body).toContain("<h1>The command line is signed in</h1>");
    expect(answer.body).not.toContain(code);
    expect(answer.headers).toMatchObject({
      "content-security-policy": expect.stringMatching(/^default-src 'none'; script-src 'sha256-/),
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
  });

  it("takes a cancellation", async () => {
    await using listener = await listenForCallback(state);
    const cancelled = send(listener.port, { path: callback(`error=access_denied&state=${state}`) });
    const { code: none, show } = await listener.callback(never);
    await show("cancelled");
    expect([none, (await cancelled).status]).toEqual([null, 200]);
  });

  it.each<[string, Sent]>([
    ["another state", { path: callback(`code=${code}&state=${"t".repeat(43)}`) }],
    ["a shorter state", { path: callback(`code=${code}&state=s`) }],
    ["no state", { path: callback(`code=${code}`) }],
    ["two states", { path: callback(`code=${code}&state=${state}&state=${state}`) }],
    ["two codes", { path: callback(`code=${code}&code=${code}&state=${state}`) }],
    ["no code", { path: callback(`state=${state}`) }],
    ["a code of another shape", { path: callback(`code=${"<".repeat(43)}&state=${state}`) }],
    ["a code and an error", { path: callback(`code=${code}&error=access_denied&state=${state}`) }],
    ["another error", { path: callback(`error=server_error&state=${state}`) }],
    ["another path", { path: good.replace("/callback", "/callback/more") }],
    ["a path that is none", { path: "//" }],
    ["an icon's path", { path: "/favicon.ico" }],
    ["a form", { path: good, method: "POST" }],
    ["an address of another host", { path: `//attacker.example${good}` }],
    ["another host's name", { path: good, host: "attacker.example" }],
    ["the same name on another port", { path: good, host: "127.0.0.1:1" }],
  ])("ignores a request with %s, and waits on", async (_what, sent) => {
    await using listener = await listenForCallback(state);
    const answer = await send(listener.port, sent);
    expect([answer.status, answer.body]).toEqual([404, "Not found\n"]);
    const right = send(listener.port, { path: good });
    const received = await listener.callback(never);
    await received.show("failed");
    await right;
    expect(received.code).toBe(code);
  });

  it("ignores what is no request, and the same request again", async () => {
    await using listener = await listenForCallback(state);
    const garbage = connect(listener.port, "127.0.0.1").end("\u0000\u0001 garbage\r\n\r\n");
    expect(await text(garbage)).toMatch(/^HTTP\/1.1 400 /);
    const first = send(listener.port, { path: good });
    const { show } = await listener.callback(never);
    expect((await send(listener.port, { path: good })).status).toBe(404);
    await show("signedIn");
    expect((await first).status).toBe(200);
  });

  it("does not wait for a browser that has gone", async () => {
    await using listener = await listenForCallback(state);
    const gone = connect(listener.port, "127.0.0.1");
    gone.write(`GET ${good} HTTP/1.1\r\nhost: 127.0.0.1:${listener.port}\r\n\r\n`);
    const received = await listener.callback(never);
    gone.destroy();
    await once(gone, "close");
    await received.show("signedIn");
    expect(received.code).toBe(code);
  });

  it("is reachable from this machine only, and ends with the sign-in, also if nobody came", async () => {
    const waiting = new AbortController();
    let port = 0;
    const outcome = await (async () => {
      await using listener = await listenForCallback(state);
      port = listener.port;
      // An idle connection must not keep it open.
      const idle = connect(port, "127.0.0.1");
      await once(idle, "connect");
      expect(idle.remoteAddress).toBe("127.0.0.1");
      const called = listener.callback(waiting.signal).catch((error: unknown) => error);
      waiting.abort("five minutes");
      return called;
    })();
    expect(outcome).toBe("five minutes");
    await expect(send(port, { path: good })).rejects.toThrow("ECONNREFUSED");
  });
});
