import type { AppRouter } from "@caretype/api";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

/**
 * What each procedure takes.
 *
 * @example
 * type NewPatient = RouterInputs["patient"]["create"];
 */
export type RouterInputs = inferRouterInputs<AppRouter>;

/**
 * What each procedure answers.
 *
 * @example
 * type PatientPage = RouterOutputs["patient"]["list"];
 */
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** An account, as `auth.me` answers it. */
export type Account = RouterOutputs["account"]["me"];

/** A patient of the caller's practice. Ages are in whole years, days are `YYYY-MM-DD`, instants are RFC 3339. */
export type Patient = RouterOutputs["patient"]["byId"];

/** A doctor of the directory that all practices share. */
export type Doctor = RouterOutputs["doctor"]["byId"];

/** That a doctor is assigned to a patient, with both. */
export type Assignment = RouterOutputs["assignment"]["byId"];
