import { createTestBed } from "../bed/test-bed.ts";
import type { BenchContext } from "../context.ts";
import { startCaretypeServer } from "../peer/caretype.ts";
import { ask, warmUps } from "./ask.ts";
import { questionsOf } from "./questions.ts";
import type { EnumerationResult, Question } from "./result.ts";

const tries = { full: 200, small: 20 };

/** Measures whether the duration of an answer reveals what the answer does not. */
export async function measureEnumeration(context: BenchContext): Promise<EnumerationResult> {
  const count = context.small ? tries.small : tries.full;
  const bed = await createTestBed({ patients: 1 });
  const server = await startCaretypeServer(bed, {
    // The benchmark acts as the proxy, and sets the address of each call.
    environment: { REGISTRATION: "verified", TRUSTED_PROXIES: "127.0.0.1" },
  });
  try {
    const questions: Question[] = [];
    for (const asking of await questionsOf(bed, { url: server.url, rounds: count + warmUps })) {
      questions.push(await ask(server.url, asking, count));
      context.log(`enumeration: ${asking.question}`);
    }
    return { tries: count, questions };
  } finally {
    await server.stop();
    await bed.stop();
  }
}
