import { Fieldset, Input } from "@mantine/core";
import type { ReactNode } from "react";

type FieldGroupProps = { label: string; path: string; error?: ReactNode; children: ReactNode };

/** Several inputs of one field, with a label like other fields. */
export const FieldGroup = ({ label, path, error, children }: FieldGroupProps) => (
  <Fieldset
    legend={label}
    variant="unstyled"
    data-path={path}
    styles={{
      root: { margin: 0, padding: 0, border: 0, minInlineSize: 0 },
      legend: { padding: 0, marginBottom: 2, fontSize: "var(--mantine-font-size-sm)", fontWeight: 500 },
    }}
  >
    {children}
    {error ? <Input.Error mt={5}>{error}</Input.Error> : null}
  </Fieldset>
);
