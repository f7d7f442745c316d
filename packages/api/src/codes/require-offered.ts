import { isDeepStrictEqual } from "node:util";
import type { Database } from "@caretype/db";
import type { Concept } from "../clinical/schema.ts";
import { invalidInput } from "../error/domain-error.ts";
import type { Scope } from "../procedure/scope.ts";
import { checkCode } from "./fields.ts";
import type { CodedField } from "./schema.ts";

type Entered = {
  field: CodedField;
  /** Words alone are never refused. */
  concept: Concept | null | undefined;
  /** What the record has already. It stays, also if the field does not offer it any more. */
  current?: Concept | null;
  /** Where the concept is in the input. Default: the field's own name. */
  path?: string;
};

/** Throws `INVALID_INPUT` for a code that a field does not offer, if the practice refuses such codes. */
export async function requireOffered(
  db: Database,
  scope: Pick<Scope, "practiceId">,
  { field, concept, current, path = field.replace(/^.*\./, "") }: Entered,
): Promise<void> {
  if (!concept?.coding || isDeepStrictEqual(concept.coding, current?.coding)) return;
  const { system, code } = concept.coding;
  const { isOffered, mode } = await checkCode(db, scope, { field, system, code });
  if (isOffered || mode !== "refuse") return;
  throw invalidInput({ [`${path}.coding.code`]: ["Not a code that this field offers"] });
}
