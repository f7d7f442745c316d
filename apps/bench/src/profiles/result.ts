import { z } from "zod";

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
