import { appRouter, type ProcedureMeta } from "@caretype/api";
import { expect, it } from "vitest";
import { changingCookie, notKept, outlivingPage } from "../src/paths.ts";

type Built = { _def: { type: string; meta?: ProcedureMeta } };
const isBuilt = (value: unknown): value is Built => typeof value === "function" && "_def" in value;

const mutations = Object.entries(appRouter._def.procedures).flatMap(([path, procedure]) =>
  isBuilt(procedure) && procedure._def.type === "mutation" ? [{ path, meta: procedure._def.meta ?? {} }] : [],
);

const pathsWith = (holds: (meta: ProcedureMeta) => boolean) =>
  mutations.flatMap(({ path, meta }) => (holds(meta) ? [path] : [])).toSorted();

it("takes turns with each call that answers, takes or ends a refresh token", () => {
  expect(changingCookie.toSorted()).toEqual(pathsWith(({ handlesTokens }) => handlesTokens === true));
  expect(changingCookie).toEqual(expect.arrayContaining(outlivingPage));
});

/** Made twice, these make a newer link, challenge or set of codes, or say the same again. */
const harmlessTwice = [
  "account.reauthenticate",
  "account.requestEmailChange",
  "passkey.reauthenticationOptions",
  "passkey.registrationOptions",
  "secondFactor.renewRecoveryCodes",
  "secondFactor.setUp",
];

it("knows of each call whose answer is kept for no repetition whether it may be sent again", () => {
  const unkept = pathsWith(({ guard }) => guard?.kind === "protected" && !guard.keyed);
  expect([...notKept, ...harmlessTwice].toSorted()).toEqual(unkept);
});
