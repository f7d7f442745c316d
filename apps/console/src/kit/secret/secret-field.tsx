import { Textarea } from "@mantine/core";
import type { Ref } from "react";
import classes from "./secret-field.module.css";

type SecretFieldProps = { label: string; value: string; ref?: Ref<HTMLTextAreaElement> };

/** Shows a secret in full on any screen. Focus selects it. */
export const SecretField = ({ label, value, ref }: SecretFieldProps) => (
  <Textarea
    label={label}
    readOnly
    autosize
    minRows={1}
    w="100%"
    value={value}
    spellCheck={false}
    classNames={{ input: classes.secret }}
    ref={ref}
    data-autofocus={ref ? true : undefined}
    onFocus={({ currentTarget }) => currentTarget.select()}
  />
);
