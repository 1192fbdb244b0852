import { textFlag, type ConfigFlags } from '../../collect/cluster/config-flags.ts';
import { targetKind } from '../../collect/targets/kinds.ts';
import { parseTarget } from '../../collect/targets/target.ts';
import { type EnvauditError, usage } from '../../errors.ts';
import type { CompareOptions } from './command.ts';

/** What a side is and where it is looked for, before anything is asked. */
export type SidePlan =
  | {
      kind: 'file';
      typed: string;
      /** The namespace of the other side, where that is one: then the file is to hold what a scan saw of it. */
      beside?: string | undefined;
      /** The other side is a pod or workload: then the file is to hold evidence of a container. */
      holds?: 'Evidence' | 'Inventory' | undefined;
    }
  | { kind: 'target' | 'namespace'; typed: string; flags: ConfigFlags };

export interface Plan {
  a: SidePlan;
  b: SidePlan;
  /** Both sides are reached through one connection. */
  oneCluster: boolean;
}

/** These name one server or one login; with two clusters they would go to both. */
const ONE_CLUSTER = [
  'server',
  'cluster',
  'user',
  'token',
  'username',
  'password',
  'client-certificate',
  'client-key',
  'certificate-authority',
  'tls-server-name',
] as const;

/** Names that can be told from a pod's: RFC 1123 labels. */
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Reads the user's words.
 * @throws EnvauditError `usage` for words that mean nothing, or that mean the same thing twice.
 */
export function planOf(options: CompareOptions): Plan {
  const { a: typedA, toContext, toNamespace, toKubeconfig, flags } = options;
  const elsewhere = toContext !== undefined || toKubeconfig !== undefined;
  const kindA = kindOf(typedA);
  const typedB = options.b ?? implied(options, kindA);
  const kindB = kindOf(typedB);
  if (elsewhere) refuseOneClustersFlags(flags);
  const kinds = new Set([kindA, kindB]);
  if (kinds.has('namespace') && kinds.has('target')) {
    throw usage(
      `${typedA} and ${typedB} are not of one kind`,
      'Compare two namespaces, or two pods or workloads.',
    );
  }
  if (kindB === 'file' && (elsewhere || toNamespace !== undefined)) {
    throw usage(`${typedB} is a file: --to-context, --to-namespace and --to-kubeconfig are about a cluster`);
  }
  if (kindA === 'file' && kindB === 'file' && typedA === typedB) throw twice(typedA);
  const here = { ...flags };
  const there = {
    ...flags,
    ...(toNamespace === undefined ? {} : { namespace: toNamespace }),
    ...(toKubeconfig === undefined ? {} : { kubeconfig: toKubeconfig, context: undefined }),
    ...(toContext === undefined ? {} : { context: toContext }),
  };
  const [a, b] = [sidePlan(typedA, kindA, here), sidePlan(typedB, kindB, there, toNamespace)];
  return { a: besides(a, b), b: besides(b, a), oneCluster: !elsewhere };
}

/** A file's name is told by its ending or its path; everything else is a target as `kubectl envaudit` takes it. */
function kindOf(typed: string): SidePlan['kind'] {
  const [type = '', name] = typed.split('/', 2);
  if (name !== undefined && /^(namespaces?|ns)$/i.test(type)) return 'namespace';
  if (name !== undefined && targetKind(type) !== undefined) return 'target';
  return typed === '-' || typed.endsWith('.json') || /^(\.{0,2}|~)\//.test(typed) ? 'file' : 'target';
}

/** What a file is to hold follows from the other side. */
function besides(side: SidePlan, opposite: SidePlan): SidePlan {
  if (side.kind !== 'file' || opposite.kind === 'file') return side;
  return opposite.kind === 'target'
    ? { ...side, holds: 'Evidence' }
    : { ...side, holds: 'Inventory', beside: textFlag(opposite.flags, 'namespace') };
}

function sidePlan(typed: string, kind: SidePlan['kind'], flags: ConfigFlags, toNamespace?: string): SidePlan {
  if (kind === 'file') return { kind, typed };
  if (kind === 'target') {
    parseTarget(typed);
    return { kind, typed, flags };
  }
  const name = typed.slice(typed.indexOf('/') + 1);
  if (!LABEL.test(name)) throw usage(`"${name}" is not a valid name of a namespace`);
  const said = toNamespace ?? textFlag(flags, 'namespace');
  if (said !== undefined && said !== name) {
    throw usage(
      `${typed} names its namespace itself, and ${toNamespace === undefined ? '-n' : '--to-namespace'} another one: ${said}`,
    );
  }
  return { kind, typed, flags: { ...flags, namespace: name } };
}

/** The other side where it is left out: the same, but somewhere else. */
function implied(
  { a, toContext, toNamespace, toKubeconfig }: CompareOptions,
  kind: SidePlan['kind'],
): string {
  if (kind === 'namespace' && toNamespace !== undefined) return `namespace/${toNamespace}`;
  const elsewhere = [toContext, toNamespace, toKubeconfig].some((place) => place !== undefined);
  if (elsewhere && kind !== 'file') return a;
  throw usage(
    `${a} is one side, and the other one is missing`,
    'Name it: kubectl envaudit compare pod/web-1 pod/web-2; or say where the same is to be found: --to-context, --to-namespace.',
  );
}

function refuseOneClustersFlags(flags: ConfigFlags): void {
  const given = ONE_CLUSTER.filter((flag) => textFlag(flags, flag) !== undefined);
  if (given.length === 0) return;
  throw usage(
    `--${given.join(' and --')} would hold for both clusters`,
    'Put the server and the login of each side into its kubeconfig’s context.',
  );
}

/** The same thing on both sides. */
export function twice(what: string): EnvauditError {
  return usage(
    `both sides are ${what}`,
    'Name another target, or another place for B: --to-context, --to-namespace.',
  );
}
