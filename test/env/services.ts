import type { ServiceEvidence, ServicePortEvidence } from '../../src/contracts/evidence.ts';

/** A Service written short: `service('web', '10.0.0.1', 'http:80', '53/UDP')`. */
export function service(name: string, clusterIP: string, ...ports: string[]): ServiceEvidence {
  return { name, clusterIP, ports: ports.map(port), createdAt: '2026-01-01T00:00:00Z' };
}

function port(text: string): ServicePortEvidence {
  const match = /^(?:(?<name>[^:]+):)?(?<number>\d+)(?:\/(?<protocol>\w*))?$/.exec(text);
  const { name, number, protocol } = match?.groups ?? {};
  return { ...(name === undefined ? {} : { name }), port: Number(number), protocol: protocol ?? 'TCP' };
}
