import type { NextFunction, Request, Response } from "express";
import { callerOf } from "../patient/caller.ts";

/** Verifies the token of each request, and puts its account in `response.locals.caller`. */
export function authenticate(request: Request, response: Response, next: NextFunction): void {
  try {
    response.locals.caller = callerOf(request.headers.authorization);
  } catch {
    response.status(401).json({ error: "Not signed in" });
    return;
  }
  next();
}
