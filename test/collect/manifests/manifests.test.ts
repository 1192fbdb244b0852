import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { predictServiceLinks } from '../../../src/env/service-links.ts';
import type { Inventory, ServiceInventory } from '../../../src/contracts/inventory.ts';
import { subjectKey, type Manifests } from '../../../src/contracts/manifests.ts';
import { findSources } from '../../../src/collect/manifests/sources.ts';
import { collectFixtures, collectText, FIXTURES } from './collect.ts';

function workloads({ inventories }: Manifests): string[] {
  return inventories.flatMap(({ inventory }) =>
    inventory.workloads.map(
      ({ namespace, kind, name, enableServiceLinks, containers }) =>
        `${namespace}/${kind}/${name} ${enableServiceLinks} ${containers.map((each) => each.name).join()}`,
    ),
  );
}

function services({ inventories }: Manifests, namespace: string): readonly ServiceInventory[] | string {
  const found = inventories[0]?.inventory.namespaces.find(({ name }) => name === namespace)?.services;
  if (found === undefined) return 'no such namespace';
  return found.known ? found.value : found.problem.message;
}

test('output of helm template: workloads, their Services and what selects them', async () => {
  const manifests = await collectFixtures(['helm.yaml'], { namespace: 'shop' });
  expect(workloads(manifests)).toEqual([
    'shop/cronjob/shop-cleanup unset cleanup',
    'shop/deployment/shop-api unset api,migrate',
    'shop/statefulset/redis false redis',
  ]);
  expect(manifests.inventories[0]?.inventory.workloads).toMatchObject([
    { suspended: true, selectedBy: [] },
    { replicas: 3, containers: [{ cpuLimit: 0.5, execProbes: [{ kind: 'readiness' }] }, { type: 'init' }] },
    { replicas: 1, selectedBy: ['redis', 'redis-headless'] },
  ]);
  expect(manifests.counts).toEqual({ files: 1, documents: 7, skipped: 0, workloads: 3, services: 2 });
  expect(manifests.services).toEqual({ from: 'input', count: 2, estimated: 1 });
  expect(manifests.inventories[0]?.inventory.namespaces[0]?.mentions).toEqual({
    known: true,
    value: [{ kind: 'configmap', name: 'shop', key: 'nginx.conf', variables: ['REDIS_SERVICE_HOST', 'REDIS_SERVICE_PORT'], numbers: ['REDIS_SERVICE_PORT'] }],
  }); // prettier-ignore
});

function podWith(containers: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [${containers}]\n`;
}

test('a template that aliases make larger than any API server takes is not checked, and the others are', async () => {
  const env = Array.from({ length: 2000 }, (_, index) => `{name: V${index}, value: x}`).join(', ');
  const bomb = podWith(`&c {name: c, image: c, env: [${env}]}, ${Array(400).fill('*c').join(', ')}`);
  const manifests = await collectText(`${bomb}---\n${podWith('{name: b, image: b}')}`);
  expect(workloads(manifests)).toEqual(['default/pod/a unset b']);
  expect(manifests.faults).toMatchObject([
    { kind: 'unreadable', message: expect.stringMatching(/^The containers have more than 100000/), location: { line: 4 } },
  ]); // prettier-ignore
});

test('progress is told for each MiB', async () => {
  const told: string[] = [];
  await collectText(`# ${'x'.repeat(1000)}\n`.repeat(2200), { onProgress: (line) => told.push(line) });
  expect(told).toEqual(['Reading: 2 MiB, 0 documents']);
});

test('what envFrom declares is known where its source is in the input', async () => {
  const manifests = await collectText(
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a, envFrom: [{configMapRef: {name: c}}, {secretRef: {name: s}}, {secretRef: {name: elsewhere}}]}]}',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {A: "1", B: "2"}',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {C: hidden-text}\ndata: {D: c2VjcmV0}',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: elsewhere, namespace: other}\ndata: {E: c2VjcmV0}',
    ].join('\n---\n'),
  );
  const [container] = manifests.inventories[0]!.inventory.workloads[0]!.containers;
  expect(container?.envFrom.map(({ keys }) => (keys.known ? keys.value : 'unknown'))).toEqual([
    ['A', 'B'],
    ['D', 'C'],
    'unknown',
  ]);
  expect(JSON.stringify(manifests)).not.toMatch(/hidden-text|c2VjcmV0/);
});

