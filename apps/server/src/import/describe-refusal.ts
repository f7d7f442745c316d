import type { ImportProblem, ImportRefused } from "@caretype/api";

/** The first problems of a refused import, by line and column, and how many there are. */
export function describeRefusal({ message, problems }: ImportRefused): string {
  if (!problems) return `${message} Nothing was imported.\n`;
  const first = problems.first();
  const more = problems.total - first.length;
  return [
    ...first.map(describeProblem),
    ...(more > 0 ? [`… and ${more} more`] : []),
    `${message} ${problems.total === 1 ? "1 problem" : `${problems.total} problems`}; nothing was imported.`,
    "",
  ].join("\n");
}

function describeProblem({ file, line, column, message }: ImportProblem<string>) {
  const place = line === undefined ? file : `${file}:${line}`;
  return column === undefined ? `${place}: ${message}` : `${place} ${column}: ${message}`;
}
