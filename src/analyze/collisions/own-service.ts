import { declaredVariables } from '../../env/declared.ts';
import { environmentName, serviceVariables } from '../../env/service-links.ts';
import type { ServiceInventory } from '../../inventory.ts';
import type { Severity } from '../../report.ts';
import { counted } from '../../units.ts';
import { shellLine } from '../command.ts';
import { finding } from '../rules/finding.ts';
import {
  fieldOf,
  type NamespaceLinks,
  type TemplateFinding,
  type TemplateJudgement,
  type TemplateRule,
} from '../scan/judgement.ts';
import { switchOff } from '../scan/mends.ts';
import { once } from '../scan/once.ts';
import { collisionMends } from './mends.ts';
import { prefixReader } from './prefix-readers.ts';
import { imagePath } from './recognise.ts';
import type { CollisionRule } from './rule.ts';
import { collisionsOf, withKnownApps } from './variable-collision.ts';

/**
 * A workload's own Service is called like the app more often than not, and so makes variables with the app's own
 * prefix in the app's own pods. Told as a possibility, since most apps read no such variable; what a rule of
 * `variable-collision` tells for certain is left out.
 */
export function ownServiceRules(rules: readonly CollisionRule[]): TemplateRule {
  const all = withKnownApps(rules);
  return (judgement) => {
    const { workload, container, linksOn } = judgement;
    if (!linksOn || container.type === 'ephemeral' || isSilent(container.image)) return [];
    const certain = new Set(collisionsOf(judgement, all).flatMap(({ variables }) => variables));
    const reasonFor = reasonsOf(judgement);
    return workload.selectedBy.flatMap((name) => {
      const reason = reasonFor(environmentName(name));
      const service = reason === undefined ? undefined : serviceOf(judgement.links, name);
      if (reason === undefined || service === undefined) return [];
      return told(judgement, { reason, service, certain });
    });
  };
}

/** Official images whose programs take no settings from variables with their own prefix, but for those below. */
const SILENT = /^(?:library\/)?(?:redis|valkey|memcached|nginx|httpd|haproxy|postgres|mysql|mariadb|mongo)$/;

interface Reason {
  severity: Severity;
  text: string;
}

function isSilent(image: string): boolean {
  return SILENT.test(imagePath(image).join('/'));
}

function serviceOf(links: NamespaceLinks, name: string): ServiceInventory | undefined {
  const byName = once(
    links,
    'services by name',
    () => new Map(links.services.map((each) => [each.name, each])),
  );
  return byName.get(name);
}

interface OwnService {
  service: ServiceInventory;
  reason: Reason;
  /** Variables that are told of already. */
  certain: ReadonlySet<string>;
}

function told(judgement: TemplateJudgement, { service, reason, certain }: OwnService): TemplateFinding[] {
  const { container, links } = judgement;
  const { name } = service;
  const prefix = environmentName(name);
  const port = `${prefix}_PORT`;
  if (certain.has(port)) return [];
  const hiding = declaredVariables(container).variables;
  const made = new Set(serviceVariables(service, links.namespace).map((variable) => variable.name));
  const variables = [...made].filter((variable) => !hiding.has(variable) && !certain.has(variable));
  // APP_PORT is what apps trip over; who declares it has met the trap already.
  if (!variables.includes(port)) return [];
  const more = counted(variables.length - 1, 'more variable');
  return [
    {
      ...finding('own-service-collision', reason.severity, {
        message: `The Service ${name} of the workload’s own pods makes ${port}, a URL, and ${more} with the prefix ${prefix}_. ${reason.text}`,
        evidence: [
          {
            text: `The selector of the Service ${name} matches the workload’s pods.`,
            command: shellLine(['kubectl', 'get', 'service', name, '-n', links.namespace, '-o', 'yaml']),
          },
        ],
        // A mere possibility of each of many workloads is no reason to declare or rename anything.
        mends:
          reason.severity === 'info'
            ? [switchOff(judgement)]
            : collisionMends({ judgement, variables: [port], services: [name] }),
      }),
      field: fieldOf(container),
    },
  ];
}

/** Why the app may read variables with a prefix; that gives undefined when nothing says so. */
function reasonsOf(judgement: TemplateJudgement): (prefix: string) => Reason | undefined {
  const { workload, container } = judgement;
  const image = environmentNameOf(imagePath(container.image).at(-1) ?? '');
  const own = environmentNameOf(workload.name);
  const names = [image, image.replace(/^CP_/, ''), own];
  const reader = prefixReader(judgement);
  return (prefix) => {
    if (reader !== undefined && names.some((name) => name === prefix || name.startsWith(`${prefix}_`))) {
      return { severity: 'medium', text: reader };
    }
    // A workload of that name alone says nothing of its image: nearly every Service is called like its workload.
    if (image === prefix) {
      return {
        severity: 'info',
        text: 'The image has the same name: if the app reads settings with its own prefix (viper, pydantic-settings, convict, envconfig), it takes them for settings.',
      };
    }
    return undefined;
  };
}

/** Image names may have dots and underscores, too. */
function environmentNameOf(name: string): string {
  return environmentName(name.replaceAll(/[^A-Za-z0-9]/g, '-'));
}
