import { Combobox, Loader, TextInput, useCombobox, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { CodeChoices, everywhere, keyOf } from "./code-choices.tsx";
import { CodeHints } from "./code-hints.tsx";
import type { CodedText } from "./coded-text.ts";
import { texts } from "./texts.en.ts";
import { type CodedField, type CodeRule, useCodeRule } from "./use-code-rule.ts";
import { type FoundCodes, useCodeSearch } from "./use-code-search.ts";

export type CodeInputProps = {
  /** Null: a field without a rule of its own, which takes any code. */
  field: CodedField | null;
  label: string;
  /** The form's path of the field, by which an error focuses it. */
  path: string;
  value: CodedText;
  onChange: (value: CodedText) => void;
  error: ReactNode;
  isRequired?: boolean;
  /** Whether it has the focus first. Default: true. */
  isFirst?: boolean;
};

/** The API takes no longer text. */
const longest = 500;

/**
 * Words, which may be chosen as a code. Codes are searched as one types, and chosen by arrow keys and Enter, or by a
 * click. In a practice without codes it is an ordinary input.
 */
export function CodeInput(props: CodeInputProps) {
  const { field, onChange } = props;
  const rule = useCodeRule(field);
  /** Empty: nothing has been typed since a code was chosen. */
  const [typed, setTyped] = useState("");
  const [isEverywhere, setEverywhere] = useState(false);
  const found = useCodeSearch({
    typed: rule === null ? "" : typed,
    field: isEverywhere || field === null ? undefined : field,
  });
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const choose = (key: string) => {
    if (key === everywhere) return setEverywhere(true);
    const chosen = found.items.find((item) => keyOf(item) === key);
    if (chosen) {
      const { system, code, display, version } = chosen;
      onChange({ text: display, coding: { system, code, display, version } });
    }
    setTyped("");
    combobox.closeDropdown();
  };
  const type = (text: string) => {
    // A code that was chosen for other words does not stay.
    onChange({ text, coding: null });
    setTyped(text);
    combobox.resetSelectedOption();
    if (text.trim() === "") combobox.closeDropdown();
    else combobox.openDropdown();
  };
  const isOpen = combobox.dropdownOpened && typed.trim() !== "" && rule !== null;
  const canLeave = rule !== null && rule.title !== null && rule.mode !== "refuse" && !isEverywhere;
  return (
    <Combobox
      store={{ ...combobox, dropdownOpened: isOpen }}
      onOptionSubmit={choose}
      // Inside the dialog, as screen readers ignore the rest of the page; fixed, so that the dialog does not clip it.
      withinPortal={false}
      floatingStrategy="fixed"
    >
      <Words
        {...props}
        rule={rule}
        isSearching={isOpen && found.isSearching}
        onType={type}
        onBlur={() => combobox.closeDropdown()}
      />
      {rule === null ? null : (
        <Combobox.Dropdown>
          <CodeChoices label={props.label} found={found} typed={typed} canLeave={canLeave} />
        </Combobox.Dropdown>
      )}
      <VisuallyHidden role="status">{isOpen ? outcomeOf(found) : ""}</VisuallyHidden>
    </Combobox>
  );
}

type WordsProps = CodeInputProps & {
  rule: CodeRule | null;
  isSearching: boolean;
  onType: (text: string) => void;
  onBlur: () => void;
};

const Words = ({ rule, isSearching, onType, onBlur, field, value, isFirst = true, ...props }: WordsProps) => (
  <Combobox.Target
    withExpandedAttribute={rule !== null}
    withAriaAttributes={rule !== null}
    withKeyboardNavigation={rule !== null}
  >
    <TextInput
      label={props.label}
      description={<CodeHints field={field} value={value} rule={rule} />}
      descriptionProps={{ component: "div" }}
      inputWrapperOrder={["label", "input", "description", "error"]}
      error={props.error}
      data-path={props.path}
      data-autofocus={isFirst || undefined}
      autoComplete="off"
      required={props.isRequired}
      maxLength={longest}
      value={value.text}
      onChange={(event) => onType(event.currentTarget.value)}
      onBlur={onBlur}
      rightSection={isSearching ? <Loader size={16} aria-hidden /> : null}
    />
  </Combobox.Target>
);

function outcomeOf({ isSearching, error, items }: FoundCodes): string {
  if (isSearching || error) return "";
  return items.length === 0 ? texts.noneFound : texts.found(items.length);
}
