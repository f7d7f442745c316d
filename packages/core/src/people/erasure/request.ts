import { z } from "zod";
import type { ErrorCode } from "../../kernel/error/definitions.ts";
import { branded, type DoctorId, type PatientId, type PracticeId } from "../../kernel/field/ids.ts";
import { withoutParticles } from "../../kernel/field/name-parts.ts";
import { requiredReason } from "../../kernel/field/schemas.ts";

const erasableTypes = ["patient", "doctor"] as const;

export type ErasureRequest = {
  type: (typeof erasableTypes)[number];
  id: string;
  /** For patients only. Refused if the patient is in another practice. */
  practiceId?: string | undefined;
  /** Stored in the audit permanently, so it must not name the person. */
  reason: string;
};

export type PersonId = DoctorId | PatientId;

export type CheckedRequest = Omit<ErasureRequest, "id" | "practiceId"> & {
  id: PersonId;
  practiceId?: PracticeId | undefined;
};

/** Thrown if nothing was erased. `code` is the outcome in the audit. */
export class ErasureRefused extends Error {
  override readonly name = "ErasureRefused";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const PersonId = branded<PersonId>(z.guid().toLowerCase());
const PracticeOf = branded<PracticeId>(z.guid().toLowerCase()).optional();
const Reason = requiredReason.min(10);

/** Validates a request. Throws `ErasureRefused`. */
export function checkRequest({ type, id, practiceId, reason }: ErasureRequest): CheckedRequest {
  const checked = { id: PersonId.safeParse(id), practiceId: PracticeOf.safeParse(practiceId) };
  if (!checked.id.success) throw invalid(`${quoted(id)} is not an id.`);
  if (!checked.practiceId.success) throw invalid(`${quoted(practiceId ?? "")} is not the id of a practice.`);
  if (type === "doctor" && practiceId !== undefined) {
    throw invalid("Doctors belong to no practice: omit --practice.");
  }
  const checkedReason = Reason.safeParse(reason);
  if (!checkedReason.success) throw invalid("The reason has to be one line of 10 to 500 characters.");
  return { type, id: checked.id.data, practiceId: checked.practiceId.data, reason: checkedReason.data };
}

const invalid = (message: string) => new ErasureRefused("INVALID_INPUT", message);
const quoted = (text: string) => JSON.stringify(text.slice(0, 60));

type PersonName = { name: string; lastName: string };

/** Throws `ErasureRefused` if the reason contains a full name or a last name. */
export function requireNoName(reason: string, names: readonly PersonName[]): void {
  const words = wordsOf(reason);
  const forbidden = names
    .flatMap(({ name, lastName }) => [name, lastName, withoutParticles(lastName)])
    .filter((name) => name.length > 1);
  if (forbidden.some((name) => words.includes(wordsOf(name)))) {
    throw invalid("The reason stays in the audit permanently: it must not contain the person's name.");
  }
}

/** Returns the words in lower case, with single spaces before, between and after them. */
const wordsOf = (text: string) =>
  ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(" ") ?? "\0"
  } `;
