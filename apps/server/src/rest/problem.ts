import { type DomainError, type ErrorCode, errorDefinitions, type FieldErrors } from "@caretype/api";
import { fieldsInWords } from "@caretype/core/kernel/error/fields-in-words";
import type { FastifyReply } from "fastify";
import { sendRefusal } from "../http/refusal.ts";
import { encode } from "./encode.ts";
import { allInWireNames, inWireNames, wireName } from "./names.ts";
import { ProblemDetails } from "./problem-details.ts";
import { emptyShape, type Shape, shapeOf } from "./shape.ts";

/** RFC 9457, with our members and the error's details. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  request_id: string;
  errors?: FieldErrors | undefined;
};

export const errorPagePath = (code: string) => `/errors/${code.toLowerCase().replaceAll("_", "-")}`;

type ProblemContext = {
  requestId: string;
  /** Overrides the code's own status. */
  status?: number | undefined;
  input?: Shape;
  record?: Shape;
  /** Typed name → the client's name. */
  sentNames?: ReadonlyMap<string, string>;
};

/** Statuses that tRPC has no name for, so that the error definitions cannot contain them. */
const restStatuses: Partial<Record<ErrorCode, number>> = { NOT_ACCEPTABLE: 406 };

export const restStatusOf = (code: ErrorCode): number => restStatuses[code] ?? errorDefinitions[code].status;

export function toProblem({ code, details, message }: DomainError, context: ProblemContext): Problem {
  const { title, detail } = errorDefinitions[code];
  const { input = emptyShape, record = emptyShape, sentNames = new Map() } = context;
  const errors = details.errors && wireErrors(details.errors, input, sentNames);
  return {
    type: errorPagePath(code),
    title,
    status: context.status ?? restStatusOf(code),
    // Details that add to the title, such as the wrong field or the missing permission.
    detail: errors ? fieldsInWords(errors) : inWireNames(message === title ? detail : message),
    code,
    request_id: context.requestId,
    ...wireDetails(details, record),
    errors,
  };
}

/** Empty values are left out. Details outside the schema are never sent. */
const wireDetails = (details: Record<string, unknown>, record: Shape) =>
  Object.fromEntries(
    [...shapeOf(ProblemDetails, "output").fields].map(([name, shape]) => [
      wireName(name),
      encode(name === "current" ? record : shape, details[name]),
    ]),
  );

/** `as`: the dialect's answer, in place of the problem. */
type Refusal = {
  problem: Problem;
  error: DomainError;
  as?: { status: number; body: object } | undefined;
};

export const sendProblem = (reply: FastifyReply, { problem, error, as }: Refusal): FastifyReply =>
  as
    ? sendRefusal(reply, { error, type: "json", ...as })
    : sendRefusal(reply, { error, type: "problem+json", status: problem.status, body: problem });

/** Names the input's fields as the client did, or should have. */
export function wireErrors(
  errors: FieldErrors,
  input: Shape,
  sentNames: ReadonlyMap<string, string>,
): FieldErrors {
  const wire: FieldErrors = Object.create(null);
  for (const [path, messages] of Object.entries(errors)) {
    const typedPath = path.split(".");
    const [first = "", ...rest] = typedPath;
    const inWords = shapeAt(input, typedPath)?.isFieldName ? allInWireNames : inWireNames;
    // An unknown field or header stays as it was sent. A field that only the error names was not sent.
    const isSent = !isField.test(first) || messages.every((message) => message.startsWith("Unknown field"));
    const sent = sentNames.get(first) ?? (isSent && !input.fields.has(first) ? first : wireName(first));
    wire[[sent, ...wirePath(rest, input.fields.get(first))].join(".")] = messages.map(inWords);
  }
  return wire;
}

/** A field's name in the procedures' own case. Headers have a hyphen or begin with a capital. */
const isField = /^[a-z]\w*$/;

const shapeAt = (shape: Shape | undefined, [first, ...rest]: string[]): Shape | undefined =>
  first === undefined ? shape : shapeAt(shape?.fields.get(first) ?? shape?.items ?? undefined, rest);

/** Converts names of the schema. Keys of free JSON and unknown names stay. */
function wirePath([first, ...rest]: string[], shape: Shape | undefined): string[] {
  if (first === undefined) return [];
  const field = shape?.fields.get(first);
  return [
    field ? wireName(first) : first,
    ...wirePath(rest, field ?? shape?.items ?? shape?.values ?? undefined),
  ];
}
