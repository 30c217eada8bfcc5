/**
 * What a function says about itself: its name, its scopes, who may call it.
 *
 * @module
 */
import type { FunctionSpec } from "../../shared/runtime/spec.ts";
import { connectorOf, isPlanned, prefixOf } from "../catalogue.ts";
import type { Check } from "./collection.ts";

/** Their consent has no scopes: people choose what the connection may see. */
const WITHOUT_SCOPES = ["clickup", "notion", "splitwise"];
/** What only admins choose: senders, reply-to addresses, markup, blocks. */
const ADMIN_FIELDS = [
  ...["from", "fromAddress", "sender", "replyTo", "html", "blocks", "allowMarkup", "username"],
  ...["iconEmoji", "iconUrl"],
];
const SECRET_NAME = /^[A-Z][A-Z0-9_]+$/;

export const names: Check = ({ functions }) =>
  functions.flatMap(({ name, spec }) => [
    ...(spec.name === name ? [] : [`${name}: the definition is named ${spec.name}`]),
    ...(isPlanned(name) ? [] : [`${name}: is not in scripts/catalogue.ts`]),
    ...(spec.service?.connector === connectorOf(prefixOf(name) ?? "")
      ? []
      : [`${name}: expected the connector of its prefix, got ${spec.service?.connector}`]),
  ]);

export const scopes: Check = ({ functions }) =>
  functions.filter(({ spec }) => needsScopes(spec) !== spec.scopes.length > 0).map(({ name, spec }) =>
    needsScopes(spec)
      ? `${name}: expected the scopes that the connector needs`
      : `${name}: expected no scopes: its provider has none`
  );

function needsScopes({ service, connection }: FunctionSpec): boolean {
  return service !== undefined && connection !== "none" && !WITHOUT_SCOPES.includes(service.connector);
}

/** On a shared account everything is for admins, unless something limits whom or what it reaches. */
export const access: Check = ({ functions }) =>
  functions.flatMap(({ name, spec }) => {
    const isShared = spec.service !== undefined && typeof spec.connection !== "object" &&
      spec.connection !== "none";
    const isLimited = Object.keys({ ...spec.bounds, ...spec.fixed }).length > 0;
    const isOpen = spec.access !== "admin";
    return [
      ...(isOpen && isShared && !isLimited ? [`${name}: expected bounds, or access "admin"`] : []),
      ...(spec.access === "public" && Object.keys(spec.fixed ?? {}).length === 0
        ? [`${name}: expected fixed fields, since everybody may call it`]
        : []),
      ...(isOpen && isDestructive(name, spec)
        ? [`${name}: expected access "admin", since it deletes or shares`]
        : []),
      ...(isOpen ? openFields(spec).map((field) => `${name}: expected ${field} among adminOnly`) : []),
    ];
  });

function isDestructive(name: string, { effect }: FunctionSpec): boolean {
  return effect === "delete" || /-(delete|trash|remove|share|unshare|invite)(-|$)/.test(name);
}

function openFields({ input, adminOnly = [], fixed = {} }: FunctionSpec): string[] {
  return ADMIN_FIELDS.filter((field) =>
    field in input.shape && !adminOnly.includes(field) && !(field in fixed)
  );
}

/** Bounds, fixed and admin-only fields are fields of the input; secrets are named like secrets. */
export const limitingFields: Check = ({ functions }) =>
  functions.flatMap(({ name, spec }) => {
    const { bounds = {}, fixed = {}, adminOnly = [], input } = spec;
    const fields = [...Object.keys(bounds), ...Object.keys(fixed), ...adminOnly];
    const secrets = [
      ...Object.values(bounds).map((bound) => typeof bound === "string" ? bound : bound.secret),
      ...Object.values(fixed),
    ];
    return [
      // `attachments.fileUrl` is within a field.
      ...fields.filter((field) => !((field.split(".")[0] ?? "") in spec.input.shape)).map((field) =>
        `${name}: no input field ${field}`
      ),
      ...adminOnly.filter((field) => input.shape[field]?._zod.def.type === "default").map((field) =>
        `${name}: ${field} has a default, so it would be set in every call; expected it to be optional`
      ),
      ...secrets.filter((secret) => !SECRET_NAME.test(secret)).map((secret) =>
        `${name}: expected a secret such as SLACKBOT_ALLOWED_CHANNELS, got ${secret}`
      ),
    ];
  });
