import { isDeepStrictEqual } from "node:util";
import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Database } from "@caretype/db";
import type { Concept } from "../clinical/schema.ts";
import { findOffered, findRule } from "./fields.ts";
import { displayOf } from "./own-display.ts";
import type { CodedField } from "./schema.ts";

type InPractice = Pick<Scope, "practiceId">;

type Entered = {
  /** Text without a code is never refused. */
  concept: Concept;
  /** The concept that the record has already. It may stay, even if the field no longer offers it. */
  current?: Concept | null | undefined;
  /** The concept's path in the input. Default: the field's own name. */
  path?: string;
};

/** Creates a function that checks concepts of a field and reads the practice's rule once. */
export function offerOf(
  db: Database,
  scope: InPractice,
  field: CodedField,
): (entered: Entered) => Promise<Concept> {
  let known: ReturnType<typeof findRule> | undefined;
  return async ({ concept, current, path = field.replace(/^.*\./, "") }) => {
    const { coding } = concept;
    if (!coding || isDeepStrictEqual(coding, current?.coding)) return concept;
    known ??= findRule(db, scope, field);
    const rule = await known;
    if (rule?.mode !== "refuse") return concept;
    const entry = await findOffered(db, scope, { ...rule, ...coding });
    if (!entry) throw invalidInput({ [`${path}.coding.code`]: ["Not a code that this field offers"] });
    return { ...concept, coding: { ...coding, display: displayOf(entry, coding.display) } };
  };
}

/**
 * Returns the concept with the terminology's display if the practice refuses other codes. Throws `INVALID_INPUT` for
 * a code that the field does not offer then.
 */
export const requireOffered = (
  db: Database,
  scope: InPractice,
  { field, ...entered }: Entered & { field: CodedField },
): Promise<Concept> => offerOf(db, scope, field)(entered);
