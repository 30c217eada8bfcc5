/** @module */
import type { ComponentProps } from "react";
import { cn } from "../../lib/cn.ts";

function Badge({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      className={cn(
        "inline-flex w-fit items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5",
        className,
      )}
      {...props}
    />
  );
}

export { Badge };
