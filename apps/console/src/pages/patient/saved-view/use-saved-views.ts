import { useMutation } from "@tanstack/react-query";
import { notifyDone, notifyFailed } from "../../../kit/notice/notify.tsx";
import { api, caretype, queryClient } from "../../../session/client/api.ts";
import { texts as savedViewTexts } from "./texts.en.ts";
import type { SavedView } from "./view-filters.ts";

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
export function useSavedViews() {
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
