/**
 * The README's table of functions, by service.
 *
 * @module
 */
import type { ModuleComment } from "./module-comment.ts";
import { accessInWords, code, type Documented, effectInWords, table } from "./words.ts";

export function functionTable(functions: readonly (Documented & { comment: ModuleComment })[]): string {
  const serviceOf = ({ spec }: Documented) => spec.service?.name ?? "No service";
  const services = [...new Set(functions.map(serviceOf))].sort((a, b) => a.localeCompare(b));
  return services.map((service) => {
    const members = functions.filter((member) => serviceOf(member) === service);
    const connector = members[0]?.spec.service?.connector;
    const rows = members.map(({ name, spec, comment }) => [
      `[${name}](docs/functions/${name}.md)`,
      comment.purpose,
      effectInWords(spec),
      spec.scopes.map((scope) => code(shortScope(scope))).join(" "),
      accessInWords(spec),
    ]);
    const title = connector ? `### ${service} (connector ${code(connector)})` : `### ${service}`;
    return `${title}\n\n${table(["Function", "What it does", "Effect", "Scopes", "Who may call"], rows)}`;
  }).join("\n\n");
}

/** Google's scopes all start alike. */
function shortScope(scope: string): string {
  return scope.replace("https://www.googleapis.com/auth/", "…/auth/");
}
