import jsonwebtoken from "jsonwebtoken";
import type { z } from "zod";
import type { BenchEnvironment } from "../../environment/bench-environment.ts";
import { Claims } from "./schema.ts";

export type Caller = z.output<typeof Claims>;

const secret = process.env.JWT_SECRET ?? "";
const algorithm = "HS256";

/**
 * Verifies the token of a request.
 * @throws {Error} if it is missing or invalid.
 */
export function callerOf(authorization: string | undefined): Caller {
  const [scheme, token = ""] = (authorization ?? "").split(" ");
  if (scheme !== "Bearer") throw new Error("no bearer token");
  return Claims.parse(jsonwebtoken.verify(token, secret, { algorithms: [algorithm] }));
}

/** The headers of a signed-in call to a server whose `JWT_SECRET` is the environment's key. */
export function bearerOf({ account, practiceId, secretKey }: BenchEnvironment): { authorization: string } {
  const claims = { sub: account.id, practiceId };
  return { authorization: `Bearer ${jsonwebtoken.sign(claims, secretKey, { algorithm, expiresIn: "1d" })}` };
}
