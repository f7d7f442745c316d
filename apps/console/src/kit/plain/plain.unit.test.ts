import * as mantine from "@mantine/core";
import { type ElementType, createElement as h, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createServer } from "vite";
import { afterAll, describe, expect, it } from "vitest";

// Node runs no JSX.
const server = await createServer({
  configFile: false,
  root: new URL("../../..", import.meta.url).pathname,
  appType: "custom",
  logLevel: "error",
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, ws: false, watch: null },
});
afterAll(() => server.close());
const load = (name: string) => server.ssrLoadModule(`/src/kit/plain/${name}.tsx`);
const { Alert } = await load("alert");
const { Button, ButtonLink } = await load("button");
const { Checkbox } = await load("checkbox");
const { Divider, Group, Stack } = await load("layout");
const { NativeSelect } = await load("native-select");
const { PasswordInput } = await load("password-input");
const { Anchor, Text } = await load("text");
const { TextInput } = await load("text-input");
const { theme } = await server.ssrLoadModule("/src/kit/theme/theme.ts");

/** Elements with their attributes in one order, without generated ids, readable class names and what is in icons. */
const marked = (element: ReactElement) =>
  renderToStaticMarkup(
    h(mantine.MantineProvider, { theme, withCssVariables: false, withGlobalClasses: false }, element),
  )
    .replaceAll(/<svg.*?<\/svg>/g, "<svg/>")
    .replaceAll(/(?:mantine-)?_R_\w+_/g, "ID")
    .replaceAll(/ ?mantine-[A-Z]\w+-\w+/g, "")
    .replaceAll(/<(\w+)((?: [\w-]+="[^"]*")+)/g, (_, tag: string, attributes: string) =>
      [`<${tag}`, ...(attributes.match(/[\w-]+="[^"]*"/g) ?? []).map(inOrder).toSorted()].join(" "),
    );

/** Mantine writes the parts of styles and classes in an order of its own. */
function inOrder(attribute: string): string {
  const [, name = "", value = ""] = /^([\w-]+)="(.*)"$/s.exec(attribute) ?? [];
  const separator = { style: ";", class: " ", "aria-describedby": " " }[name];
  return separator
    ? `${name}="${value.split(separator).filter(Boolean).toSorted().join(separator)}"`
    : attribute;
}

const icon = h("svg");
const filled = { variant: "filled", size: "sm" } as const;
/** They render as any element, which `createElement` does not know. */
const asAny = (part: ElementType): ElementType => part;
const link = { component: "a", href: "/register" };
const block = { component: "div" };
const words = { label: "Name", description: "As on the card" };
const zones = [{ group: "Europe", items: ["Europe/Vienna"] }];
const field = { ...words, "data-path": "name", defaultValue: "Ada" };
const input = { autoComplete: "off", required: true };

/** Each part, and Mantine's with the same look. */
const pairs: Record<string, [ReactElement, ReactElement]> = {
  "a red button": [
    h(Button, { variant: "danger", type: "submit", "aria-label": "Go there" }, "Go"),
    h(asAny(mantine.Button), { ...filled, color: "red", type: "submit", "aria-label": "Go there" }, "Go"),
  ],
  "a pending button": [
    h(Button, { isPending: true }, "Go"),
    h(asAny(mantine.Button), { ...filled, "aria-disabled": true, "data-disabled": true }, "Go"),
  ],
  "a link like a button": [
    h(ButtonLink, { to: "/register", size: "md" }, "Go"),
    h(asAny(mantine.Button), { ...filled, ...link, size: "md" }, "Go"),
  ],
  "an alert": [
    h(Alert, { title: "No", icon }, "Why"),
    h(mantine.Alert, { color: "red", role: "alert", title: "No", icon }, "Why"),
  ],
  "an alert without more": [
    h(Alert, { title: "No" }),
    h(mantine.Alert, { color: "red", role: "alert", title: "No" }),
  ],
  "a text field": [
    h(TextInput, { ...field, ...input, type: "email" }),
    h(mantine.TextInput, { ...field, ...input, type: "email" }),
  ],
  "a refused text field": [
    h(TextInput, { ...field, readOnly: true, error: "Required" }),
    h(mantine.TextInput, { ...field, readOnly: true, error: "Required" }),
  ],
  "a password field": [
    h(PasswordInput, { ...field, ...input }),
    h(mantine.PasswordInput, { ...field, ...input }),
  ],
  "a refused password field": [
    h(PasswordInput, { label: "Password", ...input, error: "Required" }),
    h(mantine.PasswordInput, { label: "Password", ...input, error: "Required" }),
  ],
  "a select": [
    h(NativeSelect, { ...words, data: zones }),
    h(mantine.NativeSelect, { ...words, data: zones }),
  ],
  "a checkbox": [
    h(Checkbox, { ...words, defaultChecked: true }),
    h(mantine.Checkbox, { ...words, defaultChecked: true }),
  ],
  "a small text": [
    h(Text, { size: "sm", isDimmed: true, role: "status" }, "Text"),
    h(asAny(mantine.Text), { size: "sm", c: "dimmed", role: "status" }, "Text"),
  ],
  "a bold text": [
    h(Text, { as: "div", isBold: true }, "Text"),
    h(asAny(mantine.Text), { ...block, fw: 600 }, "Text"),
  ],
  "an anchor": [
    h(Anchor, { to: "/", size: "sm", underline: "always" }, "Text"),
    h(asAny(mantine.Anchor), { href: "/", size: "sm", underline: "always" }, "Text"),
  ],
  "a stack": [
    h(Stack, { gap: 4, align: "start" }, "Text"),
    h(mantine.Stack, { gap: 4, align: "start" }, "Text"),
  ],
  "a group": [
    h(Group, { gap: "sm", justify: "space-between" }, "Text"),
    h(mantine.Group, { gap: "sm", justify: "space-between" }, "Text"),
  ],
  "a divider": [h(Divider, { label: "or" }), h(mantine.Divider, { label: "or" })],
};

for (const variant of ["filled", "default", "subtle"] as const)
  for (const size of ["xs", "sm", "md"] as const)
    pairs[`a ${variant} button of size ${size}`] = [
      h(Button, { variant, size, icon }, "Go"),
      h(asAny(mantine.Button), { variant, size, leftSection: icon }, "Go"),
    ];

describe("the parts without Mantine's code", () => {
  it.each(Object.entries(pairs))("render %s as Mantine does", (_, [ours, mantines]) => {
    expect(marked(ours)).toBe(marked(mantines));
  });
});
