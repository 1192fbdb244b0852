import { serviceVariables, type LinkVariable } from '../../env/service-links.ts';
import type { MentionInventory, NamespaceInventory } from '../../inventory.ts';
import type { SubjectFinding } from '../../scan-report.ts';
import { shellLine } from '../command.ts';
import { finding } from '../rules/finding.ts';
import { listed } from '../words.ts';
import { useDns } from './replacement.ts';

/**
 * What ConfigMaps and Secrets of a namespace say about service links: files and scripts that apps read, so that
 * turning links off may break them. Empty where they were not looked at or could not be.
 */
export function mentionFindings(namespace: NamespaceInventory): SubjectFinding[] {
  const { mentions } = namespace;
  if (mentions?.known !== true || mentions.value.length === 0) return [];
  const made = madeNames(namespace, new Set(mentions.value.flatMap(({ variables }) => variables)));
  return mentions.value.map((mention) => told(namespace, mention, made));
}

/** Of the names, those that Services make. */
function madeNames(
  { name, services }: NamespaceInventory,
  wanted: ReadonlySet<string>,
): Map<string, LinkVariable> {
  const made = new Map<string, LinkVariable>();
  for (const service of services.known ? services.value : []) {
    for (const variable of serviceVariables(service, name)) {
      if (wanted.has(variable.name) && !made.has(variable.name)) made.set(variable.name, variable);
    }
  }
  return made;
}

function told(
  namespace: NamespaceInventory,
  { kind, name, key, variables }: MentionInventory,
  made: ReadonlyMap<string, LinkVariable>,
): SubjectFinding {
  const links = variables.flatMap((variable) => made.get(variable) ?? []);
  const services = [...new Set(links.map(({ service }) => service.name))];
  const where = `${kind === 'configmap' ? 'ConfigMap' : 'Secret'} ${name}${key === undefined ? '' : `, key ${key}`}`;
  const makers =
    services.length > 0
      ? `made by the ${services.length === 1 ? 'Service' : 'Services'} ${listed(services)}`
      : namespace.services.known
        ? 'which no Service makes now'
        : 'the Services could not be listed';
  return {
    ...finding('needs-service-links', 'info', {
      message: `The ${where} names ${listed(variables)} (${makers}). What reads it may need service links.`,
      evidence: [
        {
          text: `Looked at: ${kind === 'configmap' ? 'names, keys and texts of ConfigMaps' : 'names and keys of Secrets, never their data'}.`,
          ...(kind === 'configmap'
            ? { command: shellLine(['kubectl', 'get', kind, name, '-n', namespace.name, '-o', 'yaml']) }
            : {}),
        },
      ],
      mends: [useDns(links)],
    }),
    subject: {
      namespace: namespace.name,
      kind,
      name,
      field: key === undefined ? ['metadata', 'name'] : ['data', key],
    },
  };
}
