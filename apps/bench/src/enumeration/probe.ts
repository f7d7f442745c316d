import { z } from "zod";
import { median, percentile } from "../statistics.ts";

/** A question whose answer the duration must not reveal. */
export const Question = z.object({
  question: z.string(),
  cases: z.array(
    z.object({
      name: z.string(),
      status: z.int(),
      medianMilliseconds: z.number(),
      p90Milliseconds: z.number(),
    }),
  ),
});
export type Question = z.output<typeof Question>;

/** A call whose duration must reveal nothing. Uses another account or name each time if failures are counted. */
type ProbeCase = { name: string; path: string; body: (round: number) => Promise<object> | object };

export type Probe = { question: string; cases: readonly ProbeCase[] };

/** The first rounds compile code and open connections. */
export const warmUps = 3;

let calls = 0;
/** Another network for each call, as from many attackers, because limits per address are not measured here. */
const newNetwork = () => {
  calls += 1;
  return `2001:db8:${(calls >> 16).toString(16)}:${(calls & 0xffff).toString(16)}::1`;
};

/** Times all cases in turn, each round starting with another one, so that a slow machine affects all of them. */
export async function runProbe(url: string, { question, cases }: Probe, tries: number): Promise<Question> {
  const measured = cases.map((probeCase) => {
    const milliseconds: number[] = [];
    return { probeCase, milliseconds, statuses: new Set<number>() };
  });
  for (let round = 0; round < tries + warmUps; round++) {
    const first = round % measured.length;
    for (const { probeCase, milliseconds, statuses } of [
      ...measured.slice(first),
      ...measured.slice(0, first),
    ]) {
      const took = await timed(`${url}${probeCase.path}`, await probeCase.body(round), statuses);
      if (round >= warmUps) milliseconds.push(took);
    }
  }
  const statuses = new Set(measured.flatMap(({ statuses }) => [...statuses]));
  const [status] = statuses;
  if (statuses.size !== 1 || status === undefined) {
    throw new Error(
      `${question} The answers are ${[...statuses].join(" and ")}, which reveals more than their duration.`,
    );
  }
  return {
    question,
    cases: measured.map(({ probeCase: { name }, milliseconds }) => ({
      name,
      status,
      medianMilliseconds: median(milliseconds),
      p90Milliseconds: percentile(milliseconds, 90),
    })),
  };
}

async function timed(url: string, body: object, statuses: Set<number>): Promise<number> {
  const request = {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": newNetwork() },
    body: JSON.stringify(body),
  };
  const startedAt = performance.now();
  const response = await fetch(url, request);
  await response.arrayBuffer();
  const took = performance.now() - startedAt;
  statuses.add(response.status);
  return took;
}
