import { environmentName } from '../../env/service-links.ts';
import type { ContainerInventory } from '../../contracts/inventory.ts';
import { once } from '../judgement/once.ts';
import { imagePathOf } from './recognise.ts';

/**
 * How the name of a Service, as a prefix of variables, is related to the app of an image. `same`: lhci of lhci.
 * `longer`: langflow-runtime of langflow. `part`: ldap of openldap, lhci of lhci-server.
 */
export type Kinship = 'same' | 'longer' | 'part';

/**
 * How a prefix (`LANGFLOW_RUNTIME`) is related to an app; undefined when it is not.
 *
 * @param names what the app is called, see {@link appNames}
 */
export function kinshipOf(names: readonly string[], prefix: string): Kinship | undefined {
  if (names.includes(prefix)) return 'same';
  if (names.some((name) => !GENERIC.has(name) && prefix.startsWith(`${name}_`))) return 'longer';
  return names.some((name) => isPart(prefix, name)) ? 'part' : undefined;
}

/**
 * What the app of an image is called, as prefixes of variables: the last component, without the `cp-` of Confluent's
 * images, and where that says nothing (`vaultwarden/server`) the one before it.
 */
export function appNames(container: ContainerInventory): readonly string[] {
  return once(container, 'app names', () => {
    const [before = '', last = ''] = ['', ...imagePathOf(container)].slice(-2).map(environmentNameOf);
    const names = GENERIC.has(last) && before !== '' ? [before, `${before}_${last}`] : [last];
    return names.map((name) => name.replace(/^CP_/, '')).filter((name) => name !== '');
  });
}

/** Image names may have dots and underscores, too. */
export function environmentNameOf(name: string): string {
  return environmentName(name.replaceAll(/[^A-Za-z0-9]/g, '-'));
}

/** Names that tell nothing about what an image is. */
const GENERIC: ReadonlySet<string> = new Set(
  `
    API APP APPLICATION BACKEND BASE CLIENT CORE DB DEMO FRONTEND MAIN NODE SERVER SERVICE SITE TEST UI WEB WEBAPP
    WORKER JAVA PYTHON PHP RUBY GOLANG ALPINE DEBIAN UBUNTU
  `
    .trim()
    .split(/\s+/),
);

/** Programs beside an app: they are called like it, and take settings of their own. */
const BESIDE: ReadonlySet<string> = new Set(
  `
    EXPORTER METRICS CLIENT CLI OPERATOR CONTROLLER MANAGER PROXY BACKUP RESTORE AGENT SIDECAR RELOADER CONFIG TOOLS
    UTILS PROVISIONER DRIVER PLUGIN WEBHOOK ADAPTER BRIDGE DASHBOARD COMMANDER EXPRESS INSIGHT ADMIN
  `
    .trim()
    .split(/\s+/),
);

/** Shorter pieces of words are accidents: sql of postgresql. */
const SHORTEST_PIECE = 4;

function isPart(prefix: string, name: string): boolean {
  const [whole, part] = [`_${name}_`, `_${prefix}_`];
  const at = whole.indexOf(part);
  if (at >= 0) {
    const rest = `${whole.slice(0, at)}_${whole.slice(at + part.length)}`.split('_');
    return !rest.some((word) => BESIDE.has(word));
  }
  if (prefix.length < SHORTEST_PIECE || name.includes('_')) return false;
  return name.startsWith(prefix) || name.endsWith(prefix);
}
