import { Text, type TextProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";

type DimmedProps = TextProps & Omit<ComponentPropsWithRef<"p">, keyof TextProps>;

/** Secondary text. */
export const Dimmed = (props: DimmedProps) => <Text size="sm" c="dimmed" {...props} />;
