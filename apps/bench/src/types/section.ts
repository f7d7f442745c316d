import { formatDecimals, formatInteger, orDash, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import type { Spread } from "../statistics.ts";
import { measureTypes } from "./measure.ts";
import type { TypeCheck } from "./result.ts";
import { TypesResult } from "./result.ts";
import { compilerVersion } from "./type-check.ts";

const maxSeconds = { repository: 5, synthetic: 10 };

function typesGoals({ atOnce, synthetic }: TypesResult): Goal[] {
  const [own, more] = [atOnce.repository.median, atOnce.synthetic.median];
  return [
    {
      goal: `Whole repository typechecked ≤ ${maxSeconds.repository} s`,
      measured: `${formatDecimals(own, 1)} s, both programs concurrently`,
      met: own <= maxSeconds.repository,
    },
    {
      goal: `A router of ${synthetic.procedures} procedures typechecked ≤ ${maxSeconds.synthetic} s`,
      measured: `${formatDecimals(more, 1)} s (${formatDecimals(more / own, 1)} × the repository)`,
      met: more <= maxSeconds.synthetic,
    },
  ];
}

export const types = defineSection({
  name: "types",
  title: "Types",
  result: TypesResult,
  measure: measureTypes,
  render: renderTypes,
  goals: typesGoals,
});

/** The total for several programs in sequence. */
const totalSeconds = (checks: readonly TypeCheck[]) =>
  checks.reduce((sum, { seconds }) => sum + seconds.median, 0);

function renderTypes(result: TypesResult): string {
  const { synthetic, packed } = result;
  return [
    `The types of the repository, and of a copy with ${synthetic.features} more features of ten procedures each (${synthetic.procedures} procedures in all),
built like \`packages/core/src/people/patient\`: table, schema, queries, router. TypeScript ${compilerVersion} checks both without incremental state.`,
    renderChecks(result),
    `The packed client of the ${synthetic.procedures} procedures was built in ${formatDecimals(packed.buildSeconds, 1)} s; its router's declaration is ${formatInteger(packed.declarationKilobytes)} kB.`,
  ].join("\n\n");
}

function renderChecks({ repository, atOnce, synthetic, packed }: TypesResult): string {
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
      ...part(`${more}, packed`, packed.checks),
    ],
  );
}
