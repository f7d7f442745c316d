import { Component, type ReactNode } from "react";

type Props = { fallback: (error: unknown, retry: () => void) => ReactNode; children: ReactNode };

/** Shows why a page of the entry failed. The console has its router for this. */
export class ErrorCatcher extends Component<Props, { caught: { error: unknown } | null }> {
  override state: { caught: { error: unknown } | null } = { caught: null };
  static getDerivedStateFromError = (error: unknown) => ({ caught: { error } });
  override render() {
    const { caught } = this.state;
    return caught
      ? this.props.fallback(caught.error, () => this.setState({ caught: null }))
      : this.props.children;
  }
}
