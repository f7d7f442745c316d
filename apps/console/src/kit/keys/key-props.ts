import { type PageKey, pageKeys } from "./key-table.ts";
import { areKeysOn } from "./keys-setting.ts";

/**
 * Binds a key to a control: fields take the focus, others are pressed. Without the control on the page, its key does
 * nothing.
 * @example
 * <ButtonLink {...keyProps("edit")} to="/doctors/$id/edit" params={{ id }}>…
 */
export const keyProps = (name: PageKey) => (areKeysOn.get() ? { "aria-keyshortcuts": pageKeys[name] } : {});

export const iconKeyProps = (name: PageKey, label: string) => ({
  "aria-label": label,
  title: areKeysOn.get() ? `${label} (${pageKeys[name]})` : label,
  ...keyProps(name),
});
