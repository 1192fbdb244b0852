import type { ServiceInventory } from '../../contracts/inventory.ts';
import { timestamp } from '../pods/timestamp.ts';
import { reduceService } from '../services.ts';
import { isRecord, list, record, text, textMap } from './shape.ts';

/** A Service reduced to what tells what it injects and whether anybody uses it. What is malformed becomes empty. */
export function serviceInventory(item: unknown): ServiceInventory {
  const { metadata, spec } = record(item);
  const { type, clusterIP, ports, selector } = record(spec);
  const { name, creationTimestamp, managedFields } = record(metadata);
  const labels = textMap(selector);
  const changedAt = lastChange(managedFields);
  return {
    ...reduceService({
      metadata: { name: text(name), creationTimestamp: creationTimestamp as Date },
      spec: { type: text(type), clusterIP: text(clusterIP), ports: list(ports).flatMap(cleanPort) },
    }),
    type: text(type) || 'ClusterIP',
    ...(labels === undefined ? {} : { selector: labels }),
    ...(changedAt === undefined ? {} : { changedAt }),
  };
}

function cleanPort(value: unknown): { name: string; port: number; protocol: string }[] {
  if (!isRecord(value)) return [];
  const { name, port, protocol } = value;
  // A port that is no number has no variables that anybody could predict.
  if (typeof port !== 'number' || !Number.isInteger(port)) return [];
  return [{ name: text(name), port, protocol: text(protocol) || 'TCP' }];
}

/** The newest change of anything but the status, which load balancers keep writing. */
function lastChange(managedFields: unknown): string | undefined {
  let newest = '';
  for (const entry of list(managedFields)) {
    const { time, subresource } = record(entry);
    if (subresource !== 'status' && typeof time === 'string' && time > newest) newest = time;
  }
  return timestamp(newest);
}
