import { escapeHtml } from "../page.ts";

/** A page that a mailed link leads to. It changes nothing by itself, as programs that look into mails open it, too. */
export type LinkPage = {
  /** `/verify-email` */
  path: string;
  title: string;
  paragraphs: readonly string[];
  form: Form;
};

export type Form = {
  /** The REST path that it is sent to, with the link's token. Null: the page's own script says. */
  action: string | null;
  fields: readonly Field[];
  button: string;
  /** What is said when it is done. */
  done: string;
};

type Field = {
  /** As REST has it; `again` is compared and not sent. */
  name: string;
  label: string;
  type: "text" | "password";
  autocomplete: string;
  hint?: string;
  isOptional?: boolean;
  isHidden?: boolean;
};

export const newPassword: readonly Field[] = [
  {
    ...{ name: "password", label: "New password", type: "password", autocomplete: "new-password" },
    hint: "8 to 128 characters, and neither a common password nor your own name or address.",
  },
  { name: "again", label: "The same again", type: "password", autocomplete: "new-password" },
];

export const attributes = (values: Record<string, string | boolean | undefined>) =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join("");

/** With room for what is wrong with it, which a screen reader says with the field. */
function fieldHtml(field: Field, prefix: string): string {
  const { name, label, type, autocomplete, hint, isOptional = false, isHidden = false } = field;
  const id = `${prefix}${name}`;
  const about = [...(hint === undefined ? [] : [`${id}-hint`]), `${id}-error`].join(" ");
  const input = attributes({
    ...{ id, name, type, autocomplete },
    required: !isOptional && !isHidden,
    "aria-describedby": about,
  });
  return (
    `<div${attributes({ class: "field", hidden: isHidden })}><label for="${id}">${escapeHtml(label)}</label>` +
    (hint === undefined ? "" : `<p id="${id}-hint" class="hint">${escapeHtml(hint)}</p>`) +
    `<input${input}><p id="${id}-error" class="error"></p></div>`
  );
}

/** Hidden until the page's script shows it. Ids are unique in a page, also where it has two forms. */
export function formHtml(
  { action, fields, button, done }: Form,
  { id = "form", before = "" }: { id?: string; before?: string } = {},
): string {
  const data = attributes({ id, "data-action": action ?? undefined, "data-done": done, hidden: true });
  const prefix = id === "form" ? "" : `${id}-`;
  return (
    `<form${data} novalidate>${before}${fields.map((field) => fieldHtml(field, prefix)).join("")}` +
    `<button type="submit">${escapeHtml(button)}</button></form>`
  );
}
