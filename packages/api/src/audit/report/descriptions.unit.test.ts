import { expect, it } from "vitest";
import { procedures } from "../../../test/procedures.ts";
import type { Descriptions } from "../log/description.ts";
import { actions } from "./action-descriptions.ts";
import { commandDescriptions } from "./command-descriptions.ts";

/** New ones come last: the list is an enum of the API, whose order stays. */
const order: readonly string[] = actions;
const place = (action: string) => {
  const index = order.indexOf(action);
  return index < 0 ? actions.length : index;
};

const line = (action: string, { practice, patient }: Descriptions) => [
  `  "${action}": {`,
  `    practice: ${JSON.stringify(practice)},`,
  ...(patient === undefined || patient === practice ? [] : [`    patient: ${JSON.stringify(patient)},`]),
  "  },",
];

it("is what the procedures and the commands say of themselves", async () => {
  const described = Object.entries<Descriptions | undefined>({
    ...Object.fromEntries(procedures.map(({ path, meta }) => [path, meta.describes])),
    ...commandDescriptions,
  });
  const ordered = described.toSorted(([one], [other]) => place(one) - place(other));
  const text = [
    "// Written by descriptions.unit.test.ts from the routers and the commands: run it with `vitest -u`. Browsers read it, and get no router with it.",
    "export const actionDescriptions = {",
    ...ordered.flatMap(([action, says]) => (says ? line(action, says) : [])),
    "} as const;",
    "",
  ];
  await expect(text.join("\n")).toMatchFileSnapshot("./described-actions.ts");
});
