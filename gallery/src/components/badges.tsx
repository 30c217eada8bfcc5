/**
 * What a function does at most, and who may call it, at a glance.
 *
 * @module
 */
import { Eye, Globe, type LucideIcon, PenLine, Send, Shield, Trash2, UserRound, Users } from "lucide-react";
import type { AccessKind, Effect } from "../data/types.ts";
import { ACCESS, EFFECTS } from "../lib/search.ts";
import { Badge } from "./ui/badge.tsx";

export const EFFECT_ICONS: Record<Effect, LucideIcon> = {
  read: Eye,
  write: PenLine,
  send: Send,
  delete: Trash2,
};
const EFFECT_HUES: Record<Effect, number> = { read: 240, write: 75, send: 305, delete: 25 };
const ACCESS_ICONS: Record<AccessKind, LucideIcon> = {
  admin: Shield,
  roles: Users,
  user: UserRound,
  public: Globe,
};

export function EffectBadge({ effect }: { effect: Effect }) {
  const Icon = EFFECT_ICONS[effect];
  return (
    <Badge className="tinted" style={{ "--hue": EFFECT_HUES[effect] }}>
      <Icon aria-hidden />
      {EFFECTS.find(({ value }) => value === effect)?.label}
    </Badge>
  );
}

export function AccessBadge({ access }: { access: AccessKind }) {
  const Icon = ACCESS_ICONS[access];
  return (
    <Badge className="px-0 text-muted-foreground">
      <Icon aria-hidden />
      {ACCESS.find(({ value }) => value === access)?.label}
    </Badge>
  );
}
