import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type Props<Own> = Own & Omit<ComponentPropsWithRef<"a">, keyof Own>;

/** A single-word name can be wider than the screen. */
const anywhere = { overflowWrap: "anywhere" } as const;

const PlainAnchor = ({ style, ...props }: Props<AnchorProps>) => (
  <Anchor {...props} style={[anywhere, style]} />
);
const AnchorButton = (props: Props<ButtonProps>) => <Button component="a" {...props} />;

/** `name`: the accessible name, which contains the label. */
type Labelled<Own> = Own & { label: string; name?: string | undefined };
type LabelledProps = Labelled<Props<ButtonProps>>;

const TextAnchor = ({ label, name, ...props }: Labelled<Props<AnchorProps>>) => (
  <PlainAnchor size="sm" underline="always" aria-label={name} {...props}>
    {label}
  </PlainAnchor>
);
const PlainAnchorButton = ({ label, name, ...props }: LabelledProps) => (
  <AnchorButton variant="default" aria-label={name} {...props}>
    {label}
  </AnchorButton>
);
const SmallAnchorButton = (props: LabelledProps) => <PlainAnchorButton size="xs" {...props} />;

/**
 * A typed link within the console.
 * `component={Link}` would not check its parameters.
 *
 * @example
 * <AnchorLink to="/doctors/$id" params={{ id }}>{name}</AnchorLink>
 */
export const AnchorLink = createLink(PlainAnchor);

/** The same within a sentence. */
export const TextLink = createLink(TextAnchor);

/** A typed link that looks like a button. */
export const ButtonLink = createLink(AnchorButton);

/** A secondary button link. */
export const PlainLink = createLink(PlainAnchorButton);

/** A small one, for rows and panels. */
export const SmallLink = createLink(SmallAnchorButton);
