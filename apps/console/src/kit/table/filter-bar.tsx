import { useDisclosure } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { PlainButton } from "../theme/plain-button.tsx";
import classes from "./filter-bar.module.css";
import { texts as tableTexts } from "./texts.en.ts";

type FilterBarProps = {
  /** Above everything. */
  before?: ReactNode;
  /** The search field, always visible. */
  search?: ReactNode;
  /** Number of active filters. */
  count: number;
  /** Filters and sort order. */
  children: ReactNode;
  /** Below everything. */
  after?: ReactNode;
  /** Columns on wide screens, search first. Default: as many equal ones as fit. */
  columns?: string;
};

/** A list's search, filters and sort order. On narrow screens, filters are behind a button. */
export function FilterBar({ before, search, count, children, after, columns }: FilterBarProps) {
  const [isOpen, { toggle }] = useDisclosure();
  const id = useId();
  return (
    <search className={classes.bar} style={columns === undefined ? {} : { "--filter-columns": columns }}>
      {before ? <div className={classes.row}>{before}</div> : null}
      {search ? <div className={classes.search}>{search}</div> : null}
      <PlainButton
        label={tableTexts.filters(count)}
        className={classes.toggle}
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
      />
      <div className={classes.filters} id={id} data-open={isOpen}>
        {children}
      </div>
      {after ? <div className={classes.row}>{after}</div> : null}
    </search>
  );
}
