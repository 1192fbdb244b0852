import type { ContainerJudgement } from '../figures/audited.ts';
import type { Found } from './finding.ts';

/** A rule about an audited container: a finding when it holds. */
export type Rule = (input: ContainerJudgement) => Found | undefined;
