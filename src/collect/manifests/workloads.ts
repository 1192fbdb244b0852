import type { WorkloadInventory } from '../../contracts/inventory.ts';
import { containersOf } from '../inventory/containers.ts';
import { count, record } from '../inventory/shape.ts';
import { linksIn } from '../inventory/templates.ts';
import type { ManifestObject } from './objects.ts';
import type { PodTemplate } from './pod-templates.ts';

/** A workload of a manifest: it has no pods yet, and who selects them is told when all Services are known. */
export function workloadInventory(
  object: ManifestObject,
  id: { namespace: string; name: string },
  template: PodTemplate,
): WorkloadInventory {
  const { replicas, suspend } = record(object.value['spec']);
  const links = linksWritten(template.spec);
  const wanted = count(replicas);
  return {
    ...id,
    kind: workloadKind(object),
    apiVersion: object.apiVersion,
    enableServiceLinks: links === 'unset' ? (template.whereUnset ?? links) : links,
    ...(wanted === undefined ? {} : { replicas: wanted }),
    ...(suspend === true ? { suspended: true } : {}),
    containers: containersOf(template.spec),
    pods: { count: 0, withServiceLinks: 0 },
    selectedBy: [],
  };
}

/** With quotes around false, which the API server refuses, false is meant; what a placeholder becomes is not known. */
function linksWritten(spec: Record<string, unknown>): WorkloadInventory['enableServiceLinks'] {
  const links = linksIn(spec, 'unset');
  const written = spec['enableServiceLinks'] ?? undefined;
  if (links !== 'unset' || written === undefined) return links;
  return typeof written === 'string' && /^(?:false|no?|off)$/i.test(written) ? 'false' : 'unseen';
}

const OWN_GROUPS = new Set(['', 'apps', 'batch', 'extensions']);
const OWN_KINDS =
  /^(pod|podtemplate|service|deployment|statefulset|daemonset|replicaset|replicationcontroller|job|cronjob)$/;

/** As kubectl takes it; with the group where a kind of Kubernetes itself has the same name. */
export function workloadKind({ apiVersion, kind }: Pick<ManifestObject, 'apiVersion' | 'kind'>): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const name = kind.toLowerCase();
  return OWN_KINDS.test(name) && !OWN_GROUPS.has(group) ? `${name}.${group}` : name;
}
