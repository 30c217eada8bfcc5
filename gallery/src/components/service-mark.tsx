/**
 * A service's mark: an icon for what it is for, in a hue of its own.
 *
 * @module
 */
import {
  AtSign,
  BriefcaseBusiness,
  CalendarDays,
  ChartColumn,
  ClipboardList,
  Database,
  FileText,
  GitPullRequest,
  GraduationCap,
  HardDrive,
  ListTodo,
  type LucideIcon,
  Mail,
  MessagesSquare,
  Plug,
  Presentation,
  Receipt,
  SearchCheck,
  Share2,
  Store,
  Table2,
  Users,
  Video,
} from "lucide-react";
import { cn } from "../lib/cn.ts";

const ICONS = new Map<string, LucideIcon>(Object.entries({
  airtable: Table2,
  box: HardDrive,
  clickup: ListTodo,
  discord: MessagesSquare,
  dropbox: HardDrive,
  github: GitPullRequest,
  gmail: Mail,
  google_analytics: ChartColumn,
  google_classroom: GraduationCap,
  google_search_console: SearchCheck,
  googlebigquery: Database,
  googlecalendar: CalendarDays,
  googledocs: FileText,
  googledrive: HardDrive,
  googlesheets: Table2,
  googleslides: Presentation,
  hubspot: AtSign,
  linear: ListTodo,
  linkedin: BriefcaseBusiness,
  microsoft_teams: Users,
  notion: FileText,
  one_drive: HardDrive,
  outlook: Mail,
  salesforce: Database,
  share_point: Share2,
  slack: MessagesSquare,
  slackbot: MessagesSquare,
  splitwise: Receipt,
  tiktok: Video,
  typeform: ClipboardList,
  wix: Store,
  wrike: ListTodo,
}));

export function ServiceMark({ connector, large }: { connector: string | undefined; large?: boolean }) {
  const Icon = ICONS.get(connector ?? "") ?? Plug;
  return (
    <span
      aria-hidden
      className={cn(
        "tinted grid shrink-0 place-items-center rounded-lg",
        large ? "size-12 rounded-xl" : "size-8",
      )}
      style={{ "--hue": hueOf(connector ?? "") }}
    >
      <Icon className={large ? "size-6" : "size-4"} strokeWidth={1.75} />
    </span>
  );
}

/** The same on every visit, and far apart for names that are alike. */
function hueOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) % 3_600;
  return (hash * 137) % 360;
}
