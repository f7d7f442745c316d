import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { findVersions } from "../machine.ts";
import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { type ProfileRow, profiledSeconds, profileRow, profileRows } from "../profile/profile-row.ts";
import { defineSection } from "../section.ts";

const Share = z.object({
  /** A package, one of our folders, or a part of Node. */
  name: z.string(),
  /** Self time of one call. */
  microseconds: z.number(),
});

const ProfilesRow = z.object({
  /** The argument of `bench profile`. */
  row: z.string(),
  calls: z.int(),
  /** All owners. */
  owners: z.array(Share),
  /** The largest ones. */
  functions: z.array(Share.extend({ place: z.string() })),
});
type ProfilesRow = z.output<typeof ProfilesRow>;

const Measured = z.object({ seconds: z.number(), rows: z.array(ProfilesRow) });

const ProfilesResult = Measured.extend({
  /** The result of the previously measured commit. */
  before: z.object({ commit: z.string(), rows: z.array(ProfilesRow) }).nullable(),
});
type ProfilesResult = z.output<typeof ProfilesResult>;

/** The rows that the goals concern. */
const measured = [
  "typed-byId-without-audit",
  "rest-byId-without-audit",
  "typed-byId",
  "typed-list",
  "typed-create",
];
const maxFunctions = 12;

async function measureProfiles(context: BenchContext): Promise<ProfilesResult> {
  const rows: ProfilesRow[] = [];
  for (const row of context.small ? measured.slice(0, 1) : measured) {
    const profiled = profileRows.get(row);
    if (!profiled) throw new Error(`There is no row ${row}.`);
    rows.push(await profileOf(row, profiled));
    context.log(`profiles: ${row}`);
  }
  return { seconds: profiledSeconds, rows, before: beforeOf(context) };
}

async function profileOf(row: string, profiled: ProfileRow): Promise<ProfilesRow> {
  const { calls, owners, functions } = await profileRow(profiled);
  return {
    row,
    calls,
    owners: owners.map(({ name, microseconds }) => ({ name, microseconds: microseconds / calls })),
    functions: functions
      .slice(0, maxFunctions)
      .map(({ name, place, microseconds }) => ({ name, place, microseconds: microseconds / calls })),
  };
}

/** If a commit is measured again, its comparison stays the same. */
function beforeOf({ before }: BenchContext): ProfilesResult["before"] {
  if (!before) return null;
  const { commit } = before.versions;
  const result = ProfilesResult.parse(before.result);
  if (commit === undefined || commit === findVersions().commit) return result.before;
  return { commit, rows: result.rows };
}

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
