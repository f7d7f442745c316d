import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { keyProps } from "../../kit/keys/key-props.ts";
import { texts as tableTexts } from "../../kit/table/texts.en.ts";
import { commonTexts } from "../../words/common/common.ts";
import type { ListSearch } from "./use-list-search.ts";

type ListSearchFieldProps = {
  search: ListSearch;
  placeholder: string;
  /** Moves the focus to the results, by Arrow Down. */
  onLeave: () => void;
};

/**
 * Searches while typing.
 * Enter searches at once, Arrow Down moves to the rows, Escape clears.
 */
export function ListSearchField({
  search: { text, change, flush },
  placeholder,
  onLeave,
}: ListSearchFieldProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") flush();
    else if (event.key === "ArrowDown") onLeave();
    else if (event.key === "Escape") change("");
    else return;
    event.preventDefault();
  };
  return (
    <TextInput
      label={commonTexts.search}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      maxLength={100}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={press}
      {...keyProps("search")}
      rightSection={
        text ? <CloseButton size="sm" aria-label={tableTexts.clearSearch} onClick={() => change("")} /> : null
      }
    />
  );
}
