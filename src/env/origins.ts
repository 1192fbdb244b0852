import type { EnvironmentEvidence } from '../contracts/evidence.ts';
import { variableBytes } from './bytes.ts';
import type { Declared } from './declared.ts';
import { linkFamilies, type LinkFamily } from './ghosts.ts';
import { newerServices, serviceKey, type Prediction } from './prediction.ts';
import { presences, type Presence } from './presence.ts';
import { remnants } from './remnants.ts';
import { MASTER_SERVICE, type LinkVariable } from './service-links.ts';
import { isWellKnownImageVariable } from './well-known.ts';

/** Where a variable of a container comes from. */
export type VariableOrigin =
  'service-link' | 'kubernetes' | 'ghost' | 'declared' | 'env-from' | 'image-or-runtime' | 'unknown';

export interface AttributedVariable {
  name: string;
  /** Length of the value; absent when not known. */
  bytes?: number | undefined;
  origin: VariableOrigin;
  /** `service/redis port 6379/TCP`, `configmap/app`, `secret/db key PASSWORD`, `spec`. */
  source?: string;
}

export interface Attribution {
  /** Every variable that is known by name, each once. */
  variables: AttributedVariable[];
  /** How many more there are, whose names were not told. */
  unnamed: number;
  /** For each predicted variable, in the prediction's order. */
  presence: Presence[];
  /** Services that are known by their variables only and are gone. */
  ghosts: LinkFamily[];
  /** Families whose Services could not be listed. */
  unlisted: LinkFamily[];
}

export interface AttributionInput {
  prediction: Prediction;
  declared: Declared;
  enableServiceLinks: boolean;
  /** What the container answered; undefined when it was not asked or could not answer. */
  environment?: EnvironmentEvidence | undefined;
  /** Start of the container: without an answer, Services that are newer are taken as absent. */
  startedAt?: string | undefined;
}

/**
 * Gives each variable of a container its origin. A container that was not asked is taken to have what the Services
 * and its spec give; what its image adds is not known then.
 */
export function attribute(input: AttributionInput): Attribution {
  const { prediction, declared, environment } = input;
  const presence = presencesOf(input);
  const others = environment?.others ?? [];
  const variables = new Map<string, AttributedVariable>();
  const taken = new Set(prediction.variables.map(({ name }) => name));
  for (const name of declared.variables.keys()) taken.add(name);

  addPredicted(input, presence, variables);
  const strangers = others.filter(({ name }) => !taken.has(name));
  const families = linkFamilies(strangers, taken);
  const fromServices = input.enableServiceLinks ? families : families.filter(isMasterFamily);
  const ghostNames = familyNames(fromServices, prediction.complete ? 'ghost' : 'service-link');

  const hosts = prediction.variables.filter(
    ({ name }, index) => name.endsWith('_SERVICE_HOST') && isThere(presence[index]),
  );
  const remaining = remnants(
    strangers.map(({ name }) => name),
    hosts,
  );

  for (const { name, bytes } of others) {
    if (variables.has(name)) continue;
    const family = ghostNames.get(name) ?? remnantOf(remaining.get(name));
    variables.set(name, family === undefined ? leftOver(name, bytes, declared) : { name, bytes, ...family });
  }
  if (environment === undefined) {
    for (const [name, { origin, source }] of declared.variables)
      variables.set(name, { name, origin, source });
  }
  const gone = fromServices.filter((family) => !isMasterFamily(family));
  return {
    variables: [...variables.values()],
    unnamed: Math.max(0, (environment?.count ?? 0) - variables.size),
    presence,
    ghosts: prediction.complete ? gone : [],
    unlisted: prediction.complete ? [] : gone,
  };
}

/**
 * How many variables and bytes come from where. Where lengths of values are missing, what the block's total leaves is
 * shared out among them, so that the sums agree with the block.
 */
