import { formatDecimals, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureEnumeration } from "./measure.ts";
import { EnumerationResult, type Question } from "./result.ts";

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
