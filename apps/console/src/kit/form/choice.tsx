import { Radio, type RadioGroupProps, type RadioProps, Stack } from "@mantine/core";

type ChoiceProps<Value extends string> = Omit<RadioGroupProps<Value>, "children"> & {
  options: readonly (Pick<RadioProps, "label" | "description"> & { value: Value })[];
};

/** Radio buttons in a column. */
export const Choice = <Value extends string>({ options, ...props }: ChoiceProps<Value>) => (
  <Radio.Group {...props}>
    <Stack gap="xs" mt="xs">
      {options.map((option) => (
        <Radio key={option.value} {...option} />
      ))}
    </Stack>
  </Radio.Group>
);
