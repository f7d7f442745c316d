import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { lazyPart } from "../../../../../kit/connection/load-code.ts";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import type { PatientFilters } from "../list/patient-filters.ts";
import classes from "./saved-views.module.css";
import { texts as savedViewTexts } from "./texts.en.ts";
import type { SaveViewProps, ViewActionsProps } from "./view-actions.tsx";
import { areSame, type SavedView } from "./view-filters.ts";

const load = () => import("./view-actions.tsx");
const SaveView = lazyPart<SaveViewProps, "SaveView">(load, "SaveView");
const ViewActions = lazyPart<ViewActionsProps, "ViewActions">(load, "ViewActions");

/** The practice's saved views of the list of patients, by name. Undefined while loading. */
function useViews(): readonly SavedView[] | undefined {
  const may = usePermissions();
  const { data } = useQuery(
    api.savedView.list.queryOptions({ limit: 200 }, { enabled: may("saved-view:read"), staleTime: 60_000 }),
  );
  return data?.items.toSorted((one, other) => one.name.localeCompare(other.name));
}

/** Saves the first view. In an existing line, to avoid a layout shift. That line is full on phones. */
export function SaveFirstView({ filters }: { filters: PatientFilters }) {
  const may = usePermissions();
  const views = useViews();
  const isOffered = views?.length === 0 && may("saved-view:manage") && !areSame(filters, {});
  return isOffered ? <SaveView filters={filters} visibleFrom="sm" /> : null;
}

/** The saved views, and actions for the current filters. */
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
    // The router marks links by path, but here the filters decide.
    activeOptions={{ exact: true, explicitUndefined: true }}
    activeProps={{ "aria-current": undefined }}
    aria-current={isCurrent ? "page" : undefined}
    data-current={isCurrent}
    onClick={onChoose}
  >
    <Name>{children}</Name>
  </Link>
);
