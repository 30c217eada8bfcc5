/** @module */
import type { ComponentProps } from "react";
import { cn } from "../../lib/cn.ts";

function Card({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("rounded-xl border border-border bg-card", className)} {...props} />;
}

export { Card };
