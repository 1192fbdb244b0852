import type { Problem, WorkloadEvidence } from '../../contracts/evidence.ts';
import type { ServiceInventory } from '../../contracts/inventory.ts';
import { runPool } from '../pool.ts';
import { countEndpoints, type Endpoints } from './endpoints.ts';
import type { LabelMatcher } from './label-matcher.ts';
import { isAbout, type Failure, type Lister } from './lists.ts';
import { foldPod, workloadOfOwner } from './pods.ts';
import type { Part } from './problems.ts';
import { indexServices, type ServiceIndex } from './service-index.ts';
import { serviceInventory } from './services.ts';
import { controllerOf, idOf } from './shape.ts';
import { apiVersionOf, ENDPOINTS, PODS, SERVICES, type Source } from './sources.ts';
import { BETWEEN_KINDS, isFinished, TEMPLATE_KINDS, templateOf, type TemplateKind } from './templates.ts';
import { createAccounts, type Account, type Accounts } from './workloads.ts';
import { sparingFrom } from './young-generation.ts';

/** Everything that was read, folded. */
export interface Read {
  services: Map<string, ServiceInventory[]>;
  index: ServiceIndex;
  endpoints: Endpoints;
  accounts: Accounts;
  /** Namespaces in which something is. */
  namespaces: Set<string>;
  failures: (Failure & { part: Part })[];
  /** Objects that cannot be understood, list by list. */
  leftOut: Problem[];
  /** Counts for people. */
  seen: { services: number; pods: number };
}

export interface ReadRequest {
  lister: Lister;
  selector: string | undefined;
  /** The same, of templates. */
  matches: LabelMatcher;
  node: string | undefined;
  signal: AbortSignal | undefined;
  /** Called after each round, to give up where nothing can be seen. */
  check: (failures: readonly Failure[]) => void;
}

/** Lists of one cluster that are read at the same time: each is a connection, and a page in memory. */
const CONCURRENCY = 4;
/** Only of Services it matters when they were changed. */
const BARE = { managedFields: false };
/** A slice has up to a hundred addresses, 30 KB. */
const SLICES = 200;

export function emptyRead(): Read {
  const services: Read['services'] = new Map();
  return {
    services,
    index: indexServices(services),
    endpoints: countEndpoints(),
    accounts: createAccounts(),
    namespaces: new Set(),
    failures: [],
    leftOut: [],
    seen: { services: 0, pods: 0 },
  };
}

/**
 * Reads Services, endpoints and templates first, so that each pod can be folded into its workload as it comes, and at
 * last the objects between pods and unknown owners. Fills `read`.
 */
export async function readAll(read: Read, request: ReadRequest): Promise<void> {
  const { lister, signal } = request;
  const jobs = new Map<string, WorkloadEvidence>();
  const failed = (part: Part) => (failures: Failure[]) =>
    void read.failures.push(...failures.map((failure) => ({ ...failure, part })));
  const first = [
    () =>
      lister.read({ sources: SERVICES, fold: (item) => foldService(item, read) }).then(failed('services')),
    () => lister.read(endpointsOf(read)).then(failed('endpoints')),
    ...TEMPLATE_KINDS.map((kind) => () => {
      const fold = (item: unknown, source: Source): void => foldTemplate({ item, source, kind, read, jobs });
      const wanted = { sources: kind.sources, optional: true, options: BARE, fold };
      return lister.read(wanted).then(failed('templates'));
    }),
  ];
  await runPool({
    items: first.map((work) => ({ work, node: undefined })),
    concurrency: CONCURRENCY,
    perNode: CONCURRENCY,
    work: ({ work }) => work(),
    signal: undefined,
  });
  request.check(read.failures);
  read.index = indexServices(read.services);
  for (const account of read.accounts.all()) select(account, read.index, request.matches);
  const folder = {
    accounts: read.accounts,
    services: read.index,
    jobs,
    hasAllDeployments: (namespace: string) => !read.failures.some(isOfDeployments(namespace)),
    node: request.node,
  };
  const fold = (item: unknown): void => {
    read.seen.pods += 1;
    sparingFrom(read.seen.pods);
    read.namespaces.add(idOf(item).namespace);
    foldPod(item, folder);
  };
  const { selector } = request;
  const options = selector === undefined ? BARE : { ...BARE, labelSelector: selector };
  await lister.read({ sources: PODS, options, fold }).then(failed('pods'));
  request.check(read.failures);
  if (signal?.aborted) return;
  for (const kind of BETWEEN_KINDS) await readBetween(kind, read, request).then(failed('templates'));
}

