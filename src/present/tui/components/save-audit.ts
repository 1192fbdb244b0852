import type { Audited } from '../backend.ts';
import type { Effect } from '../screen.ts';

/** Saves what an audit saw; where there is none yet, that is said. */
export function saveAudit(audited: Audited | undefined): Effect {
  return audited === undefined
    ? { type: 'say', text: 'There is nothing to save yet.' }
    : { type: 'save', evidence: audited.evidence };
}
