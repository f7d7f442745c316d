import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import type { MouseEvent } from "react";

type To = { to: string; label: string };

const linkTo = (to: string) => ({
  href: to,
  onClick: (event: MouseEvent) => {
    // Other clicks open a tab or a window.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(to);
  },
});

/** A link to a page of the console, whichever router shows it. Links within the console are `AnchorLink`, which are typed. */
export const AppLink = ({ to, label, ...props }: AnchorProps & To) => (
  <Anchor size="sm" {...props} {...linkTo(to)}>
    {label}
  </Anchor>
);

/** The same, as a button. */
export const AppButton = ({ to, label, ...props }: ButtonProps & To) => (
  <Button component="a" {...props} {...linkTo(to)}>
    {label}
  </Button>
);

type Navigate = (to: string) => void;

let navigate: Navigate = (to) => location.assign(to);

/** Sets how links of both the entry pages and the console are followed. The one that is shown sets it. */
export function followLinksBy(by: Navigate): void {
  navigate = by;
}

const goTo = (to: string): void => navigate(to);
