import { Button } from "@mantine/core";
import { IconBookmarkPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { notifyDone, notifyFailed } from "../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../kit/section/confirm-button.tsx";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { Name } from "../../../words/format/name.tsx";
import type { PatientFilters } from "../list/patient-filters.ts";
import classes from "./saved-views.module.css";
import { texts as savedViewTexts } from "./texts.en.ts";
import { areSame, filtersToSave, type SavedView } from "./view-filters.ts";

const ViewNameDialog = lazyPart(() => import("./view-name-dialog.tsx"), "ViewNameDialog");

/** The practice's saved views of the list of patients, by name. Undefined until they are known. */
function useViews(): readonly SavedView[] | undefined {
  const may = usePermissions();
  const { data } = useQuery(
    api.savedView.list.queryOptions({ limit: 200 }, { enabled: may("saved-view:read"), staleTime: 60_000 }),
  );
  return data?.items.toSorted((one, other) => one.name.localeCompare(other.name));
}

/** Saves the first view. It stands in a line that is there anyway, so that it moves nothing. That line is full on a telephone. */
export function SaveFirstView({ filters }: { filters: PatientFilters }) {
  const may = usePermissions();
  const views = useViews();
  const isOffered = views?.length === 0 && may("saved-view:manage") && !areSame(filters, {});
  return isOffered ? <SaveView filters={filters} visibleFrom="sm" /> : null;
}

/** The saved views, and what can be done with the current filters. */
export function SavedViews({ filters }: { filters: PatientFilters }) {
  const may = usePermissions();
  const views = useViews() ?? [];
  const current = views.find((view) => areSame(view.filters, filters));
  const [chosenId, setChosenId] = useState(current?.id);
  const chosen = current ?? views.find(({ id }) => id === chosenId);
  const isUnfiltered = areSame(filters, {});
  const mayBegin = !isUnfiltered && may("saved-view:manage");
  if (views.length === 0 && !mayBegin) return null;
  return (
    <div className={classes.bar} data-first={views.length === 0}>
      {views.length === 0 ? null : (
        <nav aria-label={savedViewTexts.label} className={classes.views}>
          <ViewLink isCurrent={isUnfiltered && !current} filters={{}} onChoose={() => setChosenId(undefined)}>
            {patientTexts.all}
          </ViewLink>
          {views.map(({ id, name, filters: saved }) => (
            <ViewLink
              key={id}
              isCurrent={id === current?.id}
              filters={saved}
              onChoose={() => setChosenId(id)}
            >
              {name}
            </ViewLink>
          ))}
        </nav>
      )}
      {may("saved-view:manage") ? (
        <ViewActions key={chosen?.id} filters={filters} chosen={chosen} isSaved={current !== undefined} />
      ) : null}
    </div>
  );
}

type ViewLinkProps = { isCurrent: boolean; filters: PatientFilters; onChoose: () => void; children: string };

const ViewLink = ({ isCurrent, filters, onChoose, children }: ViewLinkProps) => (
  <Link
    to="/patients"
    search={filters}
    className={classes.view}
    // The router marks links by their path. Here the filters decide.
    activeOptions={{ exact: true, explicitUndefined: true }}
    activeProps={{ "aria-current": undefined }}
    aria-current={isCurrent ? "page" : undefined}
    data-current={isCurrent}
    onClick={onChoose}
  >
    <Name>{children}</Name>
  </Link>
);

type ViewActionsProps = {
  filters: PatientFilters;
  /** The view that was chosen last. The filters may have changed since. */
  chosen: SavedView | undefined;
  isSaved: boolean;
};

function ViewActions({ filters, chosen, isSaved }: ViewActionsProps) {
  const { rename, change, remove } = useSavedViews();
  const [isRenaming, setRenaming] = useState(false);
  const isUnfiltered = areSame(filters, {});
  return (
    <div className={classes.actions}>
      {chosen && !isSaved && !isUnfiltered ? (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={change.isPending}
          onClick={() => change.mutate({ view: chosen, filters: filtersToSave(filters) })}
        >
          {/* The button's flex box would separate the quotes from the name. */}
          <span>{savedViewTexts.update(chosen.name)}</span>
        </Button>
      ) : null}
      {isSaved || isUnfiltered ? null : <SaveView filters={filters} />}
      {chosen && isSaved ? (
        <>
          <Button size="compact-sm" variant="subtle" onClick={() => setRenaming(true)}>
            {savedViewTexts.rename}
          </Button>
          <ConfirmButton
            size="compact-sm"
            variant="subtle"
            label={savedViewTexts.remove}
            question={savedViewTexts.askRemove(chosen.name)}
            consequence={savedViewTexts.removeConsequence}
            onConfirm={() => remove(chosen)}
          />
        </>
      ) : null}

      {isRenaming && chosen ? (
        <ViewNameDialog
          title={savedViewTexts.rename}
          name={chosen.name}
          onSave={(name) => rename(chosen, name)}
          onClose={() => setRenaming(false)}
        />
      ) : null}
    </div>
  );
}

function SaveView({ filters, ...shown }: { filters: PatientFilters; visibleFrom?: "sm" }) {
  const { create } = useSavedViews();
  const [isNaming, setNaming] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        {...shown}
        leftSection={<IconBookmarkPlus size={16} aria-hidden />}
        onClick={() => setNaming(true)}
      >
        {savedViewTexts.save}
      </Button>

      {isNaming ? (
        <ViewNameDialog
          title={savedViewTexts.save}
          name=""
          onSave={(name) => create({ name, filters: filtersToSave(filters) })}
          onClose={() => setNaming(false)}
        />
      ) : null}
    </>
  );
}

const refresh = () => queryClient.invalidateQueries(api.savedView.pathFilter());

type Wanted = Pick<SavedView, "name" | "filters">;

async function create(wanted: Wanted): Promise<void> {
  const { id, name, version } = await caretype.savedView.create.mutate(wanted);
  await refresh();
  notifyDone(savedViewTexts.isSaved(name), async () => {
    await caretype.savedView.remove.mutate({ id, expectedVersion: version });
    await refresh();
  });
}

/** Sends the changes with the version that they are based on. Undoing sends the values before. */
async function update(view: SavedView, changes: Partial<Wanted>): Promise<SavedView> {
  const { id } = view;
  const saved = await caretype.savedView.update.mutate({ id, expectedVersion: view.version, ...changes });
  await refresh();
  notifyDone(savedViewTexts.isSaved(saved.name), async () => {
    const { name, filters } = view;
    await caretype.savedView.update.mutate({ id, expectedVersion: saved.version, name, filters });
    await refresh();
  });
  return saved;
}

async function remove({ id, version, name, filters }: SavedView): Promise<void> {
  await caretype.savedView.remove.mutate({ id, expectedVersion: version });
  await refresh();
  notifyDone(savedViewTexts.isRemoved(name), async () => {
    await caretype.savedView.create.mutate({ name, filters });
    await refresh();
  });
}

/** Changes of the practice's saved views. Each can be undone. */
function useSavedViews() {
  const change = useMutation({
    mutationFn: ({ view, filters }: { view: SavedView; filters: SavedView["filters"] }) =>
      update(view, { filters }),
    onError: (error) => {
      notifyFailed(savedViewTexts.isNotSaved, error);
      void refresh();
    },
  });
  return { create, change, remove, rename: (view: SavedView, name: string) => update(view, { name }) };
}
