import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { type ServerProcess, startNodeServer } from "../process/server-process.ts";

// Answers each request at once, and lets Node discard the body. This is the least that any server on Node does.

const program = fileURLToPath(import.meta.url);

export function startBareNode(): Promise<ServerProcess> {
  return startNodeServer({ name: "bare Node", arguments: [program], readyPath: "/ready", env: {} });
}

if (process.argv[1] === program) {
  createServer((request, response) => {
    // A client that sends chunks by hand waits for the end of the connection.
    if (request.headers["transfer-encoding"] !== undefined) response.shouldKeepAlive = false;
    response
      .writeHead(request.url === "/ready" ? 200 : 404, { "content-type": "application/json" })
      .end("{}");
  }).listen(Number(process.env.PORT), "127.0.0.1");
}
