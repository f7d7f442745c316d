import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { createBenchEnvironment } from "../environment/bench-environment.ts";
import { formatDecimals, table } from "../markdown.ts";
import { startCaretypeServer } from "../peer/caretype.ts";
import { defineSection, type Goal } from "../section.ts";
import { createProbes } from "./create-probes.ts";
import { Question, runProbe, warmUps } from "./probe.ts";

const EnumerationResult = z.object({ tries: z.int(), questions: z.array(Question) });
type EnumerationResult = z.output<typeof EnumerationResult>;

const tries = { full: 200, small: 20 };

/** Measures whether the duration of an answer reveals what the answer does not. */
async function measureEnumeration(context: BenchContext): Promise<EnumerationResult> {
  const count = context.small ? tries.small : tries.full;
  const environment = await createBenchEnvironment({ patients: 1 });
  const server = await startCaretypeServer(environment, {
    // The benchmark acts as the proxy, and sets the address of each call.
    env: { REGISTRATION: "verified", TRUSTED_PROXIES: "127.0.0.1" },
  });
  try {
    const questions: Question[] = [];
    for (const probe of await createProbes(environment, { url: server.url, rounds: count + warmUps })) {
      questions.push(await runProbe(server.url, probe, count));
      context.log(`enumeration: ${probe.question}`);
    }
    return { tries: count, questions };
  } finally {
    await server.stop();
    await environment.stop();
  }
}

const maxRatio = 1.1;

/** The ratio of the slowest case's median to the quickest one's. */
function apartOf({ cases }: Question): number {
  const medians = cases.map(({ medianMilliseconds }) => medianMilliseconds);
  return Math.max(...medians) / Math.min(...medians);
}

const goals = ({ questions }: EnumerationResult): Goal[] =>
  questions.map((question) => ({
    goal: `${question.question} Medians of ${question.cases.map(({ name }) => name).join("; ")} within 10 %`,
    measured: `${formatDecimals((apartOf(question) - 1) * 100, 1)} % apart`,
    met: apartOf(question) <= maxRatio,
  }));

function render({ tries, questions }: EnumerationResult): string {
  const rows = questions.flatMap(({ question, cases }) =>
    cases.map(({ name, status, medianMilliseconds, p90Milliseconds }, index) => [
      index === 0 ? question : "",
      name,
      String(status),
      formatDecimals(medianMilliseconds, 1),
      formatDecimals(p90Milliseconds, 1),
    ]),
  );
  return [
    `Questions that a caller without an account may ask, and that the duration must not answer. Over HTTP, ${tries} tries
each, the cases in turn; every try comes from another network.`,
    table(["question", "case", "status:", "median ms:", "p90 ms:"], rows),
  ].join("\n\n");
}

export const enumeration = defineSection({
  name: "enumeration",
  title: "Enumeration by time",
  result: EnumerationResult,
  measure: measureEnumeration,
  render,
  goals,
});