function isOfDeployments(namespace: string): (failure: Failure) => boolean {
  return (failure) => failure.source.resource === 'deployments' && isAbout(failure, namespace);
}

function foldService(item: unknown, { services, namespaces, seen }: Read): void {
  const { namespace } = idOf(item);
  const own = services.get(namespace) ?? [];
  own.push(serviceInventory(item));
  services.set(namespace, own);
  namespaces.add(namespace);
  seen.services += 1;
}

function endpointsOf({ endpoints }: Read) {
  return {
    sources: ENDPOINTS,
    optional: true,
    options: { pageSize: SLICES, ...BARE },
    fold: (item: unknown, source: Source): void => endpoints.fold(item, source),
  };
}

interface TemplateFound {
  item: unknown;
  source: Source;
  kind: TemplateKind;
  read: Read;
  jobs: Map<string, WorkloadEvidence>;
}

/** A Job of something else is only remembered as such; one that has ended makes no more pods. */
function foldTemplate({ item, source, kind, read, jobs }: TemplateFound): void {
  const { namespace, name } = idOf(item);
  const workload = { kind: kind.kind, name, apiVersion: apiVersionOf(source) };
  if (kind.kind === 'job') {
    if (isFinished(item)) return;
    const owner = controllerOf(item);
    jobs.set(`${namespace}/${name}`, owner === undefined ? workload : workloadOfOwner(owner));
    if (owner !== undefined) return;
  }
  read.namespaces.add(namespace);
  read.accounts.open(namespace, workload).template = templateOf(item, kind);
}

/** Holds a template's labels against all selectors; nobody needs them afterwards, and there may be 25,000. */
function select(
  { namespace, template, selectedBy }: Account,
  index: ServiceIndex,
  matches: LabelMatcher,
): void {
  const { labels } = template ?? {};
  if (template === undefined || labels === undefined) return;
  template.matches = matches(labels);
  for (const selecting of index.matching(namespace, labels))
    if (!selectedBy.includes(selecting)) selectedBy.push(selecting);
  delete template.labels;
}

/**
 * Pods of a ReplicaSet that no Deployment made name it as their owner. It may have an owner of its own (a Rollout, a
 * DeploymentConfig), which is then the workload, or be one.
 */
async function readBetween(
  kind: TemplateKind,
  { accounts, index }: Read,
  { lister, matches }: ReadRequest,
): Promise<Failure[]> {
  const [source] = kind.sources;
  const open = [...accounts.all()].filter(
    (account) =>
      account.kind === kind.kind &&
      account.template === undefined &&
      account.apiVersion.split('/').at(-2) === (source?.group === '' ? undefined : source?.group),
  );
  if (open.length === 0) return [];
  const wanted = new Map(open.map((account) => [`${account.namespace}/${account.name}`, account]));
  const fold = (item: unknown): void => {
    const { namespace, name } = idOf(item);
    const account = wanted.get(`${namespace}/${name}`);
    if (account === undefined) return;
    const owner = controllerOf(item);
    if (owner !== undefined) return accounts.merge(account, workloadOfOwner(owner));
    account.template = templateOf(item, kind);
    select(account, index, matches);
  };
  const namespaces = [...new Set(open.map(({ namespace }) => namespace))];
  return lister.read({ sources: kind.sources, optional: true, options: BARE, fold, namespaces });
}
