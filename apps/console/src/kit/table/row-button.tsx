import { UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";
import classes from "./record-table.module.css";

type RowButtonProps = Omit<UnstyledButtonProps, "className"> &
  Omit<ComponentPropsWithRef<"button">, keyof UnstyledButtonProps | "className">;

/** A button for rows without a page. A click anywhere in the row presses it. */
export const RowButton = (props: RowButtonProps) => (
  <UnstyledButton {...props} className={classes.link} data-row-target />
);
