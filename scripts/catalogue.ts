/**
 * The names that functions may have: by prefix, the connector type and the planned actions, flagship first.
 *
 * @module
 */

export interface CatalogueRow {
  connector: string;
  actions: readonly string[];
}

export const CATALOGUE: Readonly<Record<string, CatalogueRow>> = {
  airtable: {
    connector: "airtable",
    actions: [
      "list-records",
      "create-records",
      "update-records",
      "upsert-records",
      "get-record",
      "delete-records",
      "search-records",
      "list-bases",
      "get-base-schema",
      "upload-attachment",
    ],
  },
  box: {
    connector: "box",
    actions: [
      "upload",
      "list",
      "download",
      "share",
      "search",
      "create-folder",
      "invite",
      "get",
      "move",
      "delete",
    ],
  },
  clickup: {
    connector: "clickup",
    actions: [
      "create-task",
      "list-tasks",
      "update-task",
      "get-task",
      "comment",
      "list-spaces",
      "list-lists",
      "search-tasks",
      "set-field",
      "attach-file",
    ],
  },
  discord: {
    connector: "discord",
    actions: [
      "post",
      "edit-post",
      "delete-post",
      "upload-file",
      "list-servers",
      "get-profile",
      "get-membership",
      "list-connections",
      "list-channels",
      "read-messages",
    ],
  },
  dropbox: {
    connector: "dropbox",
    actions: [
      "upload",
      "list",
      "download",
      "share",
      "search",
      "create-folder",
      "save-url",
      "move",
      "copy",
      "delete",
    ],
  },
  github: {
    connector: "github",
    actions: [
      "create-issue",
      "list-issues",
      "update-issue",
      "comment",
      "search-issues",
      "list-repos",
      "get-file",
      "put-file",
      "create-pull",
      "run-workflow",
    ],
  },
  gmail: {
    connector: "gmail",
    actions: ["send", "search", "get", "reply", "modify", "draft", "attachment", "thread", "labels", "trash"],
  },
  "google-analytics": {
    connector: "google_analytics",
    actions: [
      "run-report",
      "realtime",
      "list-properties",
      "batch-reports",
      "get-metadata",
      "check-compatibility",
      "run-pivot-report",
      "list-data-streams",
      "list-key-events",
      "create-key-event",
    ],
  },
  bigquery: {
    connector: "googlebigquery",
    actions: [
      "query",
      "insert-rows",
      "execute",
      "estimate",
      "get-results",
      "list-projects",
      "list-datasets",
      "list-tables",
      "get-table",
      "load",
    ],
  },
  "google-calendar": {
    connector: "googlecalendar",
    actions: [
      "create-event",
      "list-events",
      "get-event",
      "update-event",
      "delete-event",
      "availability",
      "list-calendars",
      "quick-add",
      "add-attendees",
      "respond",
    ],
  },
  "google-classroom": {
    connector: "google_classroom",
    actions: [
      "list-courses",
      "list-coursework",
      "create-assignment",
      "list-people",
      "list-submissions",
      "grade-submission",
      "announce",
      "list-announcements",
      "invite",
      "create-material",
    ],
  },
  "google-docs": {
    connector: "googledocs",
    actions: [
      "create",
      "fill-template",
      "read",
      "append",
      "replace-text",
      "insert-image",
      "insert-table",
      "export",
      "find",
    ],
  },
  "google-drive": {
    connector: "googledrive",
    actions: [
      "upload",
      "list",
      "download",
      "share",
      "search",
      "create-folder",
      "export",
      "move",
      "copy",
      "delete",
      "get",
      "unshare",
    ],
  },
  "search-console": {
    connector: "google_search_console",
    actions: [
      "query",
      "list-sites",
      "inspect-url",
      "list-sitemaps",
      "submit-sitemap",
      "get-sitemap",
      "delete-sitemap",
      "get-site",
      "add-site",
      "remove-site",
    ],
  },
  "google-sheets": {
    connector: "googlesheets",
    actions: [
      "append",
      "read",
      "update",
      "upsert",
      "find",
      "delete-rows",
      "clear",
      "create",
      "get",
      "add-sheet",
    ],
  },
  "google-slides": {
    connector: "googleslides",
    actions: [
      "fill-template",
      "create",
      "add-slide",
      "get",
      "replace-text",
      "add-image",
      "thumbnail",
      "export",
      "delete-slide",
      "find",
    ],
  },
  hubspot: {
    connector: "hubspot",
    actions: [
      "upsert-contact",
      "search",
      "create-deal",
      "create-record",
      "update-record",
      "get-record",
      "create-note",
      "batch-upsert",
      "associate",
      "list-pipelines",
    ],
  },
  linear: {
    connector: "linear",
    actions: [
      "create-issue",
      "list-issues",
      "get-issue",
      "update-issue",
      "comment",
      "search-issues",
      "list-teams",
      "list-users",
      "list-projects",
      "attach",
    ],
  },
  linkedin: {
    connector: "linkedin",
    actions: [
      "post",
      "post-images",
      "get-profile",
      "post-document",
      "comment",
      "like",
      "update-post",
      "delete-post",
      "list-organizations",
    ],
  },
  teams: {
    connector: "microsoft_teams",
    actions: [
      "post",
      "send-chat",
      "list-teams",
      "list-channels",
      "list-chats",
      "reply",
      "read-messages",
      "read-chat",
      "create-meeting",
      "create-channel",
    ],
  },
  notion: {
    connector: "notion",
    actions: [
      "query",
      "create-page",
      "update-page",
      "search",
      "get-page",
      "append",
      "get-database",
      "comment",
      "list-users",
      "upload-file",
    ],
  },
  onedrive: {
    connector: "one_drive",
    actions: [
      "upload",
      "list",
      "download",
      "search",
      "share",
      "create-folder",
      "get",
      "invite",
      "move",
      "delete",
    ],
  },
  outlook: {
    connector: "outlook",
    actions: [
      "send",
      "search",
      "get",
      "reply",
      "attachment",
      "modify",
      "events",
      "create-event",
      "update-event",
      "cancel-event",
      "draft",
      "availability",
      "contacts",
      "respond",
    ],
  },
  salesforce: {
    connector: "salesforce",
    actions: [
      "query",
      "create-record",
      "upsert-record",
      "update-record",
      "get-record",
      "search",
      "batch-upsert",
      "batch-create",
      "describe-object",
      "delete-record",
    ],
  },
  sharepoint: {
    connector: "share_point",
    actions: [
      "upload",
      "list-files",
      "download",
      "search",
      "list-items",
      "create-item",
      "update-item",
      "delete-item",
      "lists",
      "share-link",
    ],
  },
  slack: {
    connector: "slack",
    actions: [
      "post",
      "list-channels",
      "search",
      "read-messages",
      "dm",
      "list-users",
      "set-status",
      "upload-file",
      "schedule",
      "create-channel",
    ],
  },
  slackbot: {
    connector: "slackbot",
    actions: [
      "post",
      "dm",
      "list-channels",
      "upload-file",
      "read-messages",
      "find-user",
      "update",
      "delete",
      "react",
      "schedule",
      "list-users",
    ],
  },
  splitwise: {
    connector: "splitwise",
    actions: [
      "create-expense",
      "list-expenses",
      "list-groups",
      "get-group",
      "list-friends",
      "get-current-user",
      "update-expense",
      "delete-expense",
      "create-group",
      "create-comment",
    ],
  },
  tiktok: {
    connector: "tiktok",
    actions: [
      "get-profile",
      "list-videos",
      "publish-video",
      "upload-draft",
      "publish-photos",
      "get-publish-status",
      "get-creator-info",
      "get-videos",
    ],
  },
  typeform: {
    connector: "typeform",
    actions: [
      "list-responses",
      "list-forms",
      "get-form",
      "set-webhook",
      "list-webhooks",
      "delete-webhook",
      "create-form",
      "update-form",
      "delete-responses",
      "get-file",
    ],
  },
  wix: {
    connector: "wix",
    actions: [
      "query-data",
      "save-data",
      "list-collections",
      "create-contact",
      "list-contacts",
      "list-products",
      "list-orders",
      "list-bookings",
      "list-members",
      "create-blog-post",
    ],
  },
  wrike: {
    connector: "wrike",
    actions: [
      "create-task",
      "list-tasks",
      "get-task",
      "update-task",
      "list-folders",
      "create-folder",
      "create-comment",
      "list-contacts",
      "list-custom-fields",
      "list-workflows",
    ],
  },
};

