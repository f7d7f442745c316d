import { Combobox, Text } from "@mantine/core";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import type { CodeEntry } from "./codes.ts";
import { texts } from "./texts.en.ts";
import type { FoundCodes } from "./use-code-search.ts";

/** The option that searches all code systems. */
export const everywhere = "everywhere";

/** Each code of a system comes once. */
export const keyOf = ({ system, code }: Pick<CodeEntry, "system" | "code">): string =>
  JSON.stringify([system, code]);

type CodeChoicesProps = {
  label: string;
  found: FoundCodes;
  typed: string;
  /** Whether codes that the field does not offer can be searched, too. */
  canLeave: boolean;
};

/** The codes that were found. */
export function CodeChoices({ label, found, typed, canLeave }: CodeChoicesProps) {
  const { items, isSearching, error, retry } = found;
  if (error) return <ErrorNotice error={error} onRetry={retry} />;
  return (
    <>
      {items.length === 0 ? (
        <Combobox.Empty>{isSearching ? texts.searching : texts.noneFound}</Combobox.Empty>
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
