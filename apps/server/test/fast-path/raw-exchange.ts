import { connect } from "node:net";
import type { SentRequest } from "./requests.ts";

export type Answer = { status: number; headers: Record<string, string[]>; body: string };

/** Sends the bytes of a request on its own socket, and reads until the answer or the connection ends. */
export async function exchange(port: number, request: SentRequest, id: string): Promise<Answer> {
  const socket = connect(port, "127.0.0.1");
  const parts: Buffer[] = [];
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  socket.on("data", (part) => {
    parts.push(part);
    // An event stream keeps the connection open, even if the client asked to close it.
    if (part.toString("latin1").endsWith("\r\n0\r\n\r\n")) socket.destroy();
  });
  socket.write(bytesOf(request, id));
  await closed;
  return parse(Buffer.concat(parts).toString("latin1"));
}

function bytesOf({ line, headers, body, isChunked }: SentRequest, id: string): Buffer {
  const own = [
    ...headers.map(([name, value]) => `${name}: ${value}`),
    "connection: close",
    `x-request-id: ${id}`,
  ];
  if (body) own.push(isChunked ? "transfer-encoding: chunked" : `content-length: ${body.length}`);
  const head = Buffer.from([line, ...own, "", ""].join("\r\n"), "latin1");
  if (!body) return head;
  return Buffer.concat([head, ...(isChunked ? chunksOf(body) : [body])]);
}

function chunksOf(body: Buffer): Buffer[] {
  const half = Math.ceil(body.length / 2);
  const chunks = [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0);
  const written = chunks.flatMap((chunk) => [`${chunk.length.toString(16)}\r\n`, chunk, "\r\n"]);
  return [...written, "0\r\n\r\n"].map((part) => Buffer.from(part));
}

function parse(response: string): Answer {
  const [head = "", ...rest] = response.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers: Record<string, string[]> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    headers[name] = [...(headers[name] ?? []), line.slice(colon + 1).trim()];
  }
  const body = rest.join("\r\n\r\n");
  const isChunked = headers["transfer-encoding"]?.includes("chunked");
  return { status: Number(statusLine.split(" ")[1]), headers, body: isChunked ? joined(body) : body };
}

function joined(chunks: string): string {
  let body = "";
  let rest = chunks;
  while (rest !== "") {
    const end = rest.indexOf("\r\n");
    const length = Number.parseInt(rest.slice(0, end), 16);
    if (length === 0) return body;
    if (Number.isNaN(length)) throw new Error("Not a chunked body");
    body += rest.slice(end + 2, end + 2 + length);
    rest = rest.slice(end + 2 + length + 2);
  }
  throw new Error("The body breaks off");
}
