import type { BenchEnvironment } from "../environment/bench-environment.ts";
import { formatDecimals } from "../markdown.ts";
import { type Disturbance, repeatUntilFinished } from "./disturbance.ts";

const atOnce = 50;

/** Fifty accounts log in concurrently, wave after wave. */
export function logInDisturbance({ account }: BenchEnvironment, url: string): Disturbance {
  return {
    name: `${atOnce} concurrent log-ins`,
    async start() {
      let done = 0;
      const wave = async () => {
        await Promise.all(Array.from({ length: atOnce }, () => logIn(url, account)));
        done += atOnce;
      };
      return repeatUntilFinished(wave, (seconds) => `${done} log-ins in ${formatDecimals(seconds, 1)} s`);
    },
  };
}

async function logIn(url: string, { email, password }: BenchEnvironment["account"]): Promise<void> {
  const response = await fetch(`${url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`A log-in got the status ${response.status}: ${answer.slice(0, 200)}`);
}
