import type { LinkVariable } from '../../env/service-links.ts';
import type { Mend } from '../../contracts/report.ts';
import { listed } from '../words.ts';

/** The same without service links: the DNS name and the number of the port, which stay when the address changes. */
export function useDns(variables: readonly LinkVariable[]): Mend {
  const pairs = variables.map((variable) => `${replacement(variable)} for ${variable.name}`);
  return {
    title: 'Use the DNS name of the Service instead',
    effect:
      pairs.length === 0
        ? 'SERVICE.NAMESPACE.svc and the number of its port; the DNS name stays right when the Service is made anew, and needs no restart.'
        : `${listed(pairs)}. The DNS name stays right when the Service is made anew, and needs no restart.`,
  };
}

/** What to write in place of a variable; see serviceVariables of env/service-links.ts for the suffixes. */
function replacement({ name, service, port }: LinkVariable): string {
  const host = `${service.name}.${service.namespace}.svc`;
  const [number = '', protocol = 'TCP'] = (port ?? '').split('/');
  if (/_SERVICE_HOST$|_PORT_\d+_[A-Z]+_ADDR$/.test(name)) return host;
  if (/_PORT_\d+_[A-Z]+_PROTO$/.test(name)) return protocol.toLowerCase();
  if (/_SERVICE_PORT(_[^]+)?$|_PORT_\d+_[A-Z]+_PORT$/.test(name)) return number;
  return `${protocol.toLowerCase()}://${host}:${number}`;
}
