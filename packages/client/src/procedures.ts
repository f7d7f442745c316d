import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";

type Procedures = TRPCClient<AppRouter>;
type Feature = Exclude<keyof Procedures, symbol>;

type Input<Procedure> = Procedure extends
  | { query(input: infer Value, ...rest: never): unknown }
  | { mutate(input: infer Value, ...rest: never): unknown }
  ? Value
  : never;

type Output<Procedure> = Procedure extends
  | { query(...call: never): Promise<infer Value> }
  | { mutate(...call: never): Promise<infer Value> }
  ? Value
  : never;

/**
 * What each procedure takes.
 *
 * @example
 * type NewPatient = RouterInputs["patient"]["create"];
 */
export type RouterInputs = {
  [Name in Feature]: { [Procedure in keyof Procedures[Name]]: Input<Procedures[Name][Procedure]> };
};

/**
 * What each procedure answers.
 *
 * @example
 * type PatientPage = RouterOutputs["patient"]["list"];
 */
export type RouterOutputs = {
  [Name in Feature]: { [Procedure in keyof Procedures[Name]]: Output<Procedures[Name][Procedure]> };
};

/**
 * An account, as `auth.me` answers it.
 *
 * @example
 * const greet = ({ name }: Account) => `Hello ${name}`;
 */
export type Account = RouterOutputs["account"]["me"];

/**
 * A patient of the caller's practice. Ages are in whole years, days are `YYYY-MM-DD`, instants RFC 3339.
 *
 * @example
 * const line = ({ name, age }: Patient) => `${name}, ${age ?? "age unknown"}`;
 */
export type Patient = RouterOutputs["patient"]["byId"];

/**
 * A doctor of the directory that all practices share.
 *
 * @example
 * const line = ({ name, specializationLabel }: Doctor) => `${name}, ${specializationLabel}`;
 */
export type Doctor = RouterOutputs["doctor"]["byId"];

/**
 * That a doctor is assigned to a patient, with both.
 *
 * @example
 * const line = ({ doctorName, patientName }: Assignment) => `${doctorName} sees ${patientName}`;
 */
export type Assignment = RouterOutputs["assignment"]["byId"];
