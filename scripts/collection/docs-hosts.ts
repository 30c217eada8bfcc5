/**
 * Where each service documents its API, by connector type; `@see` points there.
 *
 * @module
 */

const GOOGLE = ["developers.google.com"];
const MICROSOFT = ["learn.microsoft.com"];
const SLACK = ["docs.slack.dev"];

export const DOCS_HOSTS: Readonly<Record<string, readonly string[]>> = {
  airtable: ["airtable.com"],
  box: ["developer.box.com"],
  clickup: ["developer.clickup.com"],
  discord: ["docs.discord.com", "discord.com"],
  dropbox: ["www.dropbox.com"],
  github: ["docs.github.com"],
  gmail: GOOGLE,
  google_analytics: GOOGLE,
  google_classroom: GOOGLE,
  google_search_console: GOOGLE,
  googlebigquery: ["cloud.google.com"],
  googlecalendar: GOOGLE,
  googledocs: GOOGLE,
  googledrive: GOOGLE,
  googlesheets: GOOGLE,
  googleslides: GOOGLE,
  hubspot: ["developers.hubspot.com"],
  linear: ["linear.app", "studio.apollographql.com"],
  linkedin: MICROSOFT,
  microsoft_teams: MICROSOFT,
  notion: ["developers.notion.com"],
  one_drive: MICROSOFT,
  outlook: MICROSOFT,
  salesforce: ["developer.salesforce.com"],
  share_point: MICROSOFT,
  slack: SLACK,
  slackbot: SLACK,
  splitwise: ["dev.splitwise.com"],
  tiktok: ["developers.tiktok.com"],
  typeform: ["www.typeform.com"],
  wix: ["dev.wix.com"],
  wrike: ["developers.wrike.com"],
};

/** For functions of no service. */
export const PLATFORM_DOCS = ["docs.base44.com"];
