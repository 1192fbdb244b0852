import type { MentionInventory, ServiceInventory, WorkloadInventory } from '../../contracts/inventory.ts';
import {
  subjectKey,
  type ManifestFault,
  type ObjectPlaces,
  type PassedOver,
} from '../../contracts/manifests.ts';
import { isRecord, list, record, textMap } from '../inventory/shape.ts';
import { follow } from './nodes.ts';
import { idOf, type ManifestObject } from './objects.ts';
import { isData, keysOf, mentionsIn } from './mentions.ts';
import { entriesIn, isWhole, podTemplatesIn, type PodTemplate } from './pod-templates.ts';
import { placeStore, type LocatedText } from './places.ts';
import { futureService } from './services.ts';
import type { Source } from './sources.ts';
import { mapping, misfitsIn, POD_SPEC, SERVICE, type Shape, type Path } from './shapes.ts';
import { workloadInventory, workloadKind } from './workloads.ts';

/** What of the objects is kept; everything else of a document goes when the next one is read. */
export interface Drafts {
  /** By name: what is applied together. What several groups have is the same in each. */
  groups: Map<string, GroupDrafts>;
  faults: ManifestFault[];
  passedOver: PassedOver[];
  counts: { workloads: number; services: number; estimated: number };
}

export interface GroupDrafts {
  workloads: { workload: WorkloadInventory; labels?: Record<string, string>; places: ObjectPlaces }[];
  services: { namespace: string; service: ServiceInventory; estimated: boolean; places: ObjectPlaces }[];
  mentions: { namespace: string; mention: MentionInventory; places: ObjectPlaces }[];
  /** The keys of ConfigMaps and Secrets, by {@link subjectKey}: what envFrom declares. */
  keys: Map<string, string[]>;
  /** Every namespace that an object is in. */
  namespaces: Set<string>;
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
  add(object: ManifestObject, text: LocatedText, source: Pick<Source, 'groups' | 'isPatch'>): void;
} {
  const drafts: Drafts = {
    groups: new Map(),
    faults: [],
    passedOver: [],
    counts: { workloads: 0, services: 0, estimated: 0 },
  };
  const places = placeStore();
  let kept = 0;
  let groups: readonly GroupDrafts[] = [];

  function add(object: ManifestObject, text: LocatedText, source: Pick<Source, 'groups' | 'isPatch'>): void {
    const id = idOf(object, namespace);
    if (source.isPatch === true) {
      passOver(object, text, 'a patch of a kustomization');
      return;
    }
    groups = source.groups.map(groupOf);
    if (object.kind === 'Service' && object.apiVersion === 'v1') {
      addService(object, id, text);
      return;
    }
    const templates = podTemplatesIn(object);
    const whole = templates.filter(isWhole);
    if (whole.length > 0) addWorkload(object, id, whole, text);
    else if (templates.length > 0) addPart(object, id, templates[0]!, text);
    else if (isData(object)) addData(object, id, text);
  }

  function groupOf(name: string): GroupDrafts {
    const known = drafts.groups.get(name);
    if (known !== undefined) return known;
    const made = {
      workloads: [],
      services: [],
      mentions: [],
      keys: new Map(),
      namespaces: new Set<string>(),
    };
    drafts.groups.set(name, made);
    return made;
  }

  /** Puts something into all groups that it belongs to. */
  function keep(ofNamespace: string, put: (group: GroupDrafts) => void): void {
    kept += 1;
    for (const group of groups) {
      group.namespaces.add(ofNamespace);
      put(group);
    }
  }

  function passOver(object: ManifestObject, text: LocatedText, why: string): void {
    const location = text.locate(object.node()?.offset ?? 0);
    drafts.passedOver.push({ location, reason: `${object.kind}: ${why}` });
  }

  /** What has no containers that could be started is a patch for a whole object, or a mistake. */
  function addPart(object: ManifestObject, id: Id, template: PodTemplate, text: LocatedText): void {
    const { containers } = template.spec;
    if (list(containers).length > 0) passOver(object, text, 'a patch, in which no container has an image');
    else if (!isRecord(record(object.value['spec'])['selector']))
      passOver(object, text, 'a patch, without containers');
    else {
      drafts.faults.push({
        kind: 'no-containers',
        message: `${fieldName([...template.path, 'containers'])} must be a list of at least one container.`,
        location: text.locate(follow(object.node(), [...template.path, 'containers']).offset),
        object: { ...id, kind: workloadKind(object) },
      });
    }
  }

  function addWorkload(object: ManifestObject, id: Id, templates: readonly PodTemplate[], text: LocatedText) {
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
      const draft = {
        ...detached({ workload: workloadInventory(object, id, template), ...(labels && { labels }) }),
        places: places.keep(text, node, POD_SPEC, offset),
      };
      drafts.counts.workloads += 1;
      keep(id.namespace, ({ workloads }) => void workloads.push(draft));
    }
  }

  function addService(object: ManifestObject, id: Id, text: LocatedText): void {
    checkName(object, id, text);
    check(object, id, text, [], SERVICE, object.value);
    const node = object.node();
    drafts.counts.services += 1;
    const draft = {
      namespace: id.namespace,
      ...detached(futureService(object.value, { index: drafts.counts.services, now })),
      places: places.keep(text, node, SERVICE, node?.offset ?? 0),
    };
    if (draft.estimated) drafts.counts.estimated += 1;
    keep(id.namespace, ({ services }) => void services.push(draft));
  }

  function addData(object: ManifestObject, id: Id, text: LocatedText): void {
    const all = detached(keysOf(object));
    for (const { keys } of groups) keys.set(subjectKey({ ...id, kind: object.kind.toLowerCase() }), all);
    const mentions = mentionsIn(object, id.name);
    if (mentions.length === 0) return;
    const node = object.node();
    const keys = Object.fromEntries(mentions.map(({ key }) => [key, 'any' as const]));
    const placesOfData = places.keep(
      text,
      node,
      mapping({ metadata: mapping({ name: 'text' }), data: mapping(keys), stringData: mapping(keys) }),
      node?.offset ?? 0,
    );
    for (const mention of mentions) {
      const draft = { namespace: id.namespace, mention: detached(mention), places: placesOfData };
      keep(id.namespace, (group) => void group.mentions.push(draft));
    }
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
