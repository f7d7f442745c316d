import { request } from "undici";
import type { BenchEnvironment } from "../environment/bench-environment.ts";
import { formatInteger } from "../markdown.ts";
import { bearer } from "../peer/caretype.ts";
import { type Disturbance, repeatUntilFinished } from "./disturbance.ts";

const pageSize = 200;
const nextPage = /<([^>]+)>; *rel="?next"?/;

/** Pages through the whole practice as fast as possible, repeatedly. */
export function exportDisturbance(environment: BenchEnvironment, url: string): Disturbance {
  const firstPage = `${url}/api/patients?limit=${pageSize}`;
  return {
    name: "an export",
    async start() {
      let pages = 0;
      let next = firstPage;
      const turn = async () => {
        // Not `fetch`, which would take more of the machine from the server.
        const { statusCode, headers, body } = await request(next, { headers: bearer(environment) });
        await body.dump({ limit: Number.POSITIVE_INFINITY });
        if (statusCode !== 200) throw new Error(`A page got the status ${statusCode}.`);
        const following = nextPage.exec(String(headers.link))?.[1];
        next = following === undefined ? firstPage : new URL(following, url).href;
        pages += 1;
      };
      return repeatUntilFinished(
        turn,
        (seconds) => `${formatInteger((pages * pageSize) / seconds)} patients a second`,
      );
    },
  };
}
