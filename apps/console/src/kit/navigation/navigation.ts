type Navigate = (to: string) => void;

let navigate: Navigate = (to) => location.assign(to);

/** Sets how links of both the entry pages and the console are followed. The one that is shown sets it. */
export function followLinksBy(by: Navigate): void {
  navigate = by;
}

/** Opens a page of the console. */
export const goTo = (to: string): void => navigate(to);
