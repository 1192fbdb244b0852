import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/demo/faults.ts';
import { NAMESPACE, pod, podOf, service, workload } from './objects.ts';
import { take, workloadOf } from './take.ts';

const objects = [NAMESPACE, 'tools'].flatMap((namespace) => [
  workload('Deployment', 'web', { namespace }),
  podOf('web', 'aaaaa', { namespace }),
  pod('debug', { namespace }),
  service('web', { namespace, selector: { app: 'web' } }),
]);
const all = { namespaces: 'all' } as const;
const own = { namespaces: [NAMESPACE] };

/** The right to list a resource is missing: everywhere, or for all namespaces at once only. */
const forbid = (path: RegExp): Fault => ({ verb: 'list', path, action: { kind: 'forbidden', user: 'jane' } });
const wholeLists = forbid(/^\/apis?\/([^/]+\/)?v\d\w*\/[a-z]+\?/);

describe('a right is missing', () => {
  test.each([
    {
      name: 'Services: what is injected is unknown, the rest is there',
      path: /namespaces\/shop\/services/,
      code: 'forbidden',
      message: 'not allowed to list services in namespace shop: what service links inject there is unknown',
      hint: 'resources: ["services"]',
      is: { namespaces: [{ services: { known: false, problem: { code: 'forbidden' } } }] },
    },
    {
      name: 'templates: pods tell, and what the template says is not seen',
      path: /\/apis\/(apps|batch)\//,
      code: 'forbidden',
      message: 'not allowed to list cronjobs, daemonsets, deployments, jobs, statefulsets in namespace shop',
      hint: '- { apiGroups: ["batch"], resources: ["cronjobs"], verbs: ["list"] }',
      is: {
        workloads: [{ name: 'web', enableServiceLinks: 'unseen', containers: [{ image: 'app:pod' }] }, {}],
      },
    },
    {
      name: 'pods: workloads come from templates, and no selector is said to match nothing',
      path: /\/pods/,
      code: 'forbidden',
      message: 'not allowed to list pods in namespace shop: running containers are not counted',
      hint: 'kubectl auth can-i list pods -n shop',
      is: {
        workloads: [{ name: 'web', pods: { count: 0 } }],
      },
      lacks: 'pods',
    },
    {
      name: 'endpoints of both kinds: nobody says whether a Service has any',
      path: /\/endpoint/,
      code: 'forbidden',
      message:
        'not allowed to list endpointslices in namespace shop: whether anything is behind the Services',
      hint: 'apiGroups: ["discovery.k8s.io"]',
      is: { workloads: [{ kind: 'deployment' }, { kind: 'pod' }] },
      lacks: 'endpoints',
    },
  ])('to $name', async ({ path, code, message, hint, is, lacks }) => {
    const { inventory } = await take(objects, { scope: own, faults: [forbid(path)] });
    expect(inventory).toMatchObject(is);
    expect(inventory.problems).toMatchObject([{ code }]);
    const [services] = inventory.namespaces.map((namespace) => namespace.services);
    expect(Object.keys((services?.known && services.value[0]) || {})).not.toContain(lacks);
    const [problem] = inventory.problems;
    expect(problem?.message).toContain(message);
    expect(problem?.hint).toContain(hint);
  });

  test('to see EndpointSlices: Endpoints tell', async () => {
    const { inventory } = await take(objects, { scope: own, faults: [forbid(/\/endpointslices/)] });
    expect(inventory.problems).toEqual([]);
    expect(inventory.namespaces).toMatchObject([
      { services: { value: [{ name: 'web', endpoints: { ready: 0, notReady: 0 } }] } },
    ]);
  });

  test('to see anything: that is an answer, too', async () => {
    const { inventory } = await take(objects, { scope: own, faults: [forbid(/./)] });
    expect(inventory).toMatchObject({
      workloads: [],
      namespaces: [{ name: 'shop', services: { known: false } }],
    });
    expect(inventory.problems.map(({ message }) => message.split(':')[0])).toEqual([
      'not allowed to list services in namespace shop',
      'not allowed to list endpointslices in namespace shop',
      'not allowed to list cronjobs, daemonsets, deployments, jobs, statefulsets in namespace shop',
      'not allowed to list pods in namespace shop',
    ]);
  });

  test('to see the Service of the API server: its variables are said not to be counted', async () => {
    const faults: Fault[] = [{ verb: 'get', path: '/services/kubernetes', action: { kind: 'forbidden' } }];
    const { inventory } = await take(objects, { scope: own, faults });
    expect(inventory.kubernetesService).toMatchObject({ known: false, problem: { code: 'forbidden' } });
    expect(inventory.problems).toMatchObject([
      { code: 'forbidden', message: expect.stringContaining('KUBERNETES_* variables are not counted') },
    ]);
  });
});

