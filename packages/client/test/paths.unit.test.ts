import { appRouter, type ProcedureMeta } from "@caretype/api";
import { expect, it } from "vitest";
import { cookieChanging, keepalivePaths, nonReplayable } from "../src/paths.ts";

type Built = { _def: { type: string; meta?: ProcedureMeta } };
const isBuilt = (value: unknown): value is Built => typeof value === "function" && "_def" in value;

const mutations = Object.entries(appRouter._def.procedures).flatMap(([path, procedure]) =>
  isBuilt(procedure) && procedure._def.type === "mutation" ? [{ path, meta: procedure._def.meta ?? {} }] : [],
);

const pathsWith = (holds: (meta: ProcedureMeta) => boolean) =>
  mutations.flatMap(({ path, meta }) => (holds(meta) ? [path] : [])).toSorted();

it("serializes each call that answers, takes or ends a refresh token", () => {
  expect(cookieChanging.toSorted()).toEqual(pathsWith(({ handlesTokens }) => handlesTokens === true));
  expect(cookieChanging).toEqual(expect.arrayContaining(keepalivePaths));
});

/** A repetition of these creates a newer link, challenge or set of codes, or has the same answer. */
const harmlessTwice = [
  "account.reauthenticate",
  "account.requestEmailChange",
  "passkey.reauthenticationOptions",
  "passkey.registrationOptions",
  "secondFactor.renewRecoveryCodes",
  "secondFactor.setUp",
];

it("decides for each call without a stored answer whether it may be retried", () => {
  const unkept = pathsWith(({ guard }) => guard?.kind === "protected" && !guard.keyed);
  expect([...nonReplayable, ...harmlessTwice].toSorted()).toEqual(unkept);
});
