import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { refill } from "../permissions/refill.ts";
import { type ErrorDefinition, trpcCodes } from "./error-definition.ts";
import { generalErrors } from "./general-errors.ts";

type GeneralCodes = Record<keyof typeof generalErrors, true>;

/**
 * The codes of all errors. Each module adds its own.
 * @public
 */
export interface ErrorCodes extends GeneralCodes {}

export type ErrorCode = keyof ErrorCodes & string;

export type Constraints = Readonly<Record<string, ErrorCode>>;

type Errors = {
  errors?: Readonly<Record<string, ErrorDefinition>>;
  constraints?: Constraints;
};

// The lists below are filled by `fillErrors`. Read them when needed, not when a file is loaded.

/** All error codes. The error reference is generated from this map. */
export const errorDefinitions = { ...generalErrors } as Record<ErrorCode, ErrorDefinition>;

/**
 * Constraint name to error code. For a foreign key, the code is that of a write with an unknown reference. The code
 * for removing a referenced record is given by the procedure, as in `listProcedures`. A test compares this map with
 * the database's constraints.
 */
export const constraintCodes: Record<string, ErrorCode> = {};

/** Replaces the errors of modules. The general ones stay. */
export function fillErrors(modules: readonly Errors[]): void {
  refill(errorDefinitions, [generalErrors, ...modules.map(({ errors }) => errors)]);
  refill(
    constraintCodes,
    modules.map(({ constraints }) => constraints),
  );
}

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorDefinitions, text);

export const trpcCodeOf = (code: ErrorCode): TRPC_ERROR_CODE_KEY => trpcCodes[errorDefinitions[code].status];
