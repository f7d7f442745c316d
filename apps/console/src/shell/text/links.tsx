import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type Props<Own> = Own & Omit<ComponentPropsWithRef<"a">, keyof Own>;

/** A name may be one word that is longer than the screen. */
const anywhere = { overflowWrap: "anywhere" } as const;

const PlainAnchor = ({ style, ...props }: Props<AnchorProps>) => (
  <Anchor {...props} style={[anywhere, style]} />
);
const PlainButton = (props: Props<ButtonProps>) => <Button component="a" {...props} />;

/**
 * A link within the console, whose address and what is in it are checked: `component={Link}` checks neither.
 *
 * @example
 * <AnchorLink to="/doctors/$id" params={{ id }}>{name}</AnchorLink>
 */
export const AnchorLink = createLink(PlainAnchor);

/** The same, looking like a button. */
export const ButtonLink = createLink(PlainButton);
