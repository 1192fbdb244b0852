import { hasClusterIP } from '../../env/service-links.ts';
import type { Known } from '../../contracts/evidence.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import type { NamespaceReport, ScanReport } from '../../contracts/scan-report.ts';
import type { SideEvidence } from '../../contracts/side-evidence.ts';
import { judge } from '../figures/judge.ts';
import { known, unknown } from '../figures/known.ts';
import type { ContainerJudgement } from '../figures/audited.ts';
import { analyzeInventory } from '../scan/index.ts';

export type Letter = 'a' | 'b';

/** A side of a comparison, counted but without an opinion. */
export interface Side {
  letter: Letter;
  evidence: SideEvidence;
  /** Absent where namespaces are compared. */
  judgement?: ContainerJudgement;
  /** The side's namespace as `scan` sees it. */
  scan: Known<{
    report: ScanReport;
    namespace: NamespaceReport;
    /** How many Services nothing stands behind, stale or not yet. */
    idle: () => number;
  }>;
  services: Known<ServiceCounts>;
}

export interface ServiceCounts {
  total: number;
  /** Those with a cluster IP, which service links are made of. */
  linked: number;
}

interface ReadOptions {
  staleAfterMs: number;
  /** The other side: when it shares the inventory, that was judged already. */
  twin?: Side;
}

/** Counts what a side's evidence tells. */
export function readSide(letter: Letter, evidence: SideEvidence, options: ReadOptions): Side {
  const { container } = evidence;
  return {
    letter,
    evidence,
    judgement: container && judge(container, evidence),
    scan: scanOf(evidence, options),
    services: servicesOf(evidence),
  };
}

/** `A` or `B`, as sentences name the sides. */
export function name(letter: Letter): string {
  return letter.toUpperCase();
}

export function other(letter: Letter): Letter {
  return letter === 'a' ? 'b' : 'a';
}

function scanOf({ inventory, namespace }: SideEvidence, { staleAfterMs, twin }: ReadOptions): Side['scan'] {
  if (!inventory.known) return inventory;
  const shared = twin?.evidence.inventory;
  if (twin !== undefined && shared?.known === true && shared.value === inventory.value) return twin.scan;
  const report = analyzeInventory(inventory.value, { staleAfterMs, rules: [] });
  const own = report.namespaces.find((each) => each.name === namespace);
  return own === undefined
    ? unknown(`namespace ${namespace} was not seen`)
    : known({ report, namespace: own, idle: () => idleIn(inventory.value, namespace) });
}

/** Stale but for their age. */
function idleIn(inventory: Inventory, namespace: string): number {
  const { staleServices } = analyzeInventory(inventory, { staleAfterMs: 0, rules: [] });
  return staleServices.filter((service) => service.namespace === namespace).length;
}

function servicesOf({ services, namespace }: SideEvidence): Side['services'] {
  const own = services[namespace];
  if (own === undefined) return unknown('the Services of the namespace were not listed');
  if (!own.known) return own;
  const linked = own.value.filter((service) => hasClusterIP(service) && service.ports.length > 0);
  return known({ total: own.value.length, linked: linked.length });
}
