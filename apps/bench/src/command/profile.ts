import { formatDecimals, formatInteger, table } from "../markdown.ts";
import type { Cost } from "../profile/cpu-profile.ts";
import { type ProfileRow, profiledSeconds, profileRow } from "../profile/profile-row.ts";

const shown = 30;

/** Profiles one row, and reports where the time went. */
export async function describeProfile(row: ProfileRow): Promise<string> {
  const { calls, owners, functions } = await profileRow(row);
  const cells = ({ name, place, microseconds, share }: Cost) => [
    `${formatDecimals(share * 100, 1)} %`,
    formatDecimals(microseconds / calls, 1),
    place ? `\`${name}\` ${place}` : name,
  ];
  return [
    `${formatInteger(calls)} calls in ${profiledSeconds} s, slowed by the profiler. Self time, without idle time.`,
    table(["share:", "µs per call:", "code of"], owners.slice(0, shown).map(cells)),
    table(["share:", "µs per call:", "function"], functions.slice(0, shown).map(cells)),
    "",
  ].join("\n\n");
}
