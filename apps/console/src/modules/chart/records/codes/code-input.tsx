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
  /** Null: a field without a rule of its own, which takes any code. */
  field: CodedField | null;
  label: string;
  /** The form's path of the field, by which an error focuses it. */
  path: string;
  value: CodedText;
  onChange: (value: CodedText) => void;
  error: ReactNode;
  isRequired?: boolean;
  isFirst?: boolean;
};

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

/** One letter finds only the names that begin with it. */
const nothingFor = (typed: string): string => (typed.trim().length === 1 ? texts.tooShort : texts.noneFound);

type CodeHintsProps = { field: CodedField | null; value: CodedText; rule: CodeRule | null };

/** Below the input: the chosen code, what the field offers, and whether the code is another. */
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

/** The option that searches all code systems. */
const everywhere = "everywhere";

/** Each code of a system comes once. */
const keyOf = ({ system, code }: Pick<CodeEntry, "system" | "code">): string =>
  JSON.stringify([system, code]);

type CodeChoicesProps = {
  label: string;
  found: FoundCodes;
  typed: string;
  /** Whether codes that the field does not offer can be searched, too. */
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

/** The synonym by which a code was found, if its display does not say so. */
function synonymLike({ display, synonyms }: CodeEntry, typed: string): string | null {
  const [word = ""] = typed.trim().toLocaleLowerCase().split(/\s+/);
  const has = (text: string) => text.toLocaleLowerCase().includes(word);
  const synonym = has(display) ? undefined : synonyms.find(has);
  return synonym === undefined ? null : texts.alsoCalled(synonym);
}
