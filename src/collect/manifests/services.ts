import type { ServiceEvidence } from '../../contracts/evidence.ts';
import type { ServiceInventory } from '../../contracts/inventory.ts';
import { serviceInventory } from '../inventory/services.ts';
import { list, record } from '../inventory/shape.ts';

/**
 * A Service as it will be: one without a cluster IP gets one from the API server, and has a made-up address of typical
 * length until then. Names and numbers of variables are exact, sizes within a few bytes.
 * @param index Tells made-up addresses apart.
 * @param now When it will be made, RFC 3339, where the manifest does not say.
 */
export function futureService(
  value: unknown,
  { index, now }: { index: number; now: string },
): { service: ServiceInventory; estimated: boolean } {
  const service = serviceInventory(value);
  const { ipFamilies } = record(record(value)['spec']);
  const estimated = service.type !== 'ExternalName' && !service.clusterIP;
  return {
    service: {
      ...service,
      createdAt: service.createdAt || now,
      ...(estimated ? { clusterIP: exampleAddress(index, list(ipFamilies)[0] === 'IPv6') } : {}),
    },
    estimated,
  };
}

/** 13 characters, as most of 10.96.0.0/12, from the range for benchmarks (RFC 2544); or of the range for examples. */
function exampleAddress(index: number, ipv6: boolean): string {
  if (ipv6) return `2001:db8::${(0x1000 + (index % 0xf000)).toString(16)}`;
  return `198.18.${100 + (Math.floor(index / 90) % 156)}.${10 + (index % 90)}`;
}

/** The Service `kubernetes` of `default` as every API server makes it, with an address of typical length. */
export function expectedMasterService(now: string): ServiceEvidence {
  return {
    name: 'kubernetes',
    clusterIP: exampleAddress(0, false),
    ports: [{ name: 'https', port: 443, protocol: 'TCP' }],
    createdAt: now,
  };
}
