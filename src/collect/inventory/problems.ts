import { toProblem } from '../../errors.ts';
import type { Problem } from '../../contracts/evidence.ts';
import { canILine, roleYaml, type Right } from '../cluster/errors/rights.ts';
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
 * What could not be seen, in few sentences: missing rights are put together by what they keep from being known, and the
 * last of them has the Role that grants them all.
 */
export function problemsOf(found: readonly (Failure & { part: Part })[], seen: string): Problem[] {
  const failures = inOrder(found);
  const interrupted = failures.some(({ error }) => error.code === 'interrupted');
  const forbidden = failures.filter(({ error }) => error.code === 'forbidden');
  const others = failures.filter(({ error }) => !['interrupted', 'forbidden'].includes(error.code));
  return [
    ...(interrupted ? [{ code: 'interrupted', message: `interrupted: ${seen} were seen until then` }] : []),
    ...notAllowed([...groupsOf(forbidden).values()]),
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

function notAllowed(groups: readonly (readonly (Failure & { part: Part })[])[]): Problem[] {
  const rights = groups.map(rightsOf);
  const all = rights.flat();
  // For several namespaces a ClusterRole is less to write than a Role each.
  const namespaces = new Set(all.map(({ namespace }) => namespace));
  const granted = namespaces.size > 1 ? all.map((right) => ({ ...right, namespace: undefined })) : all;
  return groups.map((failures, index) => {
    const questions = (rights[index] ?? []).map(canILine).join('\n');
    const isLast = index === groups.length - 1;
    const what = groups.length === 1 ? 'it' : 'all of it';
    return {
      code: 'forbidden',
      message: `not allowed to list ${resourcesOf(failures).join(', ')} ${where(namespacesOf(failures))}: ${WITHOUT[failures[0]?.part ?? 'pods']}`,
      hint: isLast ? `${questions}\nThis grants ${what}:\n${roleYaml(granted)}` : questions,
    };
  });
}

function rightsOf(failures: readonly Failure[]): Right[] {
  const namespaces = namespacesOf(failures);
  const namespace = namespaces.length === 1 ? namespaces[0] : undefined;
  return resourcesOf(failures).map((resource) => ({
    verb: 'list',
    resource,
    group: failures.find(({ source }) => source.resource === resource)?.source.group ?? '',
    namespace,
  }));
}

function resourcesOf(failures: readonly Failure[]): string[] {
  return [...new Set(failures.map(({ source }) => source.resource))];
}

function namespacesOf(failures: readonly Failure[]): (string | undefined)[] {
  return [...new Set(failures.map(({ namespace }) => namespace))];
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
