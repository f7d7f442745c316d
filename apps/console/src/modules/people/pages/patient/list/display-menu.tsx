import { Checkbox, Input, Popover, SegmentedControl, Stack } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useOpenAtFirst } from "../../../../../kit/section/use-open-at-first.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { type ColumnName, columnLabels, columnNames, type Display } from "./display.ts";
import { DisplayButton } from "./display-button.tsx";
import { neededFor } from "./patient-columns.tsx";
import { display as texts } from "./texts.en.ts";

type DisplayMenuProps = { display: Display; onChange: (display: Display) => void };

export function DisplayMenu({ display, onChange }: DisplayMenuProps) {
  const may = usePermissions();
  const { button, isOpen, setOpen } = useOpenAtFirst();
  // On a narrow window, the menu was hidden and lost the focus, and with it the keys.
  useHotkeys(isOpen ? [["Escape", () => setOpen(false), { preventDefault: false }]] : []);
  const shown = columnNames.filter((name) => may(neededFor(name)));
  const toggle = (name: ColumnName) =>
    onChange({
      ...display,
      columns: columnNames.filter((each) => display.columns.includes(each) !== (each === name)),
    });
  return (
    <Popover position="bottom-end" trapFocus returnFocus withRoles opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <DisplayButton ref={button} onClick={() => setOpen(!isOpen)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.button}>
        <Stack gap="sm">
          <Input.Wrapper label={texts.density} labelElement="div">
            <SegmentedControl
              aria-label={texts.density}
              fullWidth
              size="xs"
              data={[
                { value: "comfortable", label: texts.comfortable },
                { value: "compact", label: texts.compact },
              ]}
              value={display.density}
              onChange={(density) => onChange({ ...display, density })}
            />
          </Input.Wrapper>
          <Checkbox.Group label={texts.columns} value={[...display.columns]}>
            <Stack gap={10} mt={4}>
              {shown.map((name) => (
                <Checkbox
                  key={name}
                  size="xs"
                  value={name}
                  label={columnLabels[name]}
                  onChange={() => toggle(name)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
