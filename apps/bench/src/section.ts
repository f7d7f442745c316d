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

export type Section = {
  name: string;
  /** An environment variable without which it is skipped. */
  needs?: string | undefined;
  measure(context: BenchContext): Promise<unknown>;
  /** Markdown without a heading, which the report adds. */
  title: string;
  render(result: unknown): string;
  goals(result: unknown): Goal[];
  check?: {
    measure(context: BenchContext, rows?: readonly string[]): Promise<unknown>;
    ratios(result: unknown): Ratio[];
  };
};

type TypedSection<Result> = {
  name: string;
  title: string;
  needs?: string;
  /** The schema of the stored result. */
  result: z.ZodType<Result>;
  measure(context: BenchContext): Promise<Result>;
  render(result: Result): string;
  goals(result: Result): Goal[];
  check?: {
    /** A small run of the compared rows: all of them, or the given ones. */
    measure(context: BenchContext, rows?: readonly string[]): Promise<Result>;
    ratios(result: Result): Ratio[];
  };
};

/** A section whose results are read back from a file, possibly written by an older version. */
export function defineSection<Result>(section: TypedSection<Result>): Section {
  const { name, title, needs, measure, check } = section;
  const read = (stored: unknown) => section.result.parse(stored);
  return {
    name,
    title,
    needs,
    measure,
    render: (stored) => section.render(read(stored)),
    goals: (stored) => section.goals(read(stored)),
    ...(check && {
      check: { measure: check.measure, ratios: (stored: unknown) => check.ratios(read(stored)) },
    }),
  };
}
