import { Select, type SelectProps } from "@mantine/core";
import { useMemo } from "react";
import { matches } from "../../words/format/matches.ts";
import { zoneOptions } from "../settings/time-zones.ts";

type ZoneSelectProps = SelectProps & {
  /** Listed even if the browser does not know it. */
  known: string | null;
  /** Listed first, such as "none". */
  first?: readonly { value: string; label: string }[];
};

/** A time zone, searchable by city, region or former name. */
export function ZoneSelect({ known, first = [], ...props }: ZoneSelectProps) {
  const zones = useMemo(() => new Map(zoneOptions(known).map((zone) => [zone.value, zone])), [known]);
  return (
    <Select
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      inputWrapperOrder={["label", "input", "description", "error"]}
      data={[
        ...first,
        ...[...zones.values()]
          .filter(({ value }) => !first.some((each) => each.value === value))
          .map(({ value, label }) => ({ value, label })),
      ]}
      filter={({ options, search }) =>
        options.filter((option) =>
          "value" in option ? matches(search, option.label, zones.get(option.value)?.words) : false,
        )
      }
      {...props}
    />
  );
}
