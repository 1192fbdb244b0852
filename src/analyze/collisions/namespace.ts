import {
  MASTER_NAMESPACE,
  MASTER_SERVICE,
  environmentName,
  serviceVariables,
} from '../../env/service-links.ts';
import type { ServiceInventory } from '../../contracts/inventory.ts';
import type { SubjectFinding } from '../../contracts/scan-report.ts';
import { counted } from '../../units.ts';
import { shellLine } from '../command.ts';
import { finding, type Found } from '../judgement/finding.ts';
import type { NamespaceLinks, NamespaceRule } from '../judgement/template.ts';
import { listed } from '../words.ts';
import { renameServices } from './mends.ts';

/** Services whose variables replace those of the API server, and Services whose variables no shell can read. */
export const namespaceCollisions: NamespaceRule = (links) =>
  links.services.flatMap((service) => {
    const found = replacedVariables(links, service) ?? unreadableVariables(links, service);
    return found === undefined ? [] : [found.about(subjectOf(links, service))];
  });

/** What in-cluster clients read: https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
const READ_BY_CLIENTS = [
  'KUBERNETES_SERVICE_HOST',
  'KUBERNETES_SERVICE_PORT',
  'KUBERNETES_SERVICE_PORT_HTTPS',
];
/** The others that the Service `kubernetes` makes, with its one port. */
const OF_API_SERVER = ['', '_ADDR', '_PORT', '_PROTO'].map((suffix) => `KUBERNETES_PORT_443_TCP${suffix}`);

/** https://github.com/kubevirt/csi-driver/issues/120 */
function replacedVariables(links: NamespaceLinks, service: ServiceInventory): Found | undefined {
  const prefix = environmentName(service.name);
  const isMaster = service.name === MASTER_SERVICE;
  if (!/^KUBERNETES(_|$)/.test(prefix) || (isMaster && links.namespace === MASTER_NAMESPACE))
    return undefined;
  const api = new Set([...READ_BY_CLIENTS, 'KUBERNETES_PORT', ...OF_API_SERVER]);
  const names = namesOf(links, service).filter((name) => api.has(name) || ofMaster(links, name));
  if (names.length === 0) return undefined;
  const clients = names.some((name) => READ_BY_CLIENTS.includes(name));
  const who = clients
    ? 'In-cluster clients that get the wrong one do not find the API server.'
    : 'Few programs read it.';
  return finding('kubernetes-variable-replaced', clients ? 'high' : 'low', {
    message: isMaster
      ? `The Service kubernetes of the namespace ${links.namespace} takes the place of the one in default: ${listed(names)} lead to it in every pod with service links. ${who}`
      : `The Service ${service.name} makes ${listed(names)}, as the Service kubernetes of the API server does. Which value a container gets is random at each start. ${who}`,
    evidence: [serviceLine(links, service)],
    mends: [
      renameServices([service.name]),
      {
        title: 'Turn service links off for the pods that talk to the API server: enableServiceLinks: false',
        effect:
          'The variables of the Service kubernetes in default remain, and only those. The field is in the pod template; the pods restart.',
      },
    ],
  });
}

/** Since 1.36 (RelaxedServiceNameValidation): https://github.com/kubernetes/enhancements/issues/5311 */
function unreadableVariables(links: NamespaceLinks, service: ServiceInventory): Found | undefined {
  if (!/^\d/.test(service.name)) return undefined;
  const names = namesOf(links, service);
  if (names.length === 0) return undefined;
  return finding('unreadable-variable', 'low', {
    message: `The Service ${service.name} makes ${counted(names.length, 'variable')} whose names begin with a digit, such as ${listed(names.slice(0, 2))}: shells can neither name nor reliably pass them on.`,
    evidence: [serviceLine(links, service)],
    mends: [renameServices([service.name])],
  });
}

function namesOf({ namespace }: NamespaceLinks, service: ServiceInventory): string[] {
  return [...new Set(serviceVariables(service, namespace).map(({ name }) => name))];
}

function ofMaster(links: NamespaceLinks, name: string): boolean {
  return links
    .claims(name)
    .some(({ service }) => service.name === MASTER_SERVICE && service.namespace === MASTER_NAMESPACE);
}

function serviceLine({ namespace }: NamespaceLinks, { name, ports }: ServiceInventory) {
  return {
    text: `The Service ${name} has a cluster IP and ${counted(ports.length, 'port')}.`,
    command: shellLine(['kubectl', 'get', 'service', name, '-n', namespace]),
  };
}

function subjectOf({ namespace }: NamespaceLinks, { name }: ServiceInventory): SubjectFinding['subject'] {
  return { namespace, kind: 'service', name, field: ['metadata', 'name'] };
}
