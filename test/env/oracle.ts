import type { ServiceEvidence } from '../../src/contracts/evidence.ts';

/**
 * The rule once more, as the documentation of Docker links and of Kubernetes tell it in prose, written as text with
 * holes and without a look at the model: a bug would have to be made twice.
 */
export function oracle(services: readonly ServiceEvidence[]): Set<string> {
  const lines = new Set<string>();
  for (const { name, clusterIP, ports } of services) {
    if (['', 'None', undefined].includes(clusterIP)) continue;
    const upper = [...name].map((letter) => (letter === '-' ? '_' : letter.toUpperCase())).join('');
    const host = /:/.test(clusterIP ?? '') ? `[${clusterIP}]` : clusterIP;
    ports.forEach(({ name: portName, port, protocol }, index) => {
      const proto = protocol.toLowerCase();
      const url = `${proto}://${host}:${port}`;
      const text = `
        ${index === 0 ? `SERVICE_HOST=${clusterIP} SERVICE_PORT=${port} PORT=${url}` : ''}
        ${portName === undefined ? '' : `SERVICE_PORT_${portName.toUpperCase().split('-').join('_')}=${port}`}
        PORT_${port}_${protocol}=${url} PORT_${port}_${protocol}_PROTO=${proto}
        PORT_${port}_${protocol}_PORT=${port} PORT_${port}_${protocol}_ADDR=${clusterIP}`;
      for (const line of text.split(/\s+/).filter(Boolean)) lines.add(`${upper}_${line}`);
    });
  }
  return lines;
}
