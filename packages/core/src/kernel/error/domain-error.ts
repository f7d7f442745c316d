import type { AnyId } from "@caretype/db/ids";
import type { ClinicalType } from "@caretype/db/kinds";
import {
  grantable,
  type Permission,
  permissionDescriptions,
  rolePermissions,
} from "../permissions/permissions.ts";
import { type ErrorCode, errorDefinitions, isErrorCode } from "./definitions.ts";
import type { KnownErrors } from "./field-messages.ts";
import type { DeclaredKind } from "./record-kinds.ts";

/** Messages by field. Nested fields are dotted paths. The whole input is `""`. */
export type FieldErrors = Record<string, string[]>;

/** A record that blocks an operation. */
export type Blocker = {
  /** The kind of the record. */
  kind: ClinicalType | "appointment" | "assignment" | "doctor" | "merge" | "patient";
  /** The id of the record. */
  id: AnyId;
  /** The name to show. Null if it is no longer known. */
  label: string | null;
};

export type SecondFactorMethod = "totp" | "recoveryCode" | "passkey";

/** How to continue a sign-in that requires a second factor. */
export type SecondFactorChallenge = {
  /** Sent with the code. Valid for five minutes and five attempts. */
  challenge: string;
  /** The account's methods. */
  methods: SecondFactorMethod[];
};

/** A visit of a series that cannot be booked, with the reason's code. */
export type SeriesClash = {
  /** The visit's start, in UTC. */
  startsAt: string;
  /** The code that booking this visit alone would get. */
  code: string;
};

/** The records of one kind that a patient has. */
export type RecordCount = {
  /** The kind of the records. For tables unknown to the API, the table's name, such as `carePlan`. */
  kind: ClinicalType | "draft";
  /** The count, including records entered in error. */
  count: number;
};

/** The kinds of records whose changes can fail with `STALE_VERSION`. */
export type VersionedKind =
  | DeclaredKind
  | ClinicalType
  | "appointment"
  | "apiKey"
  | "assignment"
  | "doctor"
  | "importRow"
  | "openingHours"
  | "patient"
  | "practice"
  | "noteDraft";

/**
 * Error details of one feature, declared beside its schemas.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: features extend it.
export interface FeatureDetails {}

/** The details that features declare more precisely, as the kernel knows them. */
type KnownDetails = {
  /** Records in details, limited to what the reader may see. */
  candidates?: readonly { patient: { id: AnyId } }[];
  mergedInto?: AnyId;
  appointmentStatus?: string;
};

type ErrorDetails = FeatureDetails &
  Omit<KnownDetails, keyof FeatureDetails> & {
    errors?: FieldErrors;
    /** The first 50 records that block a removal or restoration, limited to what the caller may see. */
    blockedBy?: Blocker[];
    /** The total number of blocking records. */
    blockedByTotal?: number;
    /** Whether records of other practices block it, too. */
    blockedElsewhere?: boolean;
    /** Ids of other records that the answer reveals. Used by the audit, never sent. */
    disclosed?: string[];
    /** The current record, for `STALE_VERSION`. */
    current?: unknown;
    currentKind?: VersionedKind;
    /** The input field with the expected version. Never sent. */
    staleField?: string;
    /** The current status, for a step that it does not allow. */
    recordStatus?: string;
    /** When the step becomes possible, for `NOT_YET`. */
    notBefore?: string;
    /** The visits that cannot be booked, for `SERIES_CLASHES`. */
    clashes?: SeriesClash[];
    /** The patient's clinical records, for `PATIENT_HAS_RECORDS`. */
    records?: RecordCount[];
    /** For `SECOND_FACTOR_REQUIRED`, and for `INVALID_SECOND_FACTOR` while attempts remain. */
    secondFactor?: SecondFactorChallenge;
    /** The permission that the caller lacks, for `PERMISSION_DENIED`. */
    permission?: Permission;
    /** Whether the caller sent an API key. Decides the message, never sent. */
    byKey?: boolean;
    retryAfterSeconds?: number;
    cause?: unknown;
  };

/** Code that runs without its module, as in a unit test, has no titles. */
const titleOf = (code: ErrorCode) => (isErrorCode(code) ? errorDefinitions[code].title : code);

/** The code's title, or a more precise one for a missing permission or a wrong API key. */
function messageOf(code: ErrorCode, { permission, byKey }: ErrorDetails): string {
  if (permission !== undefined) {
    if (byKey && !grantable.includes(permission))
      return `No API key can have the permission ${permission}: sign in instead`;
    const description: string = permissionDescriptions[permission];
    const [first = "", ...others] = (description.split(". ")[0] ?? "").replaceAll("one's", "your");
    const allowed = first.toLowerCase() + others.join("");
    if (byKey) return `The API key lacks the permission ${permission}: to ${allowed}`;
    const isOfRoles = rolePermissions.owner.has(permission);
    return `${isOfRoles ? "Your role does not allow you to" : "Only a staff account may"} ${allowed} (${permission})`;
  }
  return byKey ? "The API key is unknown, expired, replaced or revoked" : titleOf(code);
}

/** The only error that procedures throw deliberately. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly details: Omit<ErrorDetails, "cause">;

  constructor(code: ErrorCode, { cause, ...details }: ErrorDetails = {}) {
    super(messageOf(code, details), { cause });
    this.code = code;
    this.details = details;
  }
}

/** Returns the first row. Throws the code if there is none. */
export function onlyRow<Row>([row]: readonly Row[], code?: ErrorCode): Row {
  if (row !== undefined) return row;
  throw code ? new DomainError(code) : new Error("A statement returned no row.");
}

export const invalidInput = (errors: KnownErrors) => new DomainError("INVALID_INPUT", { errors });

/** Input rejected before schema validation, as far as it could be read. The audit takes the record ids from it. */
export class RefusedInput extends DomainError {
  readonly input: unknown;

  constructor(errors: FieldErrors, input: unknown) {
    super("INVALID_INPUT", { errors });
    this.input = input;
  }
}
