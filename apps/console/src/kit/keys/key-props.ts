import { type PageKey, pageKeys } from "./key-table.ts";
import { areKeysOn } from "./keys-setting.ts";

/**
 * Gives a control of a page its key: a field takes the focus, and another one is pressed.
 * A control that the reader may not use is not there, and neither is its key.
 *
 * @example
 * <ButtonLink {...keyProps("edit")} to="/doctors/$id/edit" params={{ id }}>…
 */
export const keyProps = (name: PageKey) => (areKeysOn.get() ? { "aria-keyshortcuts": pageKeys[name] } : {});

export const iconKeyProps = (name: PageKey, label: string) => ({
  "aria-label": label,
  title: areKeysOn.get() ? `${label} (${pageKeys[name]})` : label,
  ...keyProps(name),
});
