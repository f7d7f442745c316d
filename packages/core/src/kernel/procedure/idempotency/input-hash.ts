import { hash } from "node:crypto";
import { canonicalJson } from "../../field/canonical-json.ts";

/** SHA-256 of a checked input, independent of the order of fields. */
export const hashInput = (input: unknown): Buffer => hash("sha256", canonicalJson(input), "buffer");
