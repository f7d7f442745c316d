import { Group } from "@mantine/core";
import { useState } from "react";
import { lazyPanel, lazyPart } from "../../../../../kit/connection/load-code.ts";
import { LoadOnClick } from "../../../../../kit/section/load-on-click.tsx";
import { ListCount, type ListCountProps } from "../../../../../kit/table/list-count.tsx";
import { TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { SaveFirstView } from "../saved-view/saved-views.tsx";
import { DisplayButton } from "./display-button.tsx";
import type { PatientFilters } from "./patient-filters.ts";
import type { ListView } from "./use-list-view.ts";

const ListSelection = lazyPart(
  () => import("../bulk/list-selection.tsx"),
  "ListSelection",
  <Group mih={28} />,
);

const DisplayMenu = lazyPanel(() => import("./display-menu.tsx"), "DisplayMenu");

type ListLineProps = ListView & {
  counted: Pick<ListCountProps, "count" | "hasMore">;
  isSimilar: boolean;
  isSelectingNarrow: boolean;
  onSelected: () => void;
  filters: PatientFilters;
  filterCount: number;
  onClear: () => void;
};

/** The line above the list: the number of patients, or actions for the selected ones. */
export function ListLine(props: ListLineProps) {
  const { patients, selection, names, beside, total, display, setDisplay } = props;
  const { isSelectingNarrow } = props;
  const hasSelection = selection.ids.size > 0;
  // Its dialogs outlive the selection.
  const [wasSelected, setWasSelected] = useState(false);
  if ((hasSelection || isSelectingNarrow) && !wasSelected) setWasSelected(true);
  return (
    <>
      {wasSelected ? (
        <ListSelection
          patients={patients.filter(({ id }) => selection.ids.has(id))}
          columns={names}
          beside={beside}
          selection={selection}
          isNarrow={isSelectingNarrow}
          onDone={() => {
            selection.clear();
            props.onSelected();
          }}
        />
      ) : null}
      {hasSelection && !isSelectingNarrow ? null : (
        <Group justify="space-between" mih={28} wrap="nowrap">
          <ListCount
            {...props.counted}
            total={total}
            counted={commonTexts.patientCount}
            notice={props.isSimilar ? commonTexts.similarFound : undefined}
          />
          <Group gap={4} wrap="nowrap" flex="none">
            <SaveFirstView filters={props.filters} />
            {props.filterCount > 0 ? (
              <TextButton
                label={commonTexts.clearFilters(props.filterCount)}
                flex="none"
                onClick={props.onClear}
              />
            ) : null}
            <LoadOnClick button={(open) => <DisplayButton onClick={open} />}>
              <DisplayMenu display={display} onChange={setDisplay} />
            </LoadOnClick>
          </Group>
        </Group>
      )}
    </>
  );
}
