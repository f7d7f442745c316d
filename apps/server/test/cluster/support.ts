import { randomUUID } from "node:crypto";
import { type Agent, type IncomingMessage, request } from "node:http";
import { expect, vi } from "vitest";
import { isRunning, type Served } from "../server-process.ts";

export type Answer = { status: number; body: string };
type Call = {
  method?: string;
  path: string;
  token?: string;
  body?: object;
  agent?: Agent;
  requestId?: string;
};

/** Makes one call on its own connection. The workers get connections round-robin. */
export function call(port: number, { method = "GET", path, token, body, agent, requestId }: Call) {
  const headers = {
    "content-type": "application/json",
    ...(token && { authorization: `Bearer ${token}` }),
    ...(requestId && { "x-request-id": requestId }),
  };
  return new Promise<Answer>((resolve, reject) => {
    const options = { host: "127.0.0.1", port, method, path, headers, agent: agent ?? false };
    const sent = request(options, (response) => {
      readAll(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), reject);
    });
    sent.on("error", reject).end(body && JSON.stringify(body));
  });
}

async function readAll(response: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of response.setEncoding("utf8")) text += part;
  return text;
}

const newAccount = () => ({
  email: `${randomUUID()}@example.org`,
  password: "a passphrase of some length",
});

export const register = (port: number) =>
  call(port, { method: "POST", path: "/api/auth/register", body: newAccount() });

/** Starts a registration. Its worker waits for the rest of the body. */
export function beginRegistration(port: number): Promise<{ finish(): Promise<Answer> }> {
  const headers = { "content-type": "application/json", expect: "100-continue" };
  const options = {
    host: "127.0.0.1",
    port,
    method: "POST",
    path: "/api/auth/register",
    headers,
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const sent = request(options).on("error", reject);
    const answer = new Promise<Answer>((answered, failed) => {
      sent.on("error", failed).on("response", (response) => {
        readAll(response).then((text) => answered({ status: response.statusCode ?? 0, body: text }), failed);
      });
    });
    answer.catch(() => undefined);
    const finish = () => {
      sent.end(JSON.stringify(newAccount()));
      return answer;
    };
    sent.on("continue", () => resolve({ finish }));
    sent.flushHeaders();
  });
}

/** Resolves to a new account's access token. */
export async function signUp(port: number): Promise<string> {
  const { status, body } = await register(port);
  if (status !== 201) throw new Error(`registration answered ${status}: ${body}`);
  return JSON.parse(body).tokens.access;
}

/** Returns the process that answered, from the request's log line. */
export function answeredBy({ output }: Served, requestId: string): number | undefined {
  const line = output.stdout.split("\n").find((text) => text.includes(requestId));
  return line === undefined ? undefined : JSON.parse(line).pid;
}

/** Calls in pairs until exactly these processes have answered. */
async function untilAnswering(server: Served, isExpected: (pids: number[]) => boolean) {
  await vi.waitFor(
    async () => {
      const ids = [randomUUID(), randomUUID()];
      for (const requestId of ids) await call(server.port, { path: "/api/auth/me", requestId });
      const pids = await vi.waitFor(() => ids.map((id) => known(answeredBy(server, id))));
      if (!isExpected(pids)) throw new Error(`still answering: ${pids.join(", ")}`);
    },
    { interval: 100 },
  );
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("not known yet");
  return value;
}

/** Resolves when these processes have ended. */
export const gone = (pids: number[]) =>
  vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), { interval: 50 });

/** Resolves when two new processes answer instead of the ended ones. */
export const replaced = (server: Served, ended: number[]) =>
  untilAnswering(server, ([one, two]) => one !== two && ![one, two].some((pid) => ended.includes(pid ?? 0)));