export function originTotals(
  { variables, unnamed }: Pick<Attribution, 'variables' | 'unnamed'>,
  blockBytes?: number,
): Record<VariableOrigin, { variables: number; bytes: number }> {
  const totals: Record<VariableOrigin, { variables: number; bytes: number }> = {
    'service-link': zero(),
    kubernetes: zero(),
    ghost: zero(),
    declared: zero(),
    'env-from': zero(),
    'image-or-runtime': zero(),
    unknown: { variables: unnamed, bytes: 0 },
  };
  for (const { name, bytes, origin } of variables) {
    totals[origin].variables += 1;
    totals[origin].bytes += variableBytes(name, bytes ?? 0);
  }
  const unsized = variables.filter(({ bytes }) => bytes === undefined);
  const known = Object.values(totals).reduce((sum, { bytes }) => sum + bytes, 0);
  let rest = Math.max(0, (blockBytes ?? known) - known);
  let shares = unsized.length + unnamed;
  const takeShares = (count: number): number => {
    const part = shares === 0 ? 0 : Math.round((rest * count) / shares);
    rest -= part;
    shares -= count;
    return part;
  };
  for (const { origin } of unsized) totals[origin].bytes += takeShares(1);
  totals.unknown.bytes += takeShares(unnamed);
  return totals;
}

function presencesOf({ prediction, environment, startedAt }: AttributionInput): Presence[] {
  const presence = presences(prediction.variables, environment);
  if (environment !== undefined || startedAt === undefined) return presence;
  const newer = newerServices(prediction, startedAt);
  return presence.map((each, index) =>
    newer.has(serviceKey(prediction.variables[index])) ? 'absent' : each,
  );
}

function zero(): { variables: number; bytes: number } {
  return { variables: 0, bytes: 0 };
}

function addPredicted(
  { prediction, declared }: AttributionInput,
  presence: readonly Presence[],
  variables: Map<string, AttributedVariable>,
): void {
  const linked = servicesThere(prediction.variables, presence);
  for (const [index, predicted] of prediction.variables.entries()) {
    const { name } = predicted;
    const outcome = presence[index];
    if (outcome === 'absent') continue;
    const declaration = declared.variables.get(name);
    const known = variables.get(name);
    if (declaration !== undefined) {
      variables.set(name, { name, origin: declaration.origin, source: declaration.source });
    } else if (outcome === 'same' || outcome === 'unseen') {
      if (known?.bytes === undefined) variables.set(name, fromService(predicted, true));
    } else if (known === undefined) {
      // The Service's other variables are not there, so this one is not from the Service: the image has it too.
      const value = linked.has(predicted.service)
        ? fromService(predicted, false)
        : leftOver(name, undefined, declared);
      variables.set(name, value);
    }
  }
}

/** The Services of which the container has the host variable, and so the others, whatever their values. */
function servicesThere(
  prediction: readonly LinkVariable[],
  presence: readonly Presence[],
): Set<LinkVariable['service']> {
  const there = prediction.filter(
    ({ name }, index) => name.endsWith('_SERVICE_HOST') && presence[index] !== 'absent',
  );
  return new Set(there.map(({ service }) => service));
}

function fromService({ name, value, service, port }: LinkVariable, sized: boolean): AttributedVariable {
  return {
    name,
    origin: service.name === MASTER_SERVICE ? 'kubernetes' : 'service-link',
    source: `service/${service.name}${port === undefined ? '' : ` port ${port}`}`,
    ...(sized ? { bytes: Buffer.byteLength(value) } : {}),
  };
}

function leftOver(name: string, bytes: number | undefined, declared: Declared): AttributedVariable {
  const declaration = declared.variables.get(name);
  if (declaration !== undefined) return { name, bytes, ...declaration };
  const certain = declared.unknown.length === 0 || isWellKnownImageVariable(name);
  return { name, bytes, origin: certain ? 'image-or-runtime' : 'unknown' };
}

function isThere(presence: Presence | undefined): boolean {
  return presence === 'same' || presence === 'differs';
}

function remnantOf(service: string | undefined): { origin: VariableOrigin; source: string } | undefined {
  if (service === undefined) return undefined;
  const origin = service === MASTER_SERVICE ? 'kubernetes' : 'service-link';
  return { origin, source: `service/${service}` };
}

function isMasterFamily({ prefix }: LinkFamily): boolean {
  return prefix === MASTER_SERVICE.toUpperCase();
}

function familyNames(
  families: readonly LinkFamily[],
  origin: 'ghost' | 'service-link',
): Map<string, { origin: VariableOrigin; source: string }> {
  return new Map(
    families.flatMap((family) => {
      const of = {
        origin: isMasterFamily(family) ? 'kubernetes' : origin,
        source: `service/${family.name}`,
      } as const;
      return family.variables.map((variable) => [variable, of] as const);
    }),
  );
}
