import type { AnyId } from "../field/ids.ts";
import { type ErrorCode, errorDefinitions } from "./definitions.ts";

/** Messages by field; a nested field is written with dots, the whole input is `""`. */
export type FieldErrors = Record<string, string[]>;

/** A record that stands in the way; `label` is a name to show for it, null where none is known any more. */
export type Blocker = {
  kind: "assignment" | "patient" | "doctor" | "merge";
  id: AnyId;
  label: string | null;
};

export type SecondFactorMethod = "totp" | "recoveryCode" | "passkey";

/** How a log-in goes on that needs a second factor. */
export type SecondFactorChallenge = {
  /** To be sent along with the code; good for five minutes and five tries. */
  challenge: string;
  /** What the account has. */
  methods: SecondFactorMethod[];
};

/**
 * What errors of one feature carry: the feature declares it beside its schemas.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it.
export interface FeatureDetails {}

type ErrorDetails = FeatureDetails & {
  errors?: FieldErrors;
  /** What stands in the way of a removal or a restoration, as far as the caller may know it: the first 50. */
  blockedBy?: Blocker[];
  /** How many these are in all. */
  blockedByTotal?: number;
  /** Whether there is more of it in other practices. */
  blockedElsewhere?: boolean;
  /** Ids of other records that the answer tells of: for the audit, and in no answer. */
  disclosed?: string[];
  /** The record as it is now, for `STALE_VERSION`. */
  current?: unknown;
  /** The field of the input that expected another version: in no answer. */
  staleField?: string;
  /** For `SECOND_FACTOR_REQUIRED`, and for `INVALID_SECOND_FACTOR` while there is another try. */
  secondFactor?: SecondFactorChallenge;
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** The only error that a procedure throws on purpose. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly details: Omit<ErrorDetails, "cause">;

  constructor(code: ErrorCode, { cause, ...details }: ErrorDetails = {}) {
    super(errorDefinitions[code].title, { cause });
    this.code = code;
    this.details = details;
  }
}

export const invalidInput = (errors: FieldErrors) => new DomainError("INVALID_INPUT", { errors });

/** What a surface refuses before a schema has seen it, with as much of it as there is: the audit names the records in it. */
export class RefusedInput extends DomainError {
  readonly input: unknown;

  constructor(errors: FieldErrors, input: unknown) {
    super("INVALID_INPUT", { errors });
    this.input = input;
  }
}
