import type { Action } from '../keys.ts';

/**
 * What stays in the bottom line where there is no room for all of it, the most important first; what is not named here
 * goes first.
 */
export const BOTTOM_LINE: readonly Action[] = [
  'help',
  'quit',
  'back',
  'enter',
  'diagnose',
  'probe',
  'cancel',
  'filter',
  'evidence',
  'environment',
  'command',
  'options',
  'save',
  'mark',
  'refresh',
];
