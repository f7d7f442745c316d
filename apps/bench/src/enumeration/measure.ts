import type { BenchContext } from "../context.ts";
import { createBenchEnvironment } from "../environment/bench-environment.ts";
import { startCaretypeServer } from "../peer/caretype.ts";
import { createProbes } from "./create-probes.ts";
import { runProbe, warmUps } from "./probe.ts";
import type { EnumerationResult, Question } from "./result.ts";

const tries = { full: 200, small: 20 };

/** Measures whether the duration of an answer reveals what the answer does not. */
export async function measureEnumeration(context: BenchContext): Promise<EnumerationResult> {
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
