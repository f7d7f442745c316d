import { doctorId, roomId } from "@caretype/client";
import {
  Box,
  Button,
  Group,
  MultiSelect,
  NativeSelect,
  Popover,
  SegmentedControl,
  Stack,
  Switch,
  TextInput,
} from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import {
  IconAdjustmentsHorizontal,
  IconChevronLeft,
  IconChevronRight,
  IconSearch,
} from "@tabler/icons-react";
import { useState } from "react";
import { useOpenDialog } from "../../../../kit/dialog/use-open-dialog.ts";
import { DateField } from "../../../../kit/form/date-field.tsx";
import { isDay } from "../../../../kit/form/typed-date.ts";
import { iconKeyProps, keyProps } from "../../../../kit/keys/key-props.ts";
import { IconButton } from "../../../../kit/section/icon-button.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { zoneName } from "../../../../words/format/format.ts";
import { texts } from "../../records/appointment/details/texts.en.ts";
import { type CalendarChoice, type Choose, colorings, most, zooms } from "./choice.ts";
import classes from "./event-block.module.css";
import { huesOf } from "./marks.ts";
import { pxOf, surnameOf } from "./short-name.ts";
import { type Calendar, useRooms } from "./use-calendar.ts";
import { type View, views } from "./views.ts";

type TurnProps = { today: string; onDay: (day: string) => void; onTurn: (by: -1 | 1) => void };

/** Opens other days. */
export const Turn = ({ today, onDay, onTurn }: TurnProps) => (
  <Group gap={4} wrap="nowrap">
    <PlainButton label={texts.today} px="sm" visibleFrom="xs" onClick={() => onDay(today)} />
    {([-1, 1] as const).map((by) => (
      <IconButton
        key={by}
        icon={by === 1 ? IconChevronRight : IconChevronLeft}
        variant="default"
        size={36}
        {...(by === 1 ? iconKeyProps("next", texts.next) : iconKeyProps("previous", texts.previous))}
        onClick={() => onTurn(by)}
      />
    ))}
  </Group>
);

/** On phones, an agenda replaces the grids. */
export const viewOn = (isNarrow: boolean | undefined, view: View): View =>
  isNarrow && view !== "month" ? "agenda" : view;

type ViewsProps = { isNarrow: boolean | undefined; view: View; onView: (view: View) => void };

export const Views = ({ isNarrow, view, onView }: ViewsProps) => (
  <SegmentedControl
    aria-label={texts.view}
    data={views
      .filter((each) => viewOn(isNarrow, each) === each)
      .map((value) => ({ value, label: texts.views[value] }))}
    value={view}
    onChange={onView}
  />
);

type DoctorsProps = { calendar: Calendar; choose: Choose };

/** The padding of a name in its button. */
const buttonPx = 22;

/**
 * Selects all doctors or one. Each has a button with its color, or all share a menu if the buttons do not fit into
 * one line.
 */
export function Doctors({ calendar: { known, chosen }, choose }: DoctorsProps) {
  const { ref, width } = useElementSize();
  if (known.length < 2) return null;
  const hues = huesOf(known.map(({ doctorId }) => doctorId));
  const names = known.map(({ doctorName }) => surnameOf(doctorName));
  const several = names.filter((_, index) => chosen.some((id) => id === known[index]?.doctorId)).join(", ");
  const all = { value: "", label: texts.allDoctors };
  const shown = {
    "aria-label": texts.doctors,
    value: chosen.join(),
    onChange: (ids: string) =>
      choose({ doctorIds: ids ? ids.split(",").map((id) => doctorId.parse(id)) : [] }),
  };
  const buttonsPx = [all.label, ...names].reduce((sum, name) => sum + buttonPx + pxOf(name), 0);
  return (
    <Box ref={ref} flex={1} miw={0}>
      {width === 0 ? null : buttonsPx > width ? (
        <NativeSelect
          {...shown}
          w="fit-content"
          maw="100%"
          data={[
            all,
            ...(chosen.length > 1 ? [{ value: shown.value, label: several }] : []),
            ...known.map((each) => ({ value: each.doctorId, label: each.doctorName })),
          ]}
          onChange={({ currentTarget: { value } }) => shown.onChange(value)}
        />
      ) : (
        <SegmentedControl
          {...shown}
          size="xs"
          styles={{ control: { flex: "none" }, label: { paddingInline: 5 } }}
          data={[
            all,
            ...known.map((each, index) => ({
              value: each.doctorId,
              label: (
                <span
                  className={classes.doctor}
                  style={{ "--hue": hues.get(each.doctorId) }}
                  title={each.doctorName}
                >
                  {names[index]}
                </span>
              ),
            })),
          ]}
        />
      )}
    </Box>
  );
}

