import { Combobox, Loader, Text, TextInput, useCombobox, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import type { CodedField } from "../../../../records/record/field-view.ts";
import type { CodedText } from "./coded-text.ts";
import { texts } from "./texts.en.ts";
import {
  type CodeEntry,
  type CodeRule,
  type FoundCodes,
  useCodeRule,
  useCodeSearch,
  useIsOther,
} from "./use-code-rule.ts";

export type CodeInputProps = {
  /** Null: a field without a rule, which takes any code. */
  field: CodedField | null;
  label: string;
  /** The field's path in the form, to focus it on an error. */
  path: string;
  value: CodedText;
  onChange: (value: CodedText) => void;
  error: ReactNode;
  isRequired?: boolean;
  isFirst?: boolean;
};

/**
 * A text that may be linked to a code. Searches codes while typing; arrow keys and Enter, or a click, choose one.
 * Without codes in the practice, it is an ordinary input.
 */
export function CodeInput(props: CodeInputProps) {
  const { field, onChange } = props;
  const rule = useCodeRule(field);
  /** Empty: nothing typed since a code was chosen. */
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
    // Drops the code when the text changes.
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
      <VisuallyHidden role="status">{isOpen ? outcomeOf(found, typed) : ""}</VisuallyHidden>
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
      required={props.isRequired}
      value={value.text}
      onChange={(event) => onType(event.currentTarget.value)}
      onBlur={onBlur}
      rightSection={isSearching ? <Loader size={16} aria-hidden /> : null}
    />
  </Combobox.Target>
);

function outcomeOf({ isSearching, error, items }: FoundCodes, typed: string): string {
  if (isSearching || error) return "";
  return items.length === 0 ? nothingFor(typed) : texts.found(items.length);
}

/** One letter matches only names that begin with it. */
const nothingFor = (typed: string): string => (typed.trim().length === 1 ? texts.tooShort : texts.noneFound);

type CodeHintsProps = { field: CodedField | null; value: CodedText; rule: CodeRule | null };

/** Below the input: the chosen code, what the field offers, and a warning if the code is not offered. */
function CodeHints({ field, value, rule }: CodeHintsProps) {
  const isOther = useIsOther(field, rule, value);
  const { coding } = value;
  return (
    <>
      {coding ? <div>{texts.codeHint(coding.code, coding.system)}</div> : null}
      {rule && rule.title !== null ? <div>{texts.rules[rule.mode](rule.title)}</div> : null}
      <div role="status">
        {rule && isOther ? (
          <Text span size="xs" fw={600} c="var(--mantine-color-text)">
            {rule.mode === "refuse" ? texts.isNoLongerOffered : texts.isNotOffered}
          </Text>
        ) : null}
      </div>
    </>
  );
}

/** The option to search all code systems. */
const everywhere = "everywhere";

/** Removes duplicate codes of a system. */
const keyOf = ({ system, code }: Pick<CodeEntry, "system" | "code">): string =>
  JSON.stringify([system, code]);

type CodeChoicesProps = {
  label: string;
  found: FoundCodes;
  typed: string;
  /** Whether codes outside the field's rule can be searched, too. */
  canLeave: boolean;
};

function CodeChoices({ label, found, typed, canLeave }: CodeChoicesProps) {
  const { items, isSearching, error, retry } = found;
  if (error) return <ErrorNotice error={error} onRetry={retry} />;
  return (
    <>
      {items.length === 0 ? (
        <Combobox.Empty>{isSearching ? texts.searching : nothingFor(typed)}</Combobox.Empty>
      ) : null}
      <Combobox.Options mah={280} style={{ overflowY: "auto" }} aria-label={label}>
        {items.map((item) => (
          <Combobox.Option key={keyOf(item)} value={keyOf(item)}>
            <Text size="sm" fw={500}>
              {item.display}
            </Text>
            <Text size="xs" c="dimmed" component="div">
              {[texts.codeOf(item.code, item.system), synonymLike(item, typed)]
                .filter((text) => text !== null)
                .join(" · ")}
            </Text>
          </Combobox.Option>
        ))}
        {canLeave && !isSearching ? (
          <Combobox.Option value={everywhere}>
            <Text size="sm">{texts.searchAll}</Text>
          </Combobox.Option>
        ) : null}
      </Combobox.Options>
    </>
  );
}

/** The synonym that matched, if the display does not contain it. */
function synonymLike({ display, synonyms }: CodeEntry, typed: string): string | null {
  const [word = ""] = typed.trim().toLocaleLowerCase().split(/\s+/);
  const has = (text: string) => text.toLocaleLowerCase().includes(word);
  const synonym = has(display) ? undefined : synonyms.find(has);
  return synonym === undefined ? null : texts.alsoCalled(synonym);
}
