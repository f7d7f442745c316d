import { expect, test } from "vitest";
import { maxConnections } from "../src/http/plugin/lifecycle.ts";

const limits = (files: string) => `Limit                     Soft Limit           Hard Limit           Units
Max processes             31337                31337                processes
Max open files            ${files.padEnd(20)} 1048576              files
`;

test("connections leave some of the files, whatever the limit", () => {
  const found = ["20000", "1024", "300", "unlimited"].map((files) => maxConnections(limits(files)));
  expect(found).toEqual([19_744, 768, 150, undefined]);
  expect(maxConnections("")).toBeUndefined();
});
