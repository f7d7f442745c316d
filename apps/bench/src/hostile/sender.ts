import { fork } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { RunningDisturbance } from "../isolation/disturbance.ts";
import { formatDecimals } from "../markdown.ts";
import { hostileRequests } from "./requests.ts";
import { send } from "./send.ts";

// An attacker uses a machine of their own. Here the sender shares that of the server, so it gets what the others leave
// over: at equal priority, receiving the large answers alone (72 MB/s) delayed reads by up to 20 ms.

const program = fileURLToPath(import.meta.url);

export const hostilePerSecond = 100;

/** Sends all kinds of hostile requests in turn, in another process. */
export async function startSender(url: string): Promise<RunningDisturbance> {
  const child = fork(program, [url], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(child, "message");
  return {
    isRunning: () => child.connected,
    async finish() {
      if (!child.connected) throw new Error("The sender of hostile requests has ended.");
      const answer = once(child, "message");
      const ended = once(child, "exit");
      child.send("finish");
      const [answeredPerSecond] = await answer;
      await ended;
      return `${formatDecimals(Number(answeredPerSecond), 0)} hostile requests per second`;
    },
  };
}

function run(url: string): void {
  setPriority(constants.priority.PRIORITY_LOW);
  const startedAt = performance.now();
  let [sent, answered] = [0, 0];
  const underWay = new Set<Promise<void>>();
  const sendNext = () => {
    const hostile = hostileRequests[sent++ % hostileRequests.length];
    if (!hostile) return;
    // A connection that ends while the client still sends also counts as an answer.
    const count = () => void answered++;
    const sending: Promise<void> = send(url, hostile)
      .then(count, count)
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * hostilePerSecond;
    while (sent < due) sendNext();
  }, 10);
  process.once("message", async () => {
    clearInterval(timer);
    await Promise.all(underWay);
    process.send?.(answered / ((performance.now() - startedAt) / 1000), () => process.exit());
  });
  process.send?.("started");
}

if (process.argv[1] === program) run(process.argv[2] ?? "");
