import type { z } from "zod";
import type { BenchContext } from "./context.ts";

/** One line of the table of goals. */
export type Goal = {
  goal: string;
  /** With its unit, and what it is a ratio of. */
  measured: string;
  /** Null: cannot be said yet, and `measured` says why. */
  met: boolean | null;
};

/** Something that must not get worse, as a number that is the same on fast and slow machines: higher is better. */
export type Ratio = { row: string; value: number };

export type Section = {
  name: string;
  measure(context: BenchContext): Promise<unknown>;
  /** Markdown, under a heading that is made by the report. */
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
  /** What is read back from disk has to have this shape. */
  result: z.ZodType<Result>;
  measure(context: BenchContext): Promise<Result>;
  render(result: Result): string;
  goals(result: Result): Goal[];
  check?: {
    /** Small, and only what is compared: of that all, or only some rows. */
    measure(context: BenchContext, rows?: readonly string[]): Promise<Result>;
    ratios(result: Result): Ratio[];
  };
};

/** A section whose results are read back from a file, maybe of an older version of it. */
export function defineSection<Result>(section: TypedSection<Result>): Section {
  const { name, title, measure, check } = section;
  const read = (stored: unknown) => section.result.parse(stored);
  return {
    name,
    title,
    measure,
    render: (stored) => section.render(read(stored)),
    goals: (stored) => section.goals(read(stored)),
    ...(check && {
      check: { measure: check.measure, ratios: (stored: unknown) => check.ratios(read(stored)) },
    }),
  };
}
