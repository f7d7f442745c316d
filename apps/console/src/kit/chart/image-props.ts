/** Props that make a chart's `svg` one named image for screen readers. */
export const imageProps = (label: string) => ({ role: "img", "aria-label": label });
