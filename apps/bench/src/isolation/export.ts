import { request } from "undici";
import type { TestBed } from "../bed/test-bed.ts";
import { whole } from "../markdown.ts";
import { bearer } from "../peer/caretype.ts";
import { type Disturbance, repeating } from "./disturbance.ts";

const pageSize = 200;
const nextPage = /<([^>]+)>; *rel="?next"?/;

/** Somebody pages through the whole practice as fast as pages come, and then again. */
export function exporting(bed: TestBed, url: string): Disturbance {
  const firstPage = `${url}/api/patients?limit=${pageSize}`;
  return {
    name: "an export",
    async start() {
      let pages = 0;
      let next = firstPage;
      const turn = async () => {
        // Not `fetch`: what that costs the machine comes from the server's share.
        const { statusCode, headers, body } = await request(next, { headers: bearer(bed) });
        await body.dump({ limit: Number.POSITIVE_INFINITY });
        if (statusCode !== 200) throw new Error(`A page was answered with ${statusCode}.`);
        const following = nextPage.exec(String(headers.link))?.[1];
        next = following === undefined ? firstPage : new URL(following, url).href;
        pages += 1;
      };
      return repeating(turn, (seconds) => `${whole((pages * pageSize) / seconds)} patients a second`);
    },
  };
}
