import { UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";
import classes from "./record-table.module.css";

type RowButtonProps = Omit<UnstyledButtonProps, "className"> &
  Omit<ComponentPropsWithRef<"button">, keyof UnstyledButtonProps | "className">;

/** What a `RowLink` is where a row opens no page: a click anywhere in the row presses it. */
export const RowButton = (props: RowButtonProps) => <UnstyledButton {...props} className={classes.link} />;