test('keys that env needs are known to be missing where their source is in the input', async () => {
  const env = [
    '{name: A, valueFrom: {configMapKeyRef: {name: c, key: A}}}',
    '{name: GONE, valueFrom: {configMapKeyRef: {name: c, key: GONE}}}',
    '{name: LOST, valueFrom: {secretKeyRef: {name: s, key: LOST, optional: true}}}',
    '{name: E, valueFrom: {secretKeyRef: {name: elsewhere, key: E}}}',
    '{name: F, valueFrom: {fileKeyRef: {volumeName: config, path: app.env, key: LEVEL}}}',
    '{name: G, valueFrom: {fileKeyRef: {volumeName: config, path: app.env, key: LEVEL, optional: true}}}',
  ];
  const manifests = await collectText(
    [
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a, env: [${env.join(', ')}]}]}`,
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {A: "1"}',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s}',
    ].join('\n---\n'),
  );
  const [container] = manifests.inventories[0]!.inventory.workloads[0]!.containers;
  expect(manifests.faults).toEqual([]);
  expect(container?.env).toEqual([
    { name: 'A', from: 'configMapKeyRef', ref: 'c/A' },
    { name: 'GONE', from: 'configMapKeyRef', ref: 'c/GONE', missing: true },
    { name: 'LOST', from: 'secretKeyRef', ref: 's/LOST', optional: true, missing: true },
    { name: 'E', from: 'secretKeyRef', ref: 'elsewhere/E' },
    { name: 'F', from: 'fileKeyRef', ref: 'config/app.env key LEVEL' },
    { name: 'G', from: 'fileKeyRef', ref: 'config/app.env key LEVEL', optional: true },
  ]);
});

test('a Service without a cluster IP will get one, and a headless one will not', async () => {
  const found = services(await collectFixtures(['helm.yaml']), 'default');
  expect(found).toMatchObject([
    { name: 'redis', type: 'ClusterIP', clusterIP: expect.stringMatching(/^198\.18\.\d+\.\d+$/), createdAt: '2026-01-01T00:00:00Z' },
    { name: 'redis-headless', clusterIP: 'None' },
  ]); // prettier-ignore
  const names = predictServiceLinks({
    namespace: 'default',
    services: found as ServiceInventory[],
    enableServiceLinks: true,
  }).map(({ name }) => name);
  expect(names).toContain('REDIS_SERVICE_PORT_TCP_REDIS');
  expect(names.filter((name) => name.startsWith('REDIS_HEADLESS'))).toEqual([]);
});

test.each<[string, string, Partial<ServiceInventory>, number]>([
  ['an address that it has is kept', 'clusterIP: 10.0.0.9, ports: [{port: 80}]', { clusterIP: '10.0.0.9' }, 0],
  ['an empty address is none', 'clusterIP: "", ports: [{port: 80}]', { clusterIP: '198.18.100.11' }, 1],
  ['IPv6 has longer addresses', 'ipFamilies: [IPv6], ports: [{port: 80}]', { clusterIP: '2001:db8::1001' }, 1],
  ['load balancers have one, too', 'type: LoadBalancer, ports: [{port: 80}]', { type: 'LoadBalancer', clusterIP: '198.18.100.11' }, 1],
  ['names of other hosts have none', 'type: ExternalName, externalName: example.com', { type: 'ExternalName', ports: [] }, 0],
  ['no ports, no variables', 'selector: {app: web}', { ports: [], selector: { app: 'web' } }, 1],
])('of Services: %s', async (_, spec, expected, estimated) => {
  const manifests = await collectText(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {${spec}}}`);
  expect(services(manifests, 'default')).toMatchObject([expected]);
  expect(manifests.services.estimated).toBe(estimated);
}); // prettier-ignore

