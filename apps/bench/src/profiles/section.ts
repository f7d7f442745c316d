import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection } from "../section.ts";
import { measureProfiles, ProfilesResult, type ProfilesRow } from "./measure.ts";

/** Smaller values are noise. */
const minMicroseconds = 0.5;

function renderProfiles({ seconds, rows, before }: ProfilesResult): string {
  const compared = before ? `, compared with commit ${before.commit}` : "";
  return [
    `Caretype for ${seconds} s under 32 connections with Node's \`--cpu-prof\`, which slows it: the self time of one
call, in microseconds${compared}. On few cores, processes woken by a socket write run in its time.
\`pnpm bench profile <row>\` shows one row in full.`,
    ...rows.map((row) =>
      renderRow(
        row,
        before?.rows.find((former) => former.row === row.row),
      ),
    ),
  ].join("\n\n");
}

const totalOf = ({ owners }: ProfilesRow) => owners.reduce((sum, { microseconds }) => sum + microseconds, 0);

function renderRow(row: ProfilesRow, former: ProfilesRow | undefined): string {
  const of = (name: string) => former?.owners.find((owner) => owner.name === name)?.microseconds ?? 0;
  const names = new Set([...row.owners, ...(former?.owners ?? [])].map(({ name }) => name));
  const now = (name: string) => row.owners.find((owner) => owner.name === name)?.microseconds ?? 0;
  const shown = [...names].filter((name) => Math.max(now(name), of(name)) >= minMicroseconds);
  const line = (name: string, microseconds: number, then: number) => [
    name,
    formatDecimals(microseconds, 1),
    ...(former ? [formatDecimals(then, 1)] : []),
  ];
  const rows = [
    line("all", totalOf(row), former ? totalOf(former) : 0),
    ...shown.toSorted((one, other) => now(other) - now(one)).map((name) => line(name, now(name), of(name))),
  ];
  const functions = row.functions.map(
    ({ name, place, microseconds }) =>
      `${formatDecimals(microseconds, 1)} ${place ? `\`${name}\` ${place}` : name}`,
  );
  return [
    `### ${row.row}`,
    `${formatInteger(row.calls)} calls${former ? `, before ${formatInteger(former.calls)}` : ""}.`,
    table(["code of", "µs:", ...(former ? ["before:"] : [])], rows),
    `Largest: ${functions.join("; ")}.`,
  ].join("\n\n");
}

export const profiles = defineSection({
  name: "profiles",
  title: "Profiles",
  result: ProfilesResult,
  measure: measureProfiles,
  render: renderProfiles,
  goals: () => [],
});
