import type { z } from "zod";
import type { BenchContext } from "./context.ts";

export type Goal = {
  goal: string;
  /** With its unit, and the reference of a ratio. */
  measured: string;
  /** Null: unknown, with the reason in `measured`. A text: why the measuring machine cannot meet it. */
  met: boolean | string | null;
};

/** A metric independent of the machine's speed. Higher is better. */
export type Ratio = { row: string; value: number };

type TypedSection<Result> = {
  name: string;
  title: string;
  /** The environment variable that this section needs. Without it, the section is skipped. */
  needs?: string;
  result: z.ZodType<Result>;
  measure(context: BenchContext): Promise<Result>;
  /** Markdown without a heading. */
  render(result: Result): string;
  goals(result: Result): Goal[];
  check?: {
    /** A short run of all compared rows, or of the given ones. */
    measure(context: BenchContext, rows?: readonly string[]): Promise<Result>;
    ratios(result: Result): Ratio[];
  };
};

export type Section = Omit<TypedSection<unknown>, "result">;

/** A section whose stored results may come from an older version. */
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