test('kinds of others are known by their shape', async () => {
  const manifests = await collectFixtures(['custom.yaml']);
  expect(workloads(manifests)).toEqual([
    'default/cloneset/clones true app',
    'default/raycluster/ray unset ray-head',
    'default/rollout/canary unset app',
    // Knative's own default is false, and an Advanced StatefulSet is none of Kubernetes' own.
    'default/service.serving.knative.dev/hello false user-container',
    'default/sidecarset/sidecars unseen proxy',
    'default/statefulset.apps.kruise.io/advanced unset app',
    'default/workflowtemplate/build unseen main',
    'default/raycluster/ray false ray-worker',
  ]);
  expect(manifests.counts).toMatchObject({ documents: 8, skipped: 0, workloads: 8 });
});

test('a list in JSON, with the place of each item', async () => {
  const manifests = await collectFixtures(['list.json']);
  const { places } = manifests.inventories[0]!;
  const agent = places.get(subjectKey({ namespace: 'prod', kind: 'daemonset', name: 'agent' }));
  expect(agent?.at(['enableServiceLinks'])).toMatchObject({ line: 26, column: 21 });
  expect(agent?.at(['containers', 0, 'image'])).toMatchObject({ line: 28, column: 48 });
  const db = places.get(subjectKey({ namespace: 'prod', kind: 'service', name: 'db' }));
  expect(db?.at(['metadata', 'name'])).toMatchObject({ line: 9, column: 17 });
  expect(db?.at(['spec', 'ports', 0])).toMatchObject({ line: 16, column: 21 });
  expect(services(manifests, 'prod')).toMatchObject([
    { clusterIP: '10.96.14.7', createdAt: '2024-03-01T10:00:00Z' },
  ]);
});

test('objects of one name in several files are all there, each with its own places', async () => {
  const manifests = await collectFixtures(['overlays']);
  expect(workloads(manifests)).toEqual([
    'default/deployment/web unset web',
    'default/deployment/web true web',
  ]);
  const files = manifests.inventories.map(({ places }) => places.get('default deployment web')?.at([]).file);
  expect(files).toEqual([expect.stringMatching(/dev\/web.yaml$/), expect.stringMatching(/prod\/web.yaml$/)]);
});

test('a second object of a name is judged by its own namespace only', async () => {
  const manifests = await collectText([pod('one'), pod('two'), pod('two')].join('---\n'));
  const names = manifests.inventories.map(({ inventory }) => inventory.namespaces.map(({ name }) => name));
  expect(names).toEqual([['one', 'two'], ['two']]);
});

test('more objects of one name than there are overlays are told, not forgotten', async () => {
  const one = '{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: a}]}}\n';
  const manifests = await collectText(`--- ${one}`.repeat(203));
  expect(manifests.inventories).toHaveLength(200);
  expect(manifests.faults).toMatchObject([{ kind: 'too-many', location: { line: 201 } }]);
});

test('broken documents have their place, and the others are read', async () => {
  const manifests = await collectFixtures(['broken.yaml']);
  const told = manifests.faults.map(
    ({ kind, location, message }) => `${location.line}:${location.column} ${kind} ${message}`,
  );
  expect(told).toEqual([
    '12:2 unreadable This is not valid YAML: bad indentation of a mapping entry.',
    '18:3 duplicate-key The key "name" stands here and in line 17; the last one counts.',
    '27:11 duplicate-key The key "image" stands here and in line 26; the last one counts.',
    '41:7 wrong-type spec.template.spec.enableServiceLinks must be true or false, and is a string.',
    '50:11 wrong-type spec.template.spec.containers[0].command must be a list, and is a string.',
    '47:15 wrong-type spec.template.spec.containers[0].env[0].value must be a string, and is a number.',
    '49:15 wrong-type spec.template.spec.containers[0].env[1].value must be a string, and is true or false.',
    '58:7 wrong-type spec.ports[0].port must be a number, and is a string.',
  ]);
  expect(workloads(manifests)).toEqual([
    'default/deployment/again false app',
    'default/deployment/types false app',
  ]);
  expect(services(manifests, 'default')).toMatchObject([{ name: 'before' }, { name: 'after', ports: [] }]);
  expect(manifests.counts).toMatchObject({ documents: 7, skipped: 2 });
});

