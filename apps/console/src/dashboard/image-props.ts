/** Of a chart's `svg`: one thing to who listens, with a name, which the arrow keys go through for who sees it. */
export const imageProps = (label: string) => ({ role: "img", "aria-label": label });
