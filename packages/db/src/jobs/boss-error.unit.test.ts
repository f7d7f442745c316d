import { expect, it } from "vitest";
import { DatabaseUnavailable } from "../errors.ts";
import { bossError } from "./job-worker.ts";

it("keeps an error", () => {
  const error = new DatabaseUnavailable("The database does not answer.");
  expect(bossError(error)).toBe(error);
});

it("makes an error of the copy of one, as pg-boss reports it", () => {
  const error = new DatabaseUnavailable("The database does not answer.");
  const found = bossError({ ...error, message: error.message, stack: error.stack, queue: "mail" });
  expect(found).toBeInstanceOf(Error);
  expect([found.name, found.message]).toEqual(["DatabaseUnavailable", "The database does not answer."]);
});

it("describes anything else", () => {
  expect(bossError("broken").message).toBe("broken");
  expect(bossError(undefined).message).toBe("undefined");
});
