import { toProblem } from '../../errors.ts';
import type { Problem } from '../../evidence.ts';
import { rightsHint, type Right } from '../cluster/errors/rights.ts';
import type { Failure } from './lists.ts';

/** What is not known without these objects. */
export type Part = 'services' | 'endpoints' | 'templates' | 'pods';

const WITHOUT: Record<Part, string> = {
  services: 'what service links inject there is unknown',
  endpoints: 'whether anything is behind the Services is unknown',
  templates: 'what the templates say is unknown, and workloads without pods are missing',
  pods: 'running containers are not counted, and workloads that only their pods tell of are missing',
};

/** Namespaces that a message names. */
const MOST_NAMES = 5;

/**
 * What could not be seen, in few sentences: missing rights are put together by what they keep from being known, with
 * the Role that grants them all.
 */
export function problemsOf(found: readonly (Failure & { part: Part })[], seen: string): Problem[] {
  const failures = inOrder(found);
  const interrupted = failures.some(({ error }) => error.code === 'interrupted');
  const forbidden = failures.filter(({ error }) => error.code === 'forbidden');
  const others = failures.filter(({ error }) => !['interrupted', 'forbidden'].includes(error.code));
  return [
    ...(interrupted ? [{ code: 'interrupted', message: `interrupted: ${seen} were seen until then` }] : []),
    ...[...groupsOf(forbidden).values()].map(notAllowed),
    ...others.map(broken),
  ];
}

/** In the order of the parts, whichever answer came first. */
function inOrder(failures: readonly (Failure & { part: Part })[]) {
  const parts = Object.keys(WITHOUT);
  const keyOf = ({ part, source, namespace = '' }: Failure & { part: Part }): string =>
    [parts.indexOf(part), source.resource, namespace].join(' ');
  return failures.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** By part, and by the namespaces where it is missing. */
function groupsOf(failures: readonly (Failure & { part: Part })[]) {
  const namespaces = Map.groupBy(
    failures,
    ({ part, source }) => `${part} ${source.group}/${source.resource}`,
  );
  return Map.groupBy(
    failures,
    (failure) =>
      `${failure.part} ${namespaces
        .get(`${failure.part} ${failure.source.group}/${failure.source.resource}`)
        ?.map(({ namespace }) => namespace ?? '')
        .toSorted()
        .join(' ')}`,
  );
}

function notAllowed(failures: readonly (Failure & { part: Part })[]): Problem {
  const part = failures[0]?.part ?? 'pods';
  const resources = [...new Set(failures.map(({ source }) => source.resource))];
  const namespaces = [...new Set(failures.map(({ namespace }) => namespace))];
  const rights = resources.map((resource): Right => {
    const group = failures.find(({ source }) => source.resource === resource)?.source.group ?? '';
    // For several namespaces a ClusterRole is less to write than a Role each.
    return { verb: 'list', resource, group, namespace: namespaces.length === 1 ? namespaces[0] : undefined };
  });
  return {
    code: 'forbidden',
    message: `not allowed to list ${resources.join(', ')} ${where(namespaces)}: ${WITHOUT[part]}`,
    hint: rightsHint(rights),
  };
}

function where(namespaces: readonly (string | undefined)[]): string {
  const names = namespaces.filter((name) => name !== undefined);
  if (names.length < namespaces.length) return 'in all namespaces';
  if (names.length === 1) return `in namespace ${names[0]}`;
  const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : '';
  return `in namespaces ${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}

function broken({ part, source, namespace, error }: Failure & { part: Part }): Problem {
  const place = namespace === undefined ? '' : ` of namespace ${namespace}`;
  return {
    ...toProblem(error),
    message: `not all ${source.resource}${place} could be read, so ${WITHOUT[part]}: ${error.message}`,
  };
}