type SearchProps = { searched: string; onSearch: (words: string) => void };

export const Search = ({ searched, onSearch }: SearchProps) => (
  <TextInput
    {...keyProps("search")}
    type="search"
    w={{ base: "100%", sm: "12rem", lg: "16rem" }}
    aria-label={texts.search}
    placeholder={texts.search}
    leftSection={<IconSearch size={16} aria-hidden />}
    value={searched}
    onChange={({ currentTarget: { value } }) => onSearch(value)}
    onKeyDown={({ key }) => key === "Escape" && onSearch("")}
  />
);

type OptionsProps = Pick<TurnProps, "today" | "onDay"> & {
  /** Display options; some apply to some views only. */
  view: View;
  calendar: Calendar | undefined;
  choice: CalendarChoice;
  choose: Choose;
  day: string;
  /** Other controls, where the header has no room for them. */
  children?: React.ReactNode;
};

/** Selects the shown appointments, and their display. */
export function Options({ calendar, view, choice, choose, day, today, onDay, children }: OptionsProps) {
  const rooms = useRooms();
  const { timeZone } = usePracticeTime();
  const { known = [], chosen = [] } = calendar ?? {};
  const many = { searchable: true, clearable: true, hidePickedOptions: true, maxValues: most } as const;
  const isGrid = view !== "month" && view !== "agenda";
  const inPopover = { comboboxProps: { withinPortal: false } };
  return (
    <OptionsPopover>
      <Stack gap="sm">
        {children}
        <DateField
          label={texts.toDay}
          hint={null}
          value={day}
          onChange={(next) => isDay(next) && onDay(next)}
        />
        {/* Not the first control, which takes the focus: a wide page hides it. */}
        <PlainButton label={texts.today} hiddenFrom="xs" onClick={() => onDay(today)} />
        <MultiSelect
          {...many}
          {...inPopover}
          label={texts.doctors}
          placeholder={chosen.length === 0 ? texts.allDoctors : ""}
          data={known.map(({ doctorId: value, doctorName: label }) => ({ value, label }))}
          value={chosen}
          onChange={(ids) => choose({ doctorIds: ids.map((id) => doctorId.parse(id)) })}
        />
        <MultiSelect
          {...many}
          {...inPopover}
          label={texts.rooms}
          placeholder={choice.roomIds?.length ? "" : texts.allRooms}
          data={rooms.map(({ id, name }) => ({ value: id, label: name }))}
          value={choice.roomIds?.filter((id) => rooms.some((room) => room.id === id)) ?? []}
          onChange={(ids) => choose({ roomIds: ids.map((id) => roomId.parse(id)) })}
        />
        <NativeSelect
          label={texts.coloring}
          data={colorings.map((value) => ({ value, label: texts.colorings[value] }))}
          value={choice.coloring}
          onChange={({ currentTarget: { value } }) =>
            choose({ coloring: colorings.find((each) => each === value) ?? choice.coloring })
          }
        />
        {isGrid ? (
          <NativeSelect
            label={texts.zoom}
            data={zooms.map((value) => ({ value: String(value), label: texts.minutes(value) }))}
            value={String(choice.zoom)}
            onChange={({ currentTarget: { value } }) =>
              choose({ zoom: zooms.find((each) => String(each) === value) ?? choice.zoom })
            }
          />
        ) : null}
        {(view === "day" ? (["withAbsent", "withCancelled"] as const) : (["withCancelled"] as const)).map(
          (name) => (
            <Switch
              key={name}
              label={texts[name]}
              checked={choice[name]}
              onChange={({ currentTarget: { checked } }) => choose({ [name]: checked })}
            />
          ),
        )}
        <Dimmed size="xs">{texts.zone(zoneName(timeZone))}</Dimmed>
      </Stack>
    </OptionsPopover>
  );
}

/** `useOpenDialog` closes it. */
const popover = { position: "bottom-end", width: 320, trapFocus: true, closeOnEscape: false } as const;

function OptionsPopover({ children }: { children: React.ReactNode }) {
  const [opened, setOpened] = useState(false);
  const root = useOpenDialog(opened, () => setOpened(false));
  return (
    <Popover {...popover} opened={opened} onChange={setOpened}>
      <Popover.Target>
        <Button variant="default" px={10} aria-label={texts.options} onClick={() => setOpened(!opened)}>
          <IconAdjustmentsHorizontal size={16} aria-hidden />
          <Box component="span" ms={8} visibleFrom="lg">
            {texts.options}
          </Box>
        </Button>
      </Popover.Target>
      <Popover.Dropdown ref={root} aria-label={texts.options}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
