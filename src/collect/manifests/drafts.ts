import type { MentionInventory, ServiceInventory, WorkloadInventory } from '../../inventory.ts';
import { subjectKey, type ManifestFault, type ObjectPlaces } from '../../manifests.ts';
import { textMap } from '../inventory/shape.ts';
import { follow } from './nodes.ts';
import { idOf, type ManifestObject } from './objects.ts';
import { isData, keysOf, mentionsIn } from './mentions.ts';
import { entriesIn, podTemplatesIn, type PodTemplate } from './pod-templates.ts';
import { placeStore, type LocatedText, type Path } from './places.ts';
import { futureService } from './services.ts';
import { mapping, misfitsIn, POD_SPEC, SERVICE, type Shape } from './shapes.ts';
import { workloadInventory, workloadKind } from './workloads.ts';

/** What of the objects is kept; everything else of a document goes when the next one is read. */
export interface Drafts {
  workloads: { workload: WorkloadInventory; labels?: Record<string, string>; places: ObjectPlaces }[];
  services: { namespace: string; service: ServiceInventory; estimated: boolean; places: ObjectPlaces }[];
  mentions: { namespace: string; mention: MentionInventory; places: ObjectPlaces }[];
  /** The keys of ConfigMaps and Secrets, by {@link subjectKey}: what envFrom declares. */
  keys: Map<string, string[]>;
  /** Every namespace that an object is in. */
  namespaces: Set<string>;
  faults: ManifestFault[];
}

export interface DraftOptions {
  /** Of objects that name none. */
  namespace: string;
  /** RFC 3339. */
  now: string;
}

/** API servers take 3 MiB of an object, and so fewer entries than these. */
const MOST_ENTRIES = 100_000;

/** From so many objects on memory counts more than time. */
const MANY = 20_000;

/** Takes objects one by one. */
export function createDrafts({ namespace, now }: DraftOptions): Drafts & {
  add(object: ManifestObject, text: LocatedText): void;
} {
  const drafts: Drafts = {
    workloads: [],
    services: [],
    mentions: [],
    keys: new Map(),
    namespaces: new Set(),
    faults: [],
  };
  const places = placeStore();

  function add(object: ManifestObject, text: LocatedText): void {
    const id = idOf(object, namespace);
    if (object.kind === 'Service' && object.apiVersion === 'v1') {
      addService(object, id, text);
      return;
    }
    const templates = podTemplatesIn(object);
    if (templates.length > 0) addWorkload(object, id, templates, text);
    else if (isData(object)) addData(object, id, text);
  }

  function addWorkload(object: ManifestObject, id: Id, templates: readonly PodTemplate[], text: LocatedText) {
    drafts.namespaces.add(id.namespace);
    checkName(object, id, text);
    if (templates.reduce((sum, template) => sum + entriesIn(template), 0) > MOST_ENTRIES) {
      drafts.faults.push({
        kind: 'unreadable',
        message: `The containers have more than ${MOST_ENTRIES} variables and arguments, aliases counted as often as they are used; no API server takes so many.`,
        location: text.locate(follow(object.node(), templates[0]?.path ?? []).offset),
        object: { ...id, kind: workloadKind(object) },
      });
      return;
    }
    for (const template of templates) {
      const { offset, node } = follow(object.node(), template.path);
      if (template.composed !== true) check(object, id, text, template.path, POD_SPEC, template.spec);
      const labels = textMap(template.labels);
      drafts.workloads.push({
        ...detached({ workload: workloadInventory(object, id, template), ...(labels && { labels }) }),
        places: places.keep(text, node, POD_SPEC, offset),
      });
    }
  }

  function addService(object: ManifestObject, id: Id, text: LocatedText): void {
    drafts.namespaces.add(id.namespace);
    checkName(object, id, text);
    check(object, id, text, [], SERVICE, object.value);
    const node = object.node();
    drafts.services.push({
      namespace: id.namespace,
      ...detached(futureService(object.value, { index: drafts.services.length + 1, now })),
      places: places.keep(text, node, SERVICE, node?.offset ?? 0),
    });
  }

  function addData(object: ManifestObject, id: Id, text: LocatedText): void {
    drafts.keys.set(subjectKey({ ...id, kind: object.kind.toLowerCase() }), detached(keysOf(object)));
    const mentions = mentionsIn(object, id.name);
    if (mentions.length === 0) return;
    drafts.namespaces.add(id.namespace);
    const node = object.node();
    const keys = Object.fromEntries(mentions.map(({ key }) => [key, 'any' as const]));
    const kept = places.keep(
      text,
      node,
      mapping({ metadata: mapping({ name: 'text' }), data: mapping(keys), stringData: mapping(keys) }),
      node?.offset ?? 0,
    );
    for (const mention of mentions)
      drafts.mentions.push({ namespace: id.namespace, mention: detached(mention), places: kept });
  }

  function check(
    object: ManifestObject,
    id: Id,
    text: LocatedText,
    path: Path,
    shape: Shape,
    value: unknown,
  ) {
    for (const { path: below, expected, found } of misfitsIn(value, shape)) {
      const whole = [...path, ...below];
      drafts.faults.push({
        kind: 'wrong-type',
        message: `${fieldName(whole)} must be ${expected}, and is ${found}.`,
        location: text.locate(follow(object.node(), whole).offset),
        object: { ...id, kind: workloadKind(object) },
      });
    }
  }

  function checkName(object: ManifestObject, id: Id, text: LocatedText): void {
    if (id.name !== '') return;
    drafts.faults.push({
      kind: 'missing-name',
      message: 'metadata.name is missing.',
      location: text.locate(follow(object.node(), ['metadata']).offset),
      object: { ...id, kind: workloadKind(object) },
    });
  }

  /** Parts of a text hold on to all of it: where there are many, a copy lets the documents' texts go. */
  function detached<T>(value: T): T {
    const kept = drafts.workloads.length + drafts.services.length + drafts.mentions.length;
    return kept < MANY ? value : (JSON.parse(JSON.stringify(value)) as T);
  }

  return Object.assign(drafts, { add });
}

type Id = ReturnType<typeof idOf>;

/** `spec.ports[0].name`. */
function fieldName(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}