/** Functions of no service. */
export const STANDALONE: readonly string[] = ["connection-status"];

/** The catalogue's prefix of a function's name: `google-drive` for `google-drive-upload`. */
export function prefixOf(name: string): string | undefined {
  const prefixes = Object.keys(CATALOGUE).filter((prefix) => name.startsWith(`${prefix}-`));
  return prefixes.sort((a, b) => b.length - a.length)[0];
}

export function connectorOf(prefix: string): string | undefined {
  return Object.hasOwn(CATALOGUE, prefix) ? CATALOGUE[prefix]?.connector : undefined;
}

export function isPlanned(name: string): boolean {
  const prefix = prefixOf(name);
  if (prefix === undefined) return STANDALONE.includes(name);
  return CATALOGUE[prefix]?.actions.includes(name.slice(prefix.length + 1)) ?? false;
}

/** By prefix; within a service the flagship comes first. */
export function compareNames(a: string, b: string): number {
  const [prefixA, prefixB] = [prefixOf(a) ?? a, prefixOf(b) ?? b];
  if (prefixA !== prefixB) return prefixA < prefixB ? -1 : 1;
  return actionRank(a, prefixA) - actionRank(b, prefixB);
}

function actionRank(name: string, prefix: string): number {
  const rank = CATALOGUE[prefix]?.actions.indexOf(name.slice(prefix.length + 1)) ?? -1;
  return rank < 0 ? Infinity : rank;
}
