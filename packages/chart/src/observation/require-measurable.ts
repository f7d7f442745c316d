import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { quantityProblem } from "../unit/check-quantity.ts";
import { isPanel, measureOf } from "../unit/measures.ts";
import type { CreateObservation } from "./schema.ts";

/** A text may say why a panel was not measured. */
function hasNumber(value: NonNullable<CreateObservation["value"]>): boolean {
  if (value.kind === "text") return /\d/.test(value.text);
  return value.kind === "concept" ? /\d/.test(value.concept.text) : true;
}

type Measured = Pick<CreateObservation, "code" | "value" | "components">;

/**
 * Throws `INVALID_INPUT` for an unknown or unsuitable unit, an impossible number, and for a measured code without a
 * numeric value. Unusual numbers are accepted. `path` is the observation's path in the input.
 */
export function requireMeasurable({ code, value, components }: Measured, path = ""): void {
  const parts = [
    { at: "value", code, value },
    ...components.map((part, index) => ({ at: `components.${index}.value`, ...part })),
  ];
  const errors: Record<string, FieldMessage[]> = {};
  for (const part of parts) {
    if (part.value && isPanel(part.code.coding) && hasNumber(part.value)) {
      errors[`${path}${part.at}`] = ["Has its numbers in `components`, each with its code and unit"];
      continue;
    }
    if (part.value?.kind !== "quantity") {
      if (measureOf(part.code.coding) !== null)
        errors[`${path}${part.at}`] = ["Has to be a number with a unit, as this is measured"];
      continue;
    }
    const problem = quantityProblem(part.code, part.value);
    if (problem) errors[`${path}${part.at}.${problem.field}`] = [problem.message];
  }
  if (Object.keys(errors).length > 0) throw invalidInput(errors);
}
