import type { Socket } from "node:net";
import { DomainError } from "@caretype/api";
import { headersOfData } from "./plugin/security-headers.ts";
import { toProblem } from "./problem.ts";

/** Phrases are not asked of `node:http`: a module that imports it loads all that it exports, and 28 ms of `fetch` with it. */
const statusLines: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};

/** Answers what could not even be read as HTTP, in our shape, and ends the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const statusLine = statusLines[error.code ?? ""] ?? "400 Bad Request";
  const status = Number.parseInt(statusLine, 10);
  const requestId = crypto.randomUUID();
  const problem = toProblem(new DomainError("MALFORMED_REQUEST"), { requestId, status });
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${statusLine}`,
      "Content-Type: application/problem+json; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...Object.entries(headersOfData).map(([name, value]) => `${name}: ${value}`),
      `X-Request-Id: ${requestId}`,
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
