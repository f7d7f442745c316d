import { formatDecimals, formatInteger, orDash, table } from "../markdown.ts";
import type { Spread } from "../statistics.ts";
import type { TypeCheck, TypesResult } from "./result.ts";
import { compilerVersion } from "./type-check.ts";

/** The total for several programs in sequence. */
const totalSeconds = (checks: readonly TypeCheck[]) =>
  checks.reduce((sum, { seconds }) => sum + seconds.median, 0);

export function renderTypes(result: TypesResult): string {
  const { synthetic, packed } = result;
  return [
    `The types of the repository, and of a copy with ${synthetic.features} more features of ten procedures each (${synthetic.procedures} procedures in all),
built like \`packages/api/src/people/patient\`: table, schema, queries, router. TypeScript ${compilerVersion} checks both without incremental state.`,
    renderChecks(result),
    `The packed client of the ${synthetic.procedures} procedures was built in ${formatDecimals(packed.buildSeconds, 1)} s; its router's declaration is ${formatInteger(packed.declarationKilobytes)} kB.`,
  ].join("\n\n");
}

function renderChecks({ repository, atOnce, synthetic, byDefault, packed }: TypesResult): string {
  const own = totalSeconds(repository);
  const part = (name: string, checks: readonly TypeCheck[]) =>
    checks.map((check) => [
      name,
      check.program,
      `\`${check.command}\``,
      formatDecimals(check.seconds.median, 2),
      `${formatDecimals(check.seconds.min, 2)}–${formatDecimals(check.seconds.max, 2)}`,
      formatDecimals(check.seconds.median / own, 2),
      orDash(check.cpuSeconds, (seconds) => formatDecimals(seconds, 2)),
      formatInteger(check.types),
      formatInteger(check.instantiations),
      formatInteger(check.memoryMb),
    ]);
  const together = (name: string, { median, min, max }: Spread) => [
    name,
    "both at once",
    "`pnpm typecheck`, without turbo",
    formatDecimals(median, 2),
    `${formatDecimals(min, 2)}–${formatDecimals(max, 2)}`,
    formatDecimals(median / own, 2),
    "–",
    "–",
    "–",
    "–",
  ];
  const more = `a router of ${synthetic.procedures} procedures`;
  return table(
    ["", "program", "", "s:", "from–to:", "× repository:", "CPU s:", "types:", "instantiations:", "MB:"],
    [
      ...part("the repository", repository),
      together("the repository", atOnce.repository),
      ...part(more, synthetic.checks),
      together(more, atOnce.synthetic),
      ...part(`${more}, checkers left to tsc`, byDefault),
      ...part(`${more}, packed`, packed.checks),
    ],
  );
}
