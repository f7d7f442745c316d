import { publicProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { createToyApp } from "./toy-app.ts";

const toy = { describes: "Read a toy" } as const;

const large = "x".repeat(5 * 1024 * 1024);
const procedure = () => publicProcedure(toy).output(z.string());
const { app } = await createToyApp({
  router: router({ read: procedure().query(() => large), write: procedure().mutation(() => large) }),
});
afterAll(() => app.close());

async function batchOf(name: string, method: "GET" | "POST") {
  const url = `/trpc/${Array(4).fill(name).join(",")}?batch=1`;
  const json = { "content-type": "application/json" };
  const post = { payload: "{}", headers: json };
  const response = await app.inject({ method, url, ...(method === "POST" && post) });
  const items: { result?: { data: string }; error?: { data: { code: string } } }[] = response.json();
  const shortly = items.map(({ result, error }) => error?.data.code ?? result?.data.length);
  return { status: response.statusCode, shortly };
}

test("queries of a batch are answered up to a size, and the rest is refused one by one", async () => {
  const size = large.length;
  const expected = { status: 207, shortly: [size, size, "BATCH_TOO_LARGE", "BATCH_TOO_LARGE"] };
  expect(await batchOf("read", "GET")).toEqual(expected);
});

test("every mutation of a batch is answered", async () => {
  expect(await batchOf("write", "POST")).toEqual({ status: 200, shortly: Array(4).fill(large.length) });
});
