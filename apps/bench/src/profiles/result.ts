import { z } from "zod";

const Share = z.object({
  /** A package, a folder of ours, or a part of Node. */
  name: z.string(),
  /** Processor time of one call, on top of the stack. */
  microseconds: z.number(),
});

export const ProfilesRow = z.object({
  /** As `bench profile` is asked for it. */
  row: z.string(),
  calls: z.int(),
  /** All of them. */
  owners: z.array(Share),
  /** The greatest ones. */
  functions: z.array(Share.extend({ place: z.string() })),
});
export type ProfilesRow = z.output<typeof ProfilesRow>;

const Measured = z.object({ seconds: z.number(), rows: z.array(ProfilesRow) });

export const ProfilesResult = Measured.extend({
  /** Of the commit that was measured before this one. */
  before: z.object({ commit: z.string(), rows: z.array(ProfilesRow) }).nullable(),
});
export type ProfilesResult = z.output<typeof ProfilesResult>;
