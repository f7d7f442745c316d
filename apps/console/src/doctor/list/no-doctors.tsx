import { usePermissions } from "../../session/use-practice.ts";
import { EmptyState } from "../../shell/notice/empty-state.tsx";
import { ButtonLink } from "../../shell/text/links.tsx";

/** Shown instead of an empty list: the reason, and what to do. */
export function NoDoctors({ isFiltered }: { isFiltered: boolean }) {
  const may = usePermissions();
  if (isFiltered) {
    return (
      <EmptyState
        title="No doctors match"
        actions={
          <ButtonLink variant="default" to="/doctors" replace>
            Show all doctors
          </ButtonLink>
        }
      >
        Search for part of the name, or remove a filter.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="There are no doctors yet"
      actions={may("doctor:create") ? <ButtonLink to="/doctors/new">Add the first doctor</ButtonLink> : null}
    >
      All practices on this server share the directory. You can assign patients to the doctors in it.
    </EmptyState>
  );
}