test('JSON objects in one line are all read, each at its place', async () => {
  const pods = ['a', 'b'].map((name) => `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}}{"},"spec":{"containers":[{"name":"c","image":"c"}]}}`);
  const manifests = await collectText(`${pods.join(' ')}\n  ${pods[0]!.replace('"a}', '"c}')}`);
  const places = ['a}{', 'b}{', 'c}{'].map((name) => manifests.inventories[0]?.places.get(`default pod ${name}`)?.at(['containers']));
  expect(places).toEqual([
    { file: '-', line: 1, column: pods[0]!.indexOf('"containers"') + 1 },
    { file: '-', line: 1, column: pods[0]!.length + 1 + pods[1]!.indexOf('"containers"') + 1 },
    { file: '-', line: 2, column: 2 + pods[0]!.indexOf('"containers"') + 1 },
  ]);
  expect(manifests.faults).toEqual([]);
}); // prettier-ignore

test('lines that are too far left for YAML 1.2 keep their places', async () => {
  const manifests = await collectFixtures(['flow-at-key.yaml', 'quoted-at-key.yaml']);
  expect(manifests.faults).toEqual([]);
  const at = (name: string, path: (string | number)[]) => {
    const { line, column } = manifests.inventories[0]!.places.get(`default pod ${name}`)!.at(path);
    return `${line}:${column}`;
  };
  expect(at('flow', ['containers', 0, 'args', 0])).toBe('12:5');
  expect(at('quoted', ['enableServiceLinks'])).toBe('11:3');
});

test.each<[string, string, string, number]>([
  ['a document of another kind', 'repo: !ENV [URL, x]\n', 'no Kubernetes object', 0],
  ['a broken one of another kind', 'on: [push\n', 'no Kubernetes object; not valid YAML: ', 1],
  ['a template of another kind', '{% for a in b %}\n- a: {\n{% endfor %}\n', 'no Kubernetes object; not valid YAML: ', 1],
])('found in a folder and passed over, unless the file is named: %s', async (_, text, reason, faults) => {
  const folder = await mkdtemp(join(tmpdir(), 'envaudit-manifests-'));
  await writeFile(join(folder, 'a.yaml'), text);
  const found = await collectFixtures([], { paths: [folder] });
  const named = await collectFixtures([], { paths: [join(folder, 'a.yaml')] });
  await rm(folder, { recursive: true });
  expect(found.faults).toEqual([]);
  expect(found.passedOver).toMatchObject([{ reason: expect.stringContaining(reason) }]);
  expect(named.faults).toHaveLength(faults);
}); // prettier-ignore

test('a broken document that may be an object is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'envaudit-manifests-'));
  for (const [name, text] of [['a', 'kind: Pod\nmetadata: [\n'], ['b', '{"apiVersion" : "v1",\n'], ['c', 'mankind: [\n']]) await writeFile(join(folder, `${name}.yaml`), text!);
  const { faults } = await collectFixtures([], { paths: [folder] });
  await rm(folder, { recursive: true });
  expect(faults.map(({ kind, location }) => `${kind} ${location.file.slice(-6)}`)).toEqual(['unreadable a.yaml', 'unreadable b.yaml']);
}); // prettier-ignore

test.each<[string, string, string, string | undefined]>([
  ['a patch', 'Deployment', '{template: {spec: {containers: [{name: a, env: []}]}}}', 'Deployment: a patch, in which no container has an image'],
  ['a patch without containers', 'StatefulSet', '{template: {spec: {enableServiceLinks: false}}}', 'StatefulSet: a patch, without containers'],
  ['a Pod without containers', 'Pod', '{nodeName: a, containers: []}', 'Pod: a patch, without containers'],
  ['a Deployment that nobody can apply', 'Deployment', '{selector: {matchLabels: {a: b}}, template: {spec: {nodeName: a}}}', undefined],
])('no workload: %s', async (_, kind, spec, reason) => {
  const manifests = await collectText(`apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`);
  expect(manifests.counts.workloads).toBe(0);
  expect(manifests.passedOver.map((each) => each.reason)).toEqual(reason === undefined ? [] : [reason]);
  expect(manifests.faults.map((each) => each.message)).toEqual(
    reason === undefined ? ['spec.template.spec.containers must be a list of at least one container.'] : [],
  );
}); // prettier-ignore

