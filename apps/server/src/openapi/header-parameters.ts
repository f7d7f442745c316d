// Without examples, which the reference at /docs would send with each call.

/** A parameter of an operation, before shared ones are moved to components. */
export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  /** Omitted: false. */
  required?: true;
  /** False: commas separate a list's items. */
  explode?: boolean;
  schema: unknown;
  description?: string;
  deprecated?: boolean;
};

export const ifMatch: Parameter = {
  name: "If-Match",
  in: "header",
  schema: { type: "string" },
  description:
    "The `ETag` of the version that this change is based on. If the record is newer, the answer is 412. With `*`, or without this header, any version is changed.",
};

export const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  schema: { type: "string", maxLength: 130 },
  description:
    "A new value for each change. If the same request is repeated with it within 24 hours, it changes nothing more and gets the same answer, with `Idempotency-Replayed: true`.",
};

export const practice: Parameter = {
  name: "Caretype-Practice",
  in: "header",
  schema: { type: "string", format: "uuid" },
  description:
    "The practice of the call. The account must be a member; otherwise the answer is 404. Default: the practice of its oldest membership. An API key belongs to one practice and needs no header.",
};

export const session: Parameter = {
  name: "Caretype-Session",
  in: "header",
  schema: { type: "string", enum: ["cookie"] },
  description:
    "For pages of this server's origin: stores the refresh token in the cookie `__Host-caretype-refresh-…`, which scripts cannot read. `refresh` is then `cookie` in answers and bodies. From any other origin, the answer is 400.",
};
