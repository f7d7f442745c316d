import { Component, type ReactNode, Suspense } from "react";

type Props = {
  /** Shown while the children load. Default: nothing. */
  loading?: ReactNode;
  /** Replaces the children after an error. Default: nothing. */
  fallback?: (error: unknown, retry: () => void) => ReactNode;
  children: ReactNode;
};
type State = { caught: { error: unknown } | null };

/** Contains loading states and errors of its children. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { caught: null };
  static getDerivedStateFromError = (error: unknown): State => ({ caught: { error } });
  override render() {
    const { loading, fallback, children } = this.props;
    const { caught } = this.state;
    if (caught) return fallback?.(caught.error, () => this.setState({ caught: null })) ?? null;
    return <Suspense fallback={loading}>{children}</Suspense>;
  }
}
