import { kubectl } from './run.ts';

/** The kinds of images that the tests run, with a public one for each. */
const PUBLIC = {
  node22: 'node:22-slim',
  node14: 'node:14-slim',
  distroless: 'gcr.io/distroless/nodejs22-debian12',
  python: 'python:3-slim',
  shell: 'busybox:1',
  s6: 'crazymax/alpine-s6:3.20-3.2.0.2',
  pause: 'registry.k8s.io/pause:3.10',
};

/** Images for clusters without a registry; they are imported into the node beforehand. */
const IMPORTED: Images = {
  node22: 'envaudit.test/node:22',
  node14: 'envaudit.test/node:14',
  distroless: 'envaudit.test/node-distroless:22',
  python: 'envaudit.test/python:3',
  shell: 'envaudit.test/shell:1',
  s6: 'envaudit.test/s6:1',
  pause: 'envaudit.test/pause:3.2',
};

export type Images = Record<keyof typeof PUBLIC, string>;

/** An image of each kind: what ENVAUDIT_E2E_IMAGES says (JSON), else what the node has, else a public one. */
export async function chooseImages(): Promise<Images> {
  const path = '{.items[*].status.images[*].names[*]}';
  const present = (await kubectl(['get', 'nodes', '-o', `jsonpath=${path}`])).split(/\s+/);
  const imported = Object.entries(IMPORTED).filter(([, image]) => present.includes(image));
  const chosen = JSON.parse(process.env['ENVAUDIT_E2E_IMAGES'] ?? '{}') as Partial<Images>;
  return { ...PUBLIC, ...Object.fromEntries(imported), ...chosen };
}