describe('no lists of all namespaces', () => {
  test('are read namespace by namespace, and nothing is missing', async () => {
    const { inventory } = await take(objects, { scope: all, faults: [allow('namespaces'), wholeLists] });
    const whole = (await take(objects, { scope: all })).inventory;
    expect(inventory.problems).toEqual([]);
    expect(inventory).toEqual({ ...whole, cluster: inventory.cluster });
  });

  test('and some namespaces are closed: these are named, once for what is missing', async () => {
    const faults = [allow('namespaces'), wholeLists, forbid(/namespaces\/(tools|kube-\w+|default)\//)];
    const { inventory } = await take(objects, { scope: all, faults });
    expect(workloadOf(inventory, 'deployment/web').namespace).toBe('shop');
    expect(inventory.workloads).toHaveLength(2);
    const known = inventory.namespaces.map(({ name, services }) => [name, services.known]);
    expect(Object.fromEntries(known)).toMatchObject({ shop: true, tools: false, 'kube-system': false });
    expect(inventory.problems).toHaveLength(4);
    expect(inventory.problems[0]).toMatchObject({
      message: expect.stringMatching(
        /^not allowed to list services in namespaces default, kube-public, kube-system, tools: what/,
      ),
      hint: 'kubectl auth can-i list services --all-namespaces',
    });
    const roles = inventory.problems.map(({ hint = '' }) => hint.match(/^kind: \w+|resources: \[".*?"\]/gm));
    expect(roles).toEqual([
      null,
      null,
      null,
      [
        'kind: ClusterRole',
        ...[
          'services',
          'endpointslices',
          'cronjobs',
          'daemonsets',
          'deployments',
          'jobs',
          'statefulsets',
          'pods',
        ].map((resource) => `resources: ["${resource}"]`),
      ],
    ]);
  });

  test('nor of namespaces: the default one is looked at, and that is said', async () => {
    const { inventory } = await take(objects, { scope: all, faults: [wholeLists] });
    expect(inventory.namespaces.map(({ name }) => name)).toEqual(['shop']);
    expect(inventory.workloads).toHaveLength(2);
    expect(inventory.problems).toMatchObject([
      {
        code: 'forbidden',
        message: expect.stringContaining('was listed in namespace shop only'),
        hint: expect.stringContaining('-n NAMESPACE'),
      },
    ]);
  });

  test('nor of namespaces, but of pods: what Services inject elsewhere is unknown, not nothing', async () => {
    const faults = [allow('pods'), wholeLists];
    const { inventory } = await take(objects, { scope: all, faults });
    const known = inventory.namespaces.map(({ name, services }) => [name, services.known]);
    expect(known).toEqual([
      ['shop', true],
      ['tools', false],
    ]);
    expect(inventory.workloads).toHaveLength(4);
    expect(inventory.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('was listed in namespace shop only'),
      expect.stringMatching(/^not allowed to list services in all namespaces: what service links inject/),
      expect.stringMatching(/^not allowed to list endpointslices in all namespaces/),
      expect.stringMatching(/^not allowed to list cronjobs, .* in all namespaces/),
    ]);
  });

  test('of one resource: only that is asked for one by one', async () => {
    const faults = [forbid(/^\/api\/v1\/services\?/)];
    const { inventory, requests } = await take(objects, { scope: all, faults });
    expect(inventory.problems).toEqual([]);
    expect(requests.filter((path) => path.includes('/pods?'))).toEqual(['/api/v1/pods?limit=500']);
    expect(inventory.namespaces.find(({ name }) => name === 'tools')).toMatchObject({
      services: { known: true, value: [{ name: 'web', pods: 1 }] },
    });
  });
});

/** Lets a list of the cluster's own resource through. */
function allow(resource: string): Fault {
  return { verb: 'list', path: new RegExp(`^/api/v1/${resource}\\?`), action: { kind: 'slow', ms: 0 } };
}
