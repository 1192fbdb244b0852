import { field, type KubeObject } from './objects.ts';
import { badRequest } from './status.ts';

type Matcher = (object: KubeObject) => boolean;

const REQUIREMENT = /^\s*(!?)\s*([\w./-]+)\s*(?:(==|=|!=)\s*([\w.-]*)|(in|notin)\s*\(([^()]*)\))?\s*$/;
/** Of pods, and names of all. https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/ */
const FIELDS = new Set([
  'metadata.name',
  'metadata.namespace',
  'spec.nodeName',
  'spec.restartPolicy',
  'status.phase',
  'status.podIP',
]);
const EVENT_FIELDS = new Set([
  ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'fieldPath'].map((name) => `involvedObject.${name}`),
  'metadata.name',
  'metadata.namespace',
  'reason',
  'reportingComponent',
  'source',
  'type',
]);

/**
 * A label selector as a function: `a=b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, joined by commas.
 * Throws 400 for anything else.
 */
export function labelMatcher(selector: string): Matcher {
  const requirements = selector.split(/,(?![^(]*\))/).filter((part) => part.trim() !== '');
  return all(requirements.map(requirement));
}

/** A field selector as a function. Throws 400 for fields that no resource here has. */
export function fieldMatcher(selector: string, plural: string): Matcher {
  const terms = selector.split(',').filter((part) => part !== '');
  return all(terms.map((term) => fieldTerm(term, plural)));
}

function requirement(text: string): Matcher {
  const match = REQUIREMENT.exec(text);
  if (match === null) throw badRequest(`unable to parse requirement: ${JSON.stringify(text.trim())}`);
  const [, not = '', key = '', operator, value = '', word, list = ''] = match;
  const values = new Set(word === undefined ? [value] : list.split(',').map((part) => part.trim()));
  const label = (object: KubeObject): string | undefined => object.metadata.labels?.[key];
  if (not !== '') return (object) => label(object) === undefined;
  if (operator === undefined && word === undefined) return (object) => label(object) !== undefined;
  const wanted = operator !== '!=' && word !== 'notin';
  return (object) => {
    const own = label(object);
    return (own !== undefined && values.has(own)) === wanted;
  };
}

function fieldTerm(term: string, plural: string): Matcher {
  const [, path = '', operator, value] = /^([\w.]+)(==|=|!=)(.*)$/.exec(term) ?? [];
  if (operator === undefined) throw badRequest(`invalid field selector: ${term}`);
  if (!(plural === 'events' ? EVENT_FIELDS : FIELDS).has(path))
    throw badRequest(`field label not supported: ${path}`);
  return (object) => ((field(object, path) ?? '') === value) === (operator !== '!=');
}

function all(matchers: Matcher[]): Matcher {
  return (object) => matchers.every((matches) => matches(object));
}
