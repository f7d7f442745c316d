import { CloseButton, Combobox, Loader, Text, TextInput, useCombobox, VisuallyHidden } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { Name } from "../../../../words/format/name.tsx";
import classes from "./search-picker.module.css";
import { texts as assignmentTexts } from "./texts.en.ts";

type Person = { id: string; name: string };

export type Found<Item> = {
  items: readonly Item[];
  isSearching: boolean;
  error: unknown;
  retry: () => void;
};

type SearchPickerProps<Item extends Person> = {
  label: string;
  /** The field's path in the form, to focus it on an error. */
  path: string;
  placeholder: string;
  description?: ReactNode;
  error: ReactNode;
  text: string;
  onText: (text: string) => void;
  found: Found<Item>;
  chosen: Person | null;
  onChoose: (item: Item | null) => void;
  describe: (item: Item) => ReactNode;
  /** Why an item cannot be selected; null if it can. */
  refusal?: (item: Item) => string | null;
  /** Shown without results, or before a search. */
  empty: string;
  isRequired?: boolean;
  /** Offered below the results, to add an unknown person. */
  addition?: { label: string; onAdd: () => void } | undefined;
};

/** The value of the "add" option. Ids are never empty. */
const toAdd = "";

const field = { maxLength: 100, "data-autofocus": true } as const;

/** Searches while typing. Arrow keys and Enter, or a click, select a result. */
export function SearchPicker<Item extends Person>(props: SearchPickerProps<Item>) {
  const { found, chosen, onChoose, onText, text, isRequired = true } = props;
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const choose = (id: string) => {
    combobox.closeDropdown();
    if (id === toAdd) return props.addition?.onAdd();
    onChoose(found.items.find((item) => item.id === id) ?? null);
    onText("");
  };
  /** Enter was pressed before the results of the current text arrived. */
  const isEntered = useRef(false);
  const type = (typed: string) => {
    isEntered.current = false;
    onChoose(null);
    onText(typed);
    combobox.resetSelectedOption();
    combobox.openDropdown();
  };
  const enter = () => {
    combobox.openDropdown();
    const able = found.items.filter((item) => !props.refusal?.(item));
    if (able[0] && able.length === 1 && text) choose(able[0].id);
    // Deferred, as the combobox handles the same key press.
    else queueMicrotask(() => combobox.selectFirstOption());
  };
  /** Enter selects the highlighted result, or the only one. It does not submit until one is selected. */
  const pressEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || chosen || combobox.getSelectedOptionIndex() !== -1) return;
    event.preventDefault();
    isEntered.current = found.isSearching;
    if (!found.isSearching) enter();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when a search ends.
  useEffect(() => {
    if (found.isSearching || !text) return;
    // The result that Enter selects must be visible first.
    if (!isEntered.current) return queueMicrotask(() => combobox.selectFirstOption());
    isEntered.current = false;
    enter();
  }, [found.isSearching, text === ""]);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose}
      // Inside the dialog, as screen readers ignore the rest; fixed, so that the dialog does not clip it.
      withinPortal={false}
      floatingStrategy="fixed"
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          label={props.label}
          placeholder={props.placeholder}
          description={props.description}
          error={props.error}
          data-path={props.path}
          required={isRequired}
          {...field}
          value={chosen?.name ?? text}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={pressEnter}
          onClick={() => chosen || combobox.openDropdown()}
          onBlur={() => {
            isEntered.current = false;
            combobox.closeDropdown();
          }}
          rightSection={<RightSection {...props} />}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Choices {...props} />
      </Combobox.Dropdown>
      <VisuallyHidden role="status">{chosen ? "" : outcomeOf(props)}</VisuallyHidden>
    </Combobox>
  );
}

function RightSection<Item extends Person>({ found, chosen, label, onChoose }: SearchPickerProps<Item>) {
  if (found.isSearching && !chosen) return <Loader size={16} aria-hidden />;
  if (!chosen) return null;
  return (
    <CloseButton
      size="sm"
      // Keyboard users type another name. The next field is one Tab away.
      tabIndex={-1}
      aria-label={assignmentTexts.picker.chooseAnother(label)}
      onClick={() => onChoose(null)}
    />
  );
}

function outcomeOf<Item extends Person>({ found, empty }: SearchPickerProps<Item>): string {
  if (found.isSearching || found.error) return "";
  return found.items.length === 0 ? empty : assignmentTexts.picker.found(found.items.length);
}

function Choices<Item extends Person>(props: SearchPickerProps<Item>) {
  const { found, describe, refusal, empty, label, text } = props;
  const addition = text.trim() && !found.isSearching ? props.addition : undefined;
  if (found.error) return <ErrorNotice error={found.error} onRetry={found.retry} />;
  const none =
    found.items.length > 0 ? null : (
      <Combobox.Empty>{found.isSearching ? assignmentTexts.picker.searching : empty}</Combobox.Empty>
    );
  if (none && !addition) return none;
  return (
    <>
      {none}
      <Combobox.Options mah={280} style={{ overflowY: "auto" }} aria-label={label}>
        {found.items.map((item) => {
          const reason = refusal?.(item) ?? null;
          return (
            <Combobox.Option key={item.id} value={item.id} disabled={reason !== null}>
              <Text size="sm" fw={500} truncate>
                {item.name}
              </Text>
              <Text size="xs" opacity={0.85} component="div">
                {reason ?? describe(item)}
              </Text>
            </Combobox.Option>
          );
        })}
        {addition ? (
          <Combobox.Option value={toAdd} className={classes.addition}>
            <IconUserPlus size={16} aria-hidden />
            <Name>{addition.label}</Name>
          </Combobox.Option>
        ) : null}
      </Combobox.Options>
    </>
  );
}
