/**
 * Bounds of recipients: the caller's own address, and anybody's, but not too many.
 *
 * @module
 */
import type { AccessCase } from "./case.ts";
import { type Ask, boundSecrets, everyBound, isMail, ownSecrets, recipients } from "./inputs.ts";
import { ADMIN, SERVICE, USER_PERSON, withAddress } from "./people.ts";
import { type AccessSubject, ruled } from "./subject.ts";

const MOST = 5;

export function mailCases(subject: AccessSubject): AccessCase[] {
  return [...selfCases(subject), ...crowdCases(subject)];
}

/** `self` is the caller's own address, and nobody else's. */
function selfCases(subject: AccessSubject): AccessCase[] {
  const { spec, ask } = subject;
  const mails = recipients(spec, ask.input);
  const [first] = mails;
  if (first === undefined || mails.some((mail) => mail !== first)) return [];
  const secrets = {
    ...ownSecrets(spec, ask.example),
    ...boundSecrets(spec, ask.input, (values, bound) => isMail(bound) ? ["self"] : values),
  };
  return ([["their own address", first, "within"], ["somebody else's", `x${first}`, "outside"]] as const).map(
    ([variant, address, bounds]) =>
      ruled(subject, {
        person: withAddress(address),
        row: "bounds with self",
        variant,
        facts: { bounds },
        visit: { secrets },
      }),
  );
}

/** With `*`, users may write to five people at once. */
function crowdCases(subject: AccessSubject): AccessCase[] {
  const { spec, ask } = subject;
  const fields = Object.entries(spec.bounds ?? {}).filter(([, bound]) => isMail(bound));
  const secrets = { ...ownSecrets(spec, ask.example), ...everyBound(spec, "*") };
  return fields.flatMap(([field]) =>
    [MOST, MOST + 1].flatMap((count) => {
      const crowd = withCrowd(subject, field, count);
      if (!crowd) return [];
      return [USER_PERSON, ADMIN, SERVICE].map((person) =>
        ruled(subject, {
          person,
          row: "bounds opened with *, to many",
          variant: `${person.who}: ${count} in ${field}`,
          facts: { bounds: count > MOST ? "too many" : "within" },
          visit: { ask: crowd, secrets },
        })
      );
    })
  );
}

/** As many recipients in all, where the field takes a list. */
function withCrowd({ spec, ask }: AccessSubject, field: string, count: number): Ask | undefined {
  const { [field]: _, ...others } = ask.input;
  const missing = count - recipients(spec, others).length;
  const crowd = Array.from({ length: missing }, (_, index) => `person${index}@example.com`);
  const input = { ...others, [field]: crowd };
  return spec.input.safeParse(input).success ? { ...ask, input, isRecorded: false } : undefined;
}
