import { isRecord, list, record, text } from '../inventory/shape.ts';
import type { ManifestObject } from './objects.ts';
import type { Path } from './shapes.ts';

/** A pod template in an object. */
export interface PodTemplate {
  /** Where in the object the pod spec is. */
  path: Path;
  spec: Record<string, unknown>;
  labels: unknown;
  /** What holds where the template does not set enableServiceLinks; the default is `unset`. */
  whereUnset?: 'false' | 'unseen';
  /** The pod spec is put together from other fields. */
  composed?: true;
}

/** Whether it can be started: one of its containers has an image. Patches for whole templates have none. */
export function isWhole({ spec, composed }: PodTemplate): boolean {
  return (
    composed === true || list(spec['containers']).some((container) => text(record(container)['image']) !== '')
  );
}

/** Variables, arguments and sources in all containers of a template: aliases count as often as they are used. */
export function entriesIn({ spec }: PodTemplate): number {
  const containers = [...list(spec['containers']), ...list(spec['initContainers'])];
  return containers.reduce<number>((sum, container) => {
    const { env, envFrom, command, args } = record(container);
    return (
      sum + [env, envFrom, command, args].reduce<number>((entries, part) => entries + list(part).length, 1)
    );
  }, 0);
}

/** Where these kinds have their pod template, whatever group they are of: OpenKruise has a StatefulSet, too. */
const TEMPLATE_PATHS: Readonly<Record<string, Path>> = {
  Pod: [],
  PodTemplate: ['template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  ...Object.fromEntries(
    ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'].map((kind) => [
      kind,
      ['spec', 'template'],
    ]),
  ),
};

/** Data, schemas, and policies with patterns that look like templates. */
const WITHOUT_TEMPLATES = /^(ConfigMap|Secret|CustomResourceDefinition)$/;
const POLICIES = /^([\w-]+\.)*(kyverno\.io|gatekeeper\.sh|admissionregistration\.k8s\.io)\//;

/**
 * Every pod template of an object. Kinds that nobody has heard of are searched for what looks like one: an object
 * under a key such as `template` with `spec.containers` (Argo Rollouts, Knative, OpenKruise, Kubeflow, Ray, …).
 */
export function podTemplatesIn(object: ManifestObject): PodTemplate[] {
  const { apiVersion, kind, value } = object;
  const known = Object.hasOwn(TEMPLATE_PATHS, kind) ? TEMPLATE_PATHS[kind] : undefined;
  if (known !== undefined) {
    return podTemplate(
      known.reduce<unknown>((part, key) => record(part)[key], value),
      known,
    );
  }
  if (WITHOUT_TEMPLATES.test(kind) || POLICIES.test(apiVersion)) return [];
  if (apiVersion.startsWith('argoproj.io/') && /Workflow/.test(kind)) return workflowTemplates(value);
  if (kind === 'SidecarSet') return sidecars(value);
  const found = searchTemplates(value);
  return apiVersion.startsWith('serving.knative.dev/') ? found.map(asKnative) : found;
}

/** Links are off by default, and a container may go without a name: https://knative.dev/docs/serving/configuration/config-defaults/ */
function asKnative(template: PodTemplate): PodTemplate {
  const containers = list(template.spec['containers']).map((container) =>
    isRecord(container) ? { name: 'user-container', ...container } : container,
  );
  return { ...template, spec: { ...template.spec, containers }, whereUnset: 'false' };
}

function podTemplate(template: unknown, path: Path): PodTemplate[] {
  const { metadata, spec } = record(template);
  return isRecord(spec) ? [{ path: [...path, 'spec'], spec, labels: record(metadata)['labels'] }] : [];
}

const DEEPEST = 10;
const MOST_TEMPLATES = 100;

function searchTemplates(root: Record<string, unknown>): PodTemplate[] {
  const found: PodTemplate[] = [];
  // Aliases can name one part many times.
  const seen = new Set<unknown>();
  visit(root, []);
  return found;

  function visit(value: unknown, path: Path): void {
    if (typeof value !== 'object' || value === null || seen.has(value) || path.length > DEEPEST) return;
    if (found.length >= MOST_TEMPLATES) return;
    seen.add(value);
    for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      const here = [...path, key];
      const isTemplate = typeof key === 'string' && /template$/i.test(key) && hasContainers(inner);
      if (isTemplate) found.push(...podTemplate(inner, here));
      else visit(inner, here);
    }
  }
}

function hasContainers(template: unknown): boolean {
  return list(record(record(template)['spec'])['containers']).some((container) => {
    const { name, image } = record(container);
    return typeof name === 'string' || typeof image === 'string';
  });
}

/**
 * Argo Workflows: each template is a pod of its own, with links unless a patch says otherwise; there is no field.
 * https://argo-workflows.readthedocs.io/en/latest/fields/#template
 */
function workflowTemplates(value: Record<string, unknown>): PodTemplate[] {
  const spec = record(value['spec']);
  const [path, workflow] = isRecord(spec['workflowSpec'])
    ? [['spec', 'workflowSpec'], spec['workflowSpec']]
    : [['spec'], spec];
  return list(workflow['templates']).flatMap((each, index): PodTemplate[] => {
    const template = record(each);
    const { container, script, containerSet, metadata } = template;
    const main = [container, script].filter(isRecord).map((one) => ({ name: 'main', ...one }));
    const set = list(record(containerSet)['containers']);
    if (main.length + set.length === 0) return [];
    const patch = `${text(workflow['podSpecPatch'])}\n${text(template['podSpecPatch'])}`;
    const patched = /enableServiceLinks["']?\s*:\s*(true|false)/.exec(patch)?.[1];
    return [
      {
        path: [...path, 'templates', index],
        spec: {
          containers: [...main, ...set, ...list(template['sidecars'])],
          initContainers: template['initContainers'],
          ...(patched === undefined ? {} : { enableServiceLinks: patched === 'true' }),
        },
        labels: record(metadata)['labels'],
        whereUnset: 'unseen',
        composed: true,
      },
    ];
  });
}

/** OpenKruise puts these containers into pods of others, whose templates decide. https://openkruise.io/docs/user-manuals/sidecarset */
function sidecars(value: Record<string, unknown>): PodTemplate[] {
  const { spec } = value;
  if (!isRecord(spec) || !Array.isArray(spec['containers'])) return [];
  return [{ path: ['spec'], spec, labels: undefined, whereUnset: 'unseen' }];
}
