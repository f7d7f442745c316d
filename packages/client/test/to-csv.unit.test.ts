import { expect, expectTypeOf, it } from "vitest";
import { toCsv } from "../src/csv.ts";
import type { AuditEntry, Client } from "../src/index.ts";

declare const caretype: Client;

const toys = [
  {
    name: "Teddy",
    tags: ["soft", "brown"],
    since: "2026-11-20T17:28:00Z",
    price: -5,
    maker: { name: "Ada" },
  },
  { name: '=SUM("A1"), or so', tags: [], since: null, price: 1.5, maker: { name: "Bo" } },
];

it("writes the columns in their order, as a spreadsheet takes them", async () => {
  const csv = await toCsv(toys, { fileName: "toys.csv", columns: ["price", "name", "tags", "since"] });
  expect(csv.fileName).toBe("toys.csv");
  expect(csv.columns).toEqual(["price", "name", "tags", "since"]);
  expect(csv.text).toBe(
    '\u{FEFF}price,name,tags,since\r\n"\'-5",Teddy,soft brown,2026-11-20T17:28:00.000000Z\r\n' +
      '1.5,"\'=SUM(""A1""), or so",,\r\n',
  );
});

it("keeps the rows with their types, and takes only columns that fit into a cell", async () => {
  const { rows } = await toCsv(toys, { fileName: "toys.csv", columns: ["price", "since"] });
  expectTypeOf(rows).toEqualTypeOf<readonly Pick<(typeof toys)[number], "price" | "since">[]>();
  expect(rows.map(({ price }) => price)).toEqual([-5, 1.5]);
  const wrong = () => [
    // @ts-expect-error a record does not fit into a cell
    toCsv(toys, { fileName: "toys.csv", columns: ["maker"] }),
    // @ts-expect-error no such field
    toCsv(caretype.audit.list.pages(), { fileName: "audit.csv", columns: ["nickname"] }),
  ];
  const right = () =>
    toCsv(caretype.audit.list.pages(), { fileName: "audit.csv", columns: ["at", "effect"] });
  expectTypeOf(wrong).toBeFunction();
  expectTypeOf<Awaited<ReturnType<typeof right>>["rows"]>().toEqualTypeOf<
    readonly Pick<AuditEntry, "at" | "effect">[]
  >();
});

it("writes the names of the columns of an empty list, and nothing of one that breaks off", async () => {
  const none = await toCsv<{ name: string }, "name">([], { fileName: "none.csv", columns: ["name"] });
  expect(none.text).toBe("\u{FEFF}name\r\n");
  async function* broken() {
    yield { name: "Teddy" };
    throw new Error("No answer");
  }
  await expect(toCsv(broken(), { fileName: "toys.csv", columns: ["name"] })).rejects.toThrow("No answer");
});