test('a file that a kustomization names as a patch is none, even with an image', async () => {
  const { passedOver, counts, notes } = await collectFixtures(['composed/dev']);
  expect(counts).toMatchObject({ workloads: 0, services: 1 });
  expect(passedOver.map(({ reason, location }) => `${location.file.slice(-10)} ${reason}`)).toContain(
    'patch.yaml Pod: a patch of a kustomization',
  );
  expect(notes).toEqual(expect.arrayContaining([expect.stringMatching(/holds? (?:a )?kustomization/)]));
});

test('kustomizations of several folders are told of once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'envaudit-manifests-'));
  for (const name of ['a', 'b', 'c']) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'kustomization.yaml'), 'resources: []\n');
  }
  const notesOf = async (path: string): Promise<string[]> =>
    (await findSources([path], true)).notes.map((note) => note.replaceAll(folder, ''));
  expect(await notesOf(folder)).toEqual([
    '/a and 2 other folders hold kustomizations, whose patches are no whole objects: kubectl kustomize FOLDER | kubectl envaudit lint -f - checks what one makes.',
  ]);
  expect(await notesOf(join(folder, 'b'))).toEqual([
    '/b holds a kustomization, whose patches are no whole objects: kubectl kustomize /b | kubectl envaudit lint -f - checks what it makes.',
  ]);
  await rm(folder, { recursive: true });
});

test('that Services of other folders were not added is told where it matters', async () => {
  const told = /^1 folder with workloads has no Services, .* --together adds all\.$/;
  const web = '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: a, image: a}]}}}}';
  const folder = await mkdtemp(join(tmpdir(), 'envaudit-manifests-'));
  await mkdir(join(folder, 'web'));
  await writeFile(join(folder, 'web/web.yaml'), web);
  const paths = [join(FIXTURES, 'apart'), folder];
  const { notes } = await collectFixtures([], { paths });
  const together = await collectFixtures([], { paths, together: true });
  await rm(folder, { recursive: true });
  expect(notes).toEqual([expect.stringMatching(told)]);
  expect(together.notes).toEqual([]);
}); // prettier-ignore

test('placeholders of tools that come later are no wrong types', async () => {
  const text =
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: "${PORT}"}, {port: "{{ .port }}"}]}\n';
  expect((await collectText(text)).faults).toEqual([]);
});

test('an object without a name is told', async () => {
  const { faults } = await collectText('apiVersion: v1\nkind: Service\nmetadata:\n  labels: {}\nspec: {}\n');
  expect(faults).toMatchObject([{ kind: 'missing-name', location: { line: 3, column: 1 } }]);
});

test('anchors and merge keys: what they say is there, where it is written', async () => {
  const manifests = await collectFixtures(['anchors.yaml']);
  expect(workloads(manifests)).toEqual([
    'default/deployment/one unset app',
    'default/deployment/three unset app',
    'default/deployment/two false app',
  ]);
  const at = (name: string, path: (string | number)[]) => {
    const { line, column } = manifests.inventories[0]!.places.get(`default deployment ${name}`)!.at(path);
    return `${line}:${column}`;
  };
  expect(at('two', ['enableServiceLinks'])).toBe('23:11');
  expect(at('two', ['containers', 0, 'env', 0, 'value'])).toBe('15:32');
  expect(at('three', ['containers', 0, 'image'])).toBe('32:15');
  expect(at('three', ['containers', 0, 'env'])).toBe('14:15');
});

test('a document with actions of Helm is a template, the others of the file are read', async () => {
  const manifests = await collectText(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n---\nmetadata:\n  name: {{ .Release.Name }}\n',
  );
  expect(workloads(manifests)).toEqual(['default/pod/a unset a']);
  expect(manifests.templates).toMatchObject([{ file: '-', line: 5 }]);
  expect(manifests.faults).toEqual([]);
});

const SNAPSHOT: Inventory = {
  apiVersion: 'envaudit/v1',
  kind: 'Inventory',
  collectedAt: '2025-06-01T00:00:00Z',
  tool: { version: '0.0.0' },
  scope: { namespaces: ['shop', 'closed'] },
  kubernetesService: { known: true, value: { name: 'kubernetes', clusterIP: '10.0.0.1', ports: [], createdAt: '2020-01-01T00:00:00Z' } },
  namespaces: [
    { name: 'shop', services: { known: true, value: ['api', 'redis'].map((name) => ({ name, type: 'ClusterIP', clusterIP: '10.0.0.7', ports: [{ port: 80, protocol: 'TCP' }], createdAt: '2021-01-01T00:00:00Z' })) } },
    { name: 'closed', services: { known: false, problem: { code: 'forbidden', message: 'you may not' } } },
  ],
  workloads: [],
  problems: [],
}; // prettier-ignore

