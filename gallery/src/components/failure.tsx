/**
 * What a part of the page shows that could not be read.
 *
 * @module
 */
import { Component, type ReactNode } from "react";
import { forgetFailures } from "../data/load.ts";

interface Props {
  children: ReactNode;
  message: string;
}

export class Failure extends Component<Props, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidCatch(): void {
    forgetFailures();
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <div role="alert" className="mx-auto max-w-xl px-4 py-20 text-center">
        <p className="text-lg font-medium">{this.props.message}</p>
        <p className="mt-2 text-muted-foreground">
          <a className="underline underline-offset-4" href="#/">See all functions</a>
        </p>
      </div>
    );
  }
}

export function Loading() {
  return <p role="status" className="px-4 py-10 text-center text-sm text-muted-foreground">Loading</p>;
}
