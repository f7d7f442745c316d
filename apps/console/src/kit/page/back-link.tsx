import { IconArrowLeft } from "@tabler/icons-react";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";
import classes from "./page.module.css";

const Back = ({ children, ...props }: ComponentPropsWithRef<"a">) => (
  <a {...props} className={classes.back}>
    <IconArrowLeft size={16} aria-hidden />
    {children}
  </a>
);

/**
 * A page's link to its list.
 * @example
 * <Page title="Doctor" back={<BackLink to="/doctors">Doctors</BackLink>} …>
 */
export const BackLink = createLink(Back);
