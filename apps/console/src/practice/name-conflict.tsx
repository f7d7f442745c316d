import type { Practice } from "@caretype/client";
import { type ConflictGroup, differencesOf, resolved } from "../form/conflict.ts";
import { ConflictDialog } from "../form/conflict-dialog.tsx";
import { formatInstant } from "../shell/text/format.ts";

/** What is in the form; a type and no interface, as a form wants it. */
export type NameValues = { name: string };

type NameConflictProps = {
  theirs: Practice;
  versions: Record<"before" | "mine" | "theirs", NameValues>;
  onClose: () => void;
  onResolve: (values: NameValues) => void;
};

/** The name that somebody else has given the practice meanwhile, beside the one that was entered here. */
export function NameConflict({ theirs, versions, onClose, onResolve }: NameConflictProps) {
  const differences = differencesOf(groups, versions);
  return (
    <ConflictDialog
      differences={differences}
      changed={`It was renamed on ${formatInstant(theirs.updatedAt)}.`}
      onClose={onClose}
      onSave={(choices) => onResolve(resolved(differences, choices, versions))}
    />
  );
}

const groups: readonly ConflictGroup<NameValues>[] = [
  { name: "name", label: "Name", paths: ["name"], text: ({ name }) => name },
];
