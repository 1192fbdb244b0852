import {
  ARGUMENT_LIMIT,
  USUAL_STACK,
  envsubstArgumentBytes,
  execLimit,
  execUse,
  roomFor,
} from '../../env/headroom.ts';
import type { ContainerInventory } from '../../contracts/inventory.ts';
import type { ContainerScanReport } from '../../contracts/scan-report.ts';
import { share } from '../figures/environment/headroom.ts';
import type { RuntimeGuess } from '../figures/environment/runtime.ts';
import { ENVSUBST_FILTER } from '../judgement/audit-told.ts';
import type { NamespaceContext } from './context.ts';

/** What of each name is in envsubst's argument besides the name. */
const PER_NAME = envsubstArgumentBytes(['']);

interface Input {
  container: ContainerInventory;
  context: NamespaceContext;
  linksOn: boolean;
  /** Declared in the spec. */
  names: ReadonlySet<string>;
  declared: ContainerScanReport['declared'];
  injected: ContainerScanReport['injected'];
  runtime: RuntimeGuess;
}

/** Use of the kernel's limits at the usual stack: a floor, because what the image sets is not known. */
export function headroomOf(input: Input): ContainerScanReport['headroom'] {
  const { injected, context } = input;
  const limit = execLimit(USUAL_STACK);
  const next = use(input, injected.nextRestart);
  const { average } = context;
  return {
    limitBytes: limit,
    ...(injected.oldestStart === undefined ? {} : { now: share(use(input, injected.oldestStart), limit) }),
    nextRestart: share(next, limit),
    moreServices: roomFor({ limit, used: next, each: execUse(average) }),
    ...argumentShare(input),
  };
}

function use({ container, declared }: Input, injected: { variables: number; bytes: number }): number {
  return execUse({
    bytes: injected.bytes + declared.bytes,
    variables: injected.variables + declared.variables,
    argv: [...container.command, ...container.args],
  });
}

function argumentShare(input: Input): Pick<ContainerScanReport['headroom'], 'argument'> {
  const { runtime, names, linksOn, context, injected: at } = input;
  const { links, average } = context;
  if (runtime.envsubst === undefined || names.has(ENVSUBST_FILTER)) return {};
  const start = at.newestStart?.at;
  const injected = linksOn
    ? links.nameBytes() + PER_NAME * links.totals().variables
    : links.nameBytesWithoutLinks() + PER_NAME * links.withoutLinks().variables;
  const others = [...names].filter((name) => links.claims(name).length === 0);
  const bytes = injected + envsubstArgumentBytes(others);
  const atStart = links.nameBytes(start) + PER_NAME * links.totals({ at: start }).variables;
  return {
    argument: {
      limitBytes: ARGUMENT_LIMIT,
      ...share(bytes, ARGUMENT_LIMIT),
      moreServices: roomFor({ limit: ARGUMENT_LIMIT, used: bytes, each: average.nameBytes }),
      because: runtime.envsubst,
      ...(start === undefined
        ? {}
        : { newestStart: share(atStart + envsubstArgumentBytes(others), ARGUMENT_LIMIT) }),
    },
  };
}
