import { appRouter, deprecationText } from "@caretype/api";
import { definitionOf } from "@caretype/core/kernel/procedure/definition";
import { z } from "zod";
import { kebabCase } from "./feature-names.ts";
import { type InputField, inputFields, type JsonSchema } from "./input-fields.ts";

/** The description of a procedure, for the help and the call of its command. */
export type ProcedureDefinition = {
  /** `patient.byId` */
  path: string;
  feature: string;
  name: string;
  type: "query" | "mutation";
  summary: string;
  /** Its deprecation and its replacement, or "". */
  deprecation: string;
  fields: readonly InputField[];
  /** Fields that are also arguments, in the order of the REST path: `id` in `GET /patients/{id}`. */
  positional: readonly string[];
  isList: boolean;
  /** Whether a repeated call with the same idempotency key has no further effect. */
  isRepeatable: boolean;
};

/** Procedures without a command, with the reason. A test compares this list with the router. */
export const withoutCommand: Readonly<Record<string, string>> = {
  "account.login": "`login` signs in",
  "account.completeLogin": "`login` asks for the second factor",
  "account.createLoginCode": "the console allows programs to sign in",
  "account.logInWithCode": "`login --browser` signs in",
  "account.refresh": "tokens are renewed automatically",
  "account.logout": "`logout` signs out",
  "account.logoutEverywhere": "`logout --everywhere` signs out",
  "account.register": "the console registers accounts, as an answer has tokens",
  "account.confirmRegistration": "the console confirms registrations, as an answer has tokens",
  "passkey.registrationOptions": "passkeys need a browser",
  "passkey.register": "passkeys need a browser",
  "passkey.loginOptions": "passkeys need a browser",
  "passkey.login": "passkeys need a browser",
  "passkey.assertionOptions": "passkeys need a browser",
  "passkey.reauthenticationOptions": "passkeys need a browser",
};

function schemaOf(parser: unknown, io: "input" | "output"): JsonSchema {
  return parser instanceof z.ZodType
    ? z.toJSONSchema(parser, { io, unrepresentable: "any", reused: "inline" })
    : {};
}

/** Returns a feature's procedures that have commands, in the router's order. */
export function procedureDefinitions(feature: string): ProcedureDefinition[] {
  return Object.entries(appRouter._def.procedures)
    .filter(([path]) => path.startsWith(`${feature}.`) && !Object.hasOwn(withoutCommand, path))
    .map(([path, procedure]) => procedureDefinition(path, procedure));
}

export function procedureDefinition(path: string, procedure: unknown): ProcedureDefinition {
  const { type, meta, inputs = [], output } = definitionOf(procedure);
  if (type !== "query" && type !== "mutation") throw new Error(`${path}: neither a query nor a mutation`);
  const [feature = "", name = ""] = path.split(".");
  const fields = inputFields(schemaOf(inputs[0], "input"));
  const { items, nextCursor } = schemaOf(output, "output").properties ?? {};
  const inPath = [...(meta?.rest?.line ?? "").matchAll(/\{(\w+)\}/g)].map(([, field = ""]) => field);
  const isById = inPath.length === 0 && fields.some((field) => field.name === "id" && field.isRequired);
  return {
    path,
    feature,
    name,
    type,
    summary: meta?.rest?.summary ?? meta?.summary ?? "",
    deprecation: meta?.deprecation ? `Deprecated ${deprecationText(meta.deprecation, commandOf)}` : "",
    fields,
    positional: isById ? ["id"] : inPath,
    isList: items !== undefined && nextCursor !== undefined,
    isRepeatable: type === "query" || (meta?.guard?.kind === "protected" && meta.guard.keyed),
  };
}

const commandOf = (path: string) => `\`${path.split(".").map(kebabCase).join(" ")}\``;
