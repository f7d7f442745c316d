import type { NextFunction, Request, Response } from "express";
import jsonwebtoken from "jsonwebtoken";
import type { z } from "zod";
import { Claims } from "./schema.ts";

const secret = process.env.JWT_SECRET ?? "";

export type Caller = z.output<typeof Claims>;

/** Verifies the token of each request, and puts its account in `response.locals.caller`. */
export function authenticate(request: Request, response: Response, next: NextFunction): void {
  const [scheme, token = ""] = (request.headers.authorization ?? "").split(" ");
  try {
    if (scheme !== "Bearer") throw new Error("no bearer token");
    response.locals.caller = Claims.parse(jsonwebtoken.verify(token, secret, { algorithms: ["HS256"] }));
  } catch {
    response.status(401).json({ error: "Not signed in" });
    return;
  }
  next();
}
