import type { z } from "zod";
import type { BenchContext } from "./context.ts";

/** One line of the table of goals. */
export type Goal = {
  goal: string;
  /** With its unit, and the reference of a ratio. */
  measured: string;
  /** Null: unknown. `measured` gives the reason. A text: why the machine that measured cannot meet it. */
  met: boolean | string | null;
};

/** A number that must not fall, and is the same on fast and slow machines. Higher is better. */
export type Ratio = { row: string; value: number };

type TypedSection<Result> = {
  name: string;
  title: string;
  /** An environment variable without which it is skipped. */
  needs?: string;
  /** The schema of the stored result. */
  result: z.ZodType<Result>;
  measure(context: BenchContext): Promise<Result>;
  /** Markdown without a heading, which the report adds. */
  render(result: Result): string;
  goals(result: Result): Goal[];
  check?: {
    /** A small run of the compared rows: all of them, or the given ones. */
    measure(context: BenchContext, rows?: readonly string[]): Promise<Result>;
    ratios(result: Result): Ratio[];
  };
};

export type Section = Omit<TypedSection<unknown>, "result">;

/** A section whose results are read back from a file, possibly written by an older version. */
export function defineSection<Result>(section: TypedSection<Result>): Section {
  const { result, check, ...rest } = section;
  const read = (stored: unknown) => result.parse(stored);
  return {
    ...rest,
    render: (stored) => section.render(read(stored)),
    goals: (stored) => section.goals(read(stored)),
    ...(check && {
      check: { measure: check.measure, ratios: (stored: unknown) => check.ratios(read(stored)) },
    }),
  };
}
