import type { Socket } from "node:net";
import { DomainError } from "@caretype/api";
import { headersOfData } from "./plugin/security-headers.ts";
import { toProblem } from "./problem.ts";

/** Written out, because importing `node:http` here would load `fetch` with it, which takes 28 ms. */
const statusLines: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};

/** Answers a request that is not valid HTTP, in our error format, and ends the connection. */
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
