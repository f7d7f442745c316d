import type { ImportProblem, ImportProblems, ImportRefused } from "@caretype/api";

/** The first problems of a refused import, by line and column, and how many there are. */
export function describeRefusal({ message, problems }: ImportRefused): string {
  if (!problems) return `${message} Nothing was imported.\n`;
  const count = problems.total === 1 ? "1 problem" : `${problems.total} problems`;
  return `${describeProblems(problems)}${message} ${count}; nothing was imported.\n`;
}

/** The first problems, a line each. */
export function describeProblems(problems: ImportProblems): string {
  const first = problems.first();
  const more = problems.total - first.length;
  const lines = [...first.map(describeProblem), ...(more > 0 ? [`… and ${more} more`] : [])];
  return lines.map((line) => `${line}\n`).join("");
}

function describeProblem({ file, line, column, message }: ImportProblem<string>) {
  const place = line === undefined ? file : `${file}:${line}`;
  return column === undefined ? `${place}: ${message}` : `${place} ${column}: ${message}`;
}
