import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { connect } from '../../../src/collect/cluster/connect.ts';
import { collectInventory, type InventoryRequest } from '../../../src/collect/inventory/index.ts';
import type { KubeObject } from '../../../src/demo/api/objects.ts';
import { startDemo, type Demo, type DemoOptions } from '../../../src/demo/server.ts';
import type { Inventory, WorkloadInventory } from '../../../src/contracts/inventory.ts';
import { QUICK_RETRY, temporaryFolder } from '../cluster/support/connect-to.ts';
import { NAMESPACE } from './objects.ts';

export interface Take extends Pick<DemoOptions, 'faults' | 'release'>, Partial<InventoryRequest> {
  /** Called with each line of progress and the server. */
  watch?: (line: string, demo: Demo) => void;
}

export interface Taken {
  inventory: Inventory;
  /** Paths with queries of the requests, in order. */
  requests: string[];
  lines: string[];
}

/** The inventory of an embedded cluster with these objects. */
export async function take(objects: KubeObject[], options: Take = {}): Promise<Taken> {
  const { faults = [], release, watch, ...request } = options;
  const demo = await startDemo({
    scenarios: [],
    extras: [{ objects, containers: {} }],
    faults,
    namespaceIsolation: false,
    ...(release === undefined ? {} : { release }),
  });
  onTestFinished(() => demo.close());
  const kubeconfig = path.join(temporaryFolder(), 'kubeconfig');
  writeFileSync(kubeconfig, demo.kubeconfig);
  const cluster = await connect({
    flags: { kubeconfig },
    env: {},
    limits: { retry: QUICK_RETRY },
    warn: () => {},
  });
  onTestFinished(() => cluster.close());
  const lines: string[] = [];
  const inventory = await collectInventory({
    cluster,
    scope: { namespaces: [NAMESPACE] },
    onProgress: (line) => {
      lines.push(line);
      watch?.(line, demo);
    },
    toolVersion: '0.0.0',
    now: new Date('2026-09-21T00:00:00Z'),
    signal: undefined,
    ...request,
  });
  return { inventory, requests: demo.requests.map((each) => each.path), lines };
}

/** A workload of an inventory, by `kind/name`. */
export function workloadOf({ workloads }: Inventory, label: string): WorkloadInventory {
  const found = workloads.find(({ kind, name }) => `${kind}/${name}` === label);
  if (found === undefined)
    throw new Error(`no ${label} among ${workloads.map(({ name }) => name).join(', ')}`);
  return found;
}
