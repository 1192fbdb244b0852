import { serviceVariables, type LinkVariable } from '../../env/service-links.ts';
import { declaredVariables } from '../../env/declared.ts';
import type {
  ContainerInventory,
  MentionInventory,
  NamespaceInventory,
  WorkloadInventory,
} from '../../contracts/inventory.ts';
import type { SubjectFinding } from '../../contracts/scan-report.ts';
import { shellLine } from '../command.ts';
import { finding } from '../judgement/finding.ts';
import { makersOf, theServices } from '../judgement/makers.ts';
import { listed } from '../words.ts';
import { useDns } from './replacement.ts';
import { isUrl, urlFinding, writeNumbers } from './url-for-number.ts';

/**
 * What ConfigMaps and Secrets of a namespace say about service links: files and scripts that apps read, so that
 * turning links off may break them, or that get a URL where they want a number. Empty where they were not looked at or
 * could not be.
 *
 * @param workloads those of the namespace: what they take from there declares variables and uses none
 */
export function mentionFindings(
  namespace: NamespaceInventory,
  workloads: readonly WorkloadInventory[] = [],
): SubjectFinding[] {
  const { mentions } = namespace;
  if (mentions?.known !== true || mentions.value.length === 0) return [];
  const all = mentions.value.flatMap(({ variables, numbers = [] }) => [...variables, ...numbers]);
  const made = madeNames(namespace, new Set(all));
  const containers = workloads.flatMap((workload) => workload.containers);
  const declaring = declaringSources(containers);
  const declared = new Set(containers.flatMap((each) => [...declaredVariables(each).variables.keys()]));
  return mentions.value.flatMap((mention) => [
    ...urlForNumber(namespace, mention, made, declared),
    ...told(namespace, withoutDeclarations(mention, declaring), made),
  ]);
}

/** `configmap/app` of envFrom, and `app/KEY` of env. */
function declaringSources(containers: readonly ContainerInventory[]): ReadonlySet<string> {
  return new Set(
    containers.flatMap(({ env, envFrom }) => [
      ...envFrom.map(({ kind, name }) => `${kind}/${name}`),
      ...env.flatMap(({ from, ref = '' }) => {
        const kind = KINDS[from];
        return kind === undefined ? [] : [`${kind}/${ref}`];
      }),
    ]),
  );
}

const KINDS: Readonly<Record<string, string>> = { configMapKeyRef: 'configmap', secretKeyRef: 'secret' };

/** A key that a container takes for a variable declares it. */
function withoutDeclarations(mention: MentionInventory, declaring: ReadonlySet<string>): MentionInventory {
  const { kind, name, key, variables } = mention;
  const source = `${kind}/${name}`;
  if (!declaring.has(source) && !declaring.has(`${source}/${key ?? ''}`)) return mention;
  return { ...mention, variables: variables.filter((variable) => variable !== key) };
}

/** A place in a ConfigMap that wants a number and gets a URL, unless a container of the namespace declares the name. */
function urlForNumber(
  namespace: NamespaceInventory,
  { kind, name, key = '', numbers = [] }: MentionInventory,
  made: ReadonlyMap<string, LinkVariable>,
  declared: ReadonlySet<string>,
): SubjectFinding[] {
  const urls = numbers.flatMap((number) => {
    const variable = declared.has(number) ? undefined : made.get(number);
    return variable !== undefined && isUrl(variable) ? [variable] : [];
  });
  if (urls.length === 0) return [];
  const names = urls.map((variable) => variable.name);
  return [
    urlFinding({
      where: `The ConfigMap ${name}, key ${key}`,
      severity: 'medium',
      certainty: 'likely',
      names,
      made: urls,
      evidence: 'No container of the namespace declares it.',
      mends: [
        writeNumbers(urls),
        {
          title: 'Turn service links off for the pods that read it: enableServiceLinks: false',
          effect: 'Then a default of the text holds. The field is in the pod template; the pods restart.',
        },
      ],
    }).about({ namespace: namespace.name, kind, name, field: ['data', key] }),
  ];
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
): SubjectFinding[] {
  if (variables.length === 0) return [];
  const links = variables.flatMap((variable) => made.get(variable) ?? []);
  const services = makersOf(links);
  const where = `${kind === 'configmap' ? 'ConfigMap' : 'Secret'} ${name}${key === undefined ? '' : `, key ${key}`}`;
  const makers =
    services.length > 0
      ? `made by ${theServices(services)}`
      : namespace.services.known
        ? 'which no Service makes now'
        : 'the Services could not be listed';
  return [
    finding('needs-service-links', 'info', {
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
    }).about({
      namespace: namespace.name,
      kind,
      name,
      field: key === undefined ? ['metadata', 'name'] : ['data', key],
    }),
  ];
}
