import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import type { MouseEvent } from "react";

type To = { to: string; label: string };

const linkTo = (to: string) => ({
  href: to,
  onClick: (event: MouseEvent) => {
    // Other clicks open a tab or window.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(to);
  },
});

/** A link to a console page, from any router. Inside the console, use the typed `AnchorLink`. */
export const AppLink = ({ to, label, ...props }: AnchorProps & To) => (
  <Anchor size="sm" {...props} {...linkTo(to)}>
    {label}
  </Anchor>
);

export const AppButton = ({ to, label, ...props }: ButtonProps & To) => (
  <Button component="a" {...props} {...linkTo(to)}>
    {label}
  </Button>
);

type Navigate = (to: string) => void;

let navigate: Navigate = (to) => location.assign(to);

/** Sets how links navigate. Each of the two routers sets it when shown. */
export function followLinksBy(by: Navigate): void {
  navigate = by;
}

const goTo = (to: string): void => navigate(to);
