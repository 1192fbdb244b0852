import type { CheckId } from '../checks.ts';
import type { Facts } from './facts.ts';

/** What the harshest check of an id says, with its figure. */
export function saidBy(facts: Facts, id: CheckId): string {
  const all = facts.checks(id);
  const check = all.find(({ verdict }) => verdict === facts.verdict(id)) ?? all[0];
  return check === undefined
    ? 'It was not looked at.'
    : `${check.title}${check.measured === undefined ? '' : `, ${check.measured}`}: ${check.reason}`;
}
