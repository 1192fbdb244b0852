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
  'logs',
  'previous',
  'follow',
  'evidence',
  'environment',
  'command',
  'yaml',
  'events',
  'options',
  'save',
  'mark',
  'refresh',
];
