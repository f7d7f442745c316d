import type { RouterInputs } from "@caretype/client";

/** The name of a procedure, such as `patient.create`. */
export type ProcedureName = {
  [Feature in keyof RouterInputs & string]: `${Feature}.${keyof RouterInputs[Feature] & string}`;
}[keyof RouterInputs & string];

/** The calls that fail. */
export type FailureOptions = {
  /** Only calls of this procedure. Default: any call. */
  procedure?: ProcedureName;
  /** The number of failing calls. Default: 1. */
  times?: number;
};
