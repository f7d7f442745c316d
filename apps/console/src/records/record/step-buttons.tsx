import { Button, Group, Menu, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { DotsButton } from "../../kit/section/icon-button.tsx";

export type StepAction = {
  name: string;
  label: string;
  isPending?: boolean;
  /** A frequent step, which always has its own button. */
  isUsual?: boolean;
  onClick: () => void;
};

type StepButtonsProps = {
  /** The first is primary. After the second, only frequent ones are outside the menu. */
  actions: readonly StepAction[];
  /** Further items of the menu. */
  children?: ReactNode;
  /** Why the last step was refused. */
  refusal: ReactNode;
};

/** The path of the menu button, which takes the focus after an action in it. */
export const morePath = "more-steps";

/** Next steps of an appointment or an encounter. */
export function StepButtons({ actions, children, refusal }: StepButtonsProps) {
  const isShown = ({ isUsual }: StepAction, index: number) => index < 2 || isUsual;
  const rest = actions.filter((each, index) => !isShown(each, index));
  return (
    <Stack gap="sm">
      {refusal}
      <Group gap="xs">
        {actions.filter(isShown).map(({ name, label, isPending = false, onClick }, index) => (
          <Button
            key={name}
            data-path={name}
            variant={index === 0 ? "filled" : "default"}
            loading={isPending}
            onClick={onClick}
          >
            {label}
          </Button>
        ))}
        {rest.length > 0 || children ? (
          <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false}>
            <Menu.Target>
              <DotsButton data-path={morePath} loading={rest.some(({ isPending }) => isPending)} />
            </Menu.Target>
            <Menu.Dropdown>
              {rest.map(({ name, label, onClick }) => (
                <Menu.Item key={name} onClick={onClick}>
                  {label}
                </Menu.Item>
              ))}
              {children}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </Group>
    </Stack>
  );
}