test.each<[string, Partial<Inventory>, string, string[] | string]>([
  ['its Services, and in place of them those of the input', {}, 'shop', ['api 10.0.0.7', 'redis 198.18.100.11', 'redis-headless None']],
  ['a namespace that could not be listed has those of the input', {}, 'closed', ['redis 198.18.100.11', 'redis-headless None']],
  ['a namespace that it does not have', {}, 'other', ['redis 198.18.100.11', 'redis-headless None']],
])('a snapshot: %s', async (_, change, namespace, expected) => {
  const snapshot = { file: 'prod.json', inventory: { ...SNAPSHOT, ...change } };
  const manifests = await collectFixtures(['helm.yaml'], { namespace, snapshot });
  const found = services(manifests, namespace);
  expect(typeof found === 'string' ? found : found.map(({ name, clusterIP }) => `${name} ${clusterIP}`)).toEqual(expected);
  expect(manifests.services).toMatchObject({ from: 'snapshot', file: 'prod.json' });
  expect(manifests.inventories[0]?.inventory.kubernetesService).toEqual(SNAPSHOT.kubernetesService);
}); // prettier-ignore

test.each<[string, Partial<Inventory>, string, readonly ServiceInventory[] | string]>([
  ['why they are not known', {}, 'closed', 'you may not'],
  ['that a namespace was not looked at', {}, 'other', 'the input has no Services of this namespace'],
  ['that a namespace of a whole cluster is new', { scope: { namespaces: 'all' } }, 'other', []],
])('without Services in the input a snapshot tells %s', async (_, change, namespace, expected) => {
  const snapshot = { file: 'prod.json', inventory: { ...SNAPSHOT, ...change } };
  expect(services(await collectFixtures(['overlays/dev'], { namespace, snapshot }), namespace)).toEqual(
    expected,
  );
});

test('manifests of any shape are read without failing', async () => {
  const part = fc.jsonValue({ maxDepth: 4 });
  const kinds = fc.constantFrom('Deployment', 'Pod', 'CronJob', 'Service', 'List', 'ConfigMap', 'SidecarSet', 'Thing', 'WorkflowTemplate');
  await fc.assert(
    fc.asyncProperty(kinds, part, part, part, async (kind, metadata, spec, containers) => {
      const podSpec = { containers, initContainers: spec };
      const object = { apiVersion: kind === 'WorkflowTemplate' ? 'argoproj.io/v1' : 'v1', kind, metadata, items: [spec], data: spec, template: { spec: podSpec } };
      const texts = [
        { ...object, spec },
        { ...object, spec: { ...podSpec, template: { metadata, spec: podSpec }, templates: containers, jobTemplate: spec, ports: spec, selector: containers } },
      ];
      const manifests = await collectText(texts.map((each) => JSON.stringify(each)).join('\n'));
      expect(manifests.counts.documents).toBe(2);
      for (const { inventory, places } of manifests.inventories) {
        for (const workload of inventory.workloads) expect(places.get(subjectKey(workload))?.at([]).line).toBeGreaterThan(0);
      }
    }),
    { numRuns: 300 },
  );
}); // prettier-ignore

function pod(namespace: string): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: ${namespace}}, spec: {containers: [{name: a, image: a}]}}\n`;
}

test.each([
  ['items in one line', `{apiVersion: v1, kind: List, items: [${'{},'.repeat(1_000_001)}{}]}\n`],
  ['lines', `apiVersion: v1\nkind: List\nitems:\n${'- {}\n'.repeat(1_000_001)}`],
])('a document of too many %s is not parsed, and the next one is', async (_, text) => {
  const { faults, counts } = await collectText(
    `${text}---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\n`,
  );
  expect(counts).toMatchObject({ documents: 2, services: 1 });
  expect(faults).toMatchObject([
    { kind: 'unreadable', message: expect.stringContaining('at most 2,000,000 lines and items') as string },
  ]);
});
