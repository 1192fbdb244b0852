import type { Mend } from '../../../contracts/report.ts';
import type { SubjectFinding } from '../../../contracts/scan-report.ts';
import { shellLine } from '../../command.ts';
import { renameService } from '../../judgement/mends.ts';
import { finding } from '../../judgement/finding.ts';
import { listed } from '../../words.ts';
import type { NamespaceLinks, NamespaceRule } from '../../judgement/template.ts';

/**
 * One name, several values: one finding for each group of Services that meet, about the newest of them. An audit tells
 * it of the container that gets them, where its spec declares none of the names. Variables of the API server have a rule
 * of their own, `kubernetes-variable-replaced`.
 */
export const contestedVariable: NamespaceRule = (links) => {
  const groups = new Map<string, { services: string[]; names: string[] }>();
  for (const name of links.shared()) {
    if (name.startsWith('KUBERNETES_')) continue;
    const claims = links.claims(name);
    if (new Set(claims.map(({ value }) => value)).size < 2) continue;
    const services = [...new Set(claims.map(({ service }) => service.name))];
    const group = groups.get(services.join('\n')) ?? { services, names: [] };
    group.names.push(name);
    groups.set(services.join('\n'), group);
  }
  return [...groups.values()].map((group) => found(links, group));
};

function found(
  { namespace }: NamespaceLinks,
  { services, names }: { services: string[]; names: string[] },
): SubjectFinding {
  const all = services.length === 2 ? 'both make' : 'all make';
  return finding('contested-variable', 'low', {
    message: `The Services ${listed(services)} ${all} ${listed(names)}. Which value a container gets is random at each start.`,
    evidence: [
      {
        text: `A name and another one with the suffix -service or -port make the same variable.`,
        command: shellLine(['kubectl', 'get', 'services', '-n', namespace, ...services.slice(0, 3)]),
      },
    ],
    mends: [renameService(services.slice(0, 3)), LINKS_OFF],
  }).about({ namespace, kind: 'service', name: services.at(-1) ?? '', field: ['metadata', 'name'] });
}

const LINKS_OFF: Mend = {
  title: 'Turn service links off where the variable is read',
  effect: 'enableServiceLinks: false in the pod templates; find the Services by DNS instead.',
};
