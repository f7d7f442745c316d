import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { findVersions } from "../machine.ts";
import { type ProfileRow, profiledSeconds, profileRow, profileRows } from "../profile/profile-row.ts";

const Share = z.object({
  /** A package, one of our folders, or a part of Node. */
  name: z.string(),
  /** Self time of one call. */
  microseconds: z.number(),
});

export const ProfilesRow = z.object({
  /** The argument of `bench profile`. */
  row: z.string(),
  calls: z.int(),
  /** All owners. */
  owners: z.array(Share),
  /** The largest ones. */
  functions: z.array(Share.extend({ place: z.string() })),
});
export type ProfilesRow = z.output<typeof ProfilesRow>;

const Measured = z.object({ seconds: z.number(), rows: z.array(ProfilesRow) });

export const ProfilesResult = Measured.extend({
  /** The result of the previously measured commit. */
  before: z.object({ commit: z.string(), rows: z.array(ProfilesRow) }).nullable(),
});
export type ProfilesResult = z.output<typeof ProfilesResult>;

/** The rows that the goals concern. */
const measured = [
  "typed-byId-without-audit",
  "rest-byId-without-audit",
  "typed-byId",
  "typed-list",
  "typed-create",
];
const maxFunctions = 12;

export async function measureProfiles(context: BenchContext): Promise<ProfilesResult> {
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
