import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { runProbe } from "../src/enumeration/probe.ts";
import { enumeration } from "../src/enumeration/section.ts";

/** A server that answers with the status in the path. */
async function serve(): Promise<{ url: string; networks: Set<string> }> {
  const networks = new Set<string>();
  const server = createServer((request, response) => {
    networks.add(String(request.headers["x-forwarded-for"]));
    response.statusCode = Number(request.url?.slice(1));
    request.resume().on("end", () => response.end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, networks };
}

const body = () => ({});

it("asks each case equally often, from another network each time", async () => {
  const { url, networks } = await serve();
  const rounds: number[] = [];
  const cases = [
    { name: "one", path: "/401", body },
    { name: "other", path: "/401", body: (round: number) => ({ round: rounds.push(round) }) },
  ];
  const { cases: measured } = await runProbe(url, { question: "?", cases }, 5);
  expect(measured.map(({ name, status }) => [name, status])).toEqual([
    ["one", 401],
    ["other", 401],
  ]);
  expect(rounds).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(networks.size).toBe(16);
});

it("rejects cases with different statuses", async () => {
  const { url } = await serve();
  const cases = ["/401", "/403"].map((path) => ({ name: path, path, body }));
  await expect(runProbe(url, { question: "Who?", cases }, 1)).rejects.toThrow(
    "Who? The answers are 401 and 403",
  );
});

it("has a goal for each question, by the distance of its cases", () => {
  const of = (...medians: number[]) => ({
    question: "Who?",
    cases: medians.map((medianMilliseconds, index) => ({
      name: `case ${index}`,
      status: 401,
      medianMilliseconds,
      p90Milliseconds: 1,
    })),
  });
  const goals = enumeration.goals({ tries: 1, questions: [of(100, 109, 104), of(100, 111)] });
  expect(goals.map(({ measured, met }) => [measured, met])).toEqual([
    ["9.0 % apart", true],
    ["11.0 % apart", false],
  ]);
});
