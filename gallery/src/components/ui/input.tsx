/** @module */
import type { ComponentProps } from "react";
import { cn } from "../../lib/cn.ts";

const fieldStyle =
  "w-full min-w-0 rounded-md border border-input bg-card px-3 text-sm placeholder:text-muted-foreground";

function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(fieldStyle, "h-10", className)} {...props} />;
}

function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cn(fieldStyle, "min-h-20 py-2", className)} {...props} />;
}

function NativeSelect({ className, ...props }: ComponentProps<"select">) {
  return <select className={cn(fieldStyle, "h-10 pr-8", className)} {...props} />;
}

export { Input, NativeSelect, Textarea };
